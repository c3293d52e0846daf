interface StructuredSelector {
  matchLabels?: Record<string, string>
  matchExpressions?: { key: string; operator: string; values?: string[] }[]
}

/** A selector in the form of a query parameter, its requirements in the order of their keys. */
export function selectorText(selector: StructuredSelector | undefined): string {
  const labels = Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => ({ key, text: `${key}=${value}` }))
  const expressions = (selector?.matchExpressions ?? []).map(({ key, operator, values = [] }) => {
    return { key, text: expressionText(key, operator, `(${[...values].sort().join(',')})`) }
  })
  const requirements = [...labels, ...expressions]
  return requirements
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ text }) => text)
    .join(',')
}

function expressionText(key: string, operator: string, values: string): string {
  if (operator === 'In') return `${key} in ${values}`
  if (operator === 'NotIn') return `${key} notin ${values}`
  return operator === 'Exists' ? key : `!${key}`
}
