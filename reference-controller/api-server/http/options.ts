import type { StatusCause } from '../resources/index.ts'
import type { Call } from './call.ts'
import { badRequest, invalid } from './status.ts'

export type FieldValidation = 'Strict' | 'Warn' | 'Ignore'

export interface WriteOptions {
  dryRun: boolean
  fieldValidation: FieldValidation
}

const META_GROUP = 'meta.k8s.io'

export function invalidOptions(kind: string, causes: StatusCause[]) {
  return invalid({ group: META_GROUP, kind }, '', causes)
}

/** The options of create, update and patch, which come in the query. */
export function writeOptions(call: Call, kind: 'CreateOptions' | 'UpdateOptions' | 'PatchOptions'): WriteOptions {
  const dryRun = call.query.getAll('dryRun').filter(Boolean)
  const fieldValidation = call.query.get('fieldValidation') || 'Warn'
  const causes = dryRunProblems(dryRun)
  if (!isFieldValidation(fieldValidation)) {
    causes.push(unsupported('fieldValidation', `"${fieldValidation}"`, ['', 'Ignore', 'Strict', 'Warn']))
  }
  if (causes.length > 0 || !isFieldValidation(fieldValidation)) throw invalidOptions(kind, causes)
  return { dryRun: dryRun.length > 0, fieldValidation }
}

function isFieldValidation(text: string): text is FieldValidation {
  return text === 'Strict' || text === 'Warn' || text === 'Ignore'
}

export function dryRunProblems(values: readonly string[]): StatusCause[] {
  if (values.every((value) => value === 'All')) return []
  return [unsupported('dryRun', `[${values.map((value) => JSON.stringify(value)).join(',')}]`, ['All'])]
}

/** Upstream's words for a value out of a closed list. */
export function unsupported(field: string, seen: string, supported: string[]): StatusCause {
  const choices = supported.map((value) => JSON.stringify(value)).join(', ')
  return {
    reason: 'FieldValueNotSupported',
    message: `Unsupported value: ${seen}: supported values: ${choices}`,
    field,
  }
}

/** Parameters hold numbers as Go's strconv reads them. */
export function integerParameter(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name)
  if (text === null || text === '') return undefined
  if (!/^[+-]?\d+$/.test(text)) throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`)
  return Number(text)
}

/** Anything but `false` and `0` is true, even nothing. */
export function booleanParameter(query: URLSearchParams, name: string): boolean | undefined {
  const text = query.get(name)
  return text === null ? undefined : !['false', '0'].includes(text.toLowerCase())
}
