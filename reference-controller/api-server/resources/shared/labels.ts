import type { StatusCause } from '../definition.ts'
import { forbidden, invalid, problems, required, tooLong } from './field-errors.ts'
import { labelKeyProblems, labelValueProblems } from './names.ts'

type Labels = Record<string, string>

/** The structured selector of API objects (metav1.LabelSelector). */
export interface StructuredSelector {
  matchLabels?: Labels
  matchExpressions?: { key: string; operator: string; values?: string[] }[]
}

const ANNOTATIONS_LIMIT = 256 * 1024

export function validateLabels(labels: Labels | undefined, field: string): StatusCause[] {
  return Object.entries(labels ?? {}).flatMap(([key, value]) => [
    ...problems(field, key, labelKeyProblems(key)),
    ...problems(field, value, labelValueProblems(value)),
  ])
}

export function validateAnnotations(annotations: Labels | undefined, field: string): StatusCause[] {
  const entries = Object.entries(annotations ?? {})
  const found = entries.flatMap(([key]) => problems(field, key, labelKeyProblems(key.toLowerCase())))
  const size = entries.reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0)
  return size > ANNOTATIONS_LIMIT ? [...found, tooLong(field, ANNOTATIONS_LIMIT)] : found
}

export function validateSelector(selector: StructuredSelector | undefined, field: string): StatusCause[] {
  const expressions = selector?.matchExpressions ?? []
  return [
    ...validateLabels(selector?.matchLabels, `${field}.matchLabels`),
    ...expressions.flatMap((expression, index) =>
      validateExpression(expression, `${field}.matchExpressions[${index}]`),
    ),
  ]
}

function validateExpression(
  { key, operator, values = [] }: NonNullable<StructuredSelector['matchExpressions']>[number],
  field: string,
): StatusCause[] {
  return [
    ...operatorProblems(operator, values, field),
    ...problems(`${field}.key`, key, labelKeyProblems(key ?? '')),
    ...values.flatMap((value, index) => problems(`${field}.values[${index}]`, value, labelValueProblems(value))),
  ]
}

function operatorProblems(operator: string, values: string[], field: string): StatusCause[] {
  if (operator === 'In' || operator === 'NotIn') {
    if (values.length > 0) return []
    return [required(`${field}.values`, "must be specified when `operator` is 'In' or 'NotIn'")]
  }
  if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (values.length === 0) return []
    return [forbidden(`${field}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")]
  }
  return [invalid(`${field}.operator`, operator ?? '', 'not a valid selector operator')]
}

/** True if the labels satisfy the selector. No selector selects nothing, an empty one everything. */
export function selects(selector: StructuredSelector | undefined, labels: Labels | undefined): boolean {
  if (!selector) return false
  const has = labels ?? {}
  const matched = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => has[key] === value)
  return (
    matched &&
    (selector.matchExpressions ?? []).every(({ key, operator, values = [] }) => {
      const value = has[key]
      if (operator === 'Exists') return value !== undefined
      if (operator === 'DoesNotExist') return value === undefined
      return (value !== undefined && values.includes(value)) === (operator === 'In')
    })
  )
}
