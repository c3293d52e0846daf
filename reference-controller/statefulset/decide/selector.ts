import type { LabelSelector } from '../../client/objects.ts'

type Labels = Record<string, string>

/** True if labels satisfy a label selector; an operator that the API does not know satisfies nothing. */
export function selects(selector: LabelSelector, labels: Labels = {}): boolean {
  const pairs = Object.entries(selector.matchLabels ?? {})
  return (
    pairs.every(([key, value]) => labels[key] === value) &&
    (selector.matchExpressions ?? []).every((expression) => satisfies(expression, labels[expression.key]))
  )
}

type Expression = NonNullable<LabelSelector['matchExpressions']>[number]

function satisfies({ operator, values = [] }: Expression, value: string | undefined): boolean {
  if (operator === 'In') return value !== undefined && values.includes(value)
  if (operator === 'NotIn') return value === undefined || !values.includes(value)
  if (operator === 'Exists') return value !== undefined
  return operator === 'DoesNotExist' && value === undefined
}
