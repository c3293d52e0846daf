/** A path at which a response is not as expected. */
export interface PathDifference {
  /** Such as answer.details.causes[0].message. */
  readonly path: string
  /** JSON; undefined without a value. */
  readonly expected: string | undefined
  readonly seen: string | undefined
}

const MOST = 3

/** The first few paths at which two JSON values differ: missing members, other values, another order of members. */
export function firstDifferences(expected: unknown, seen: unknown, path = ''): PathDifference[] {
  if (JSON.stringify(expected) === JSON.stringify(seen)) return []
  if (!isContainer(expected) || !isContainer(seen) || Array.isArray(expected) !== Array.isArray(seen))
    return [{ path, expected: JSON.stringify(expected), seen: JSON.stringify(seen) }]
  const keys = new Set([...Object.keys(expected), ...Object.keys(seen)])
  const found = [...keys].flatMap((key) =>
    firstDifferences(expected[key], seen[key], Array.isArray(expected) ? `${path}[${key}]` : joined(path, key)),
  )
  if (found.length > 0) return found.slice(0, MOST)
  const order = (value: object) => Object.keys(value).join(', ')
  return [{ path: `${path} (order of members)`, expected: order(expected), seen: order(seen) }]
}

const isContainer = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const joined = (path: string, key: string) => (path ? `${path}.${key}` : key)
