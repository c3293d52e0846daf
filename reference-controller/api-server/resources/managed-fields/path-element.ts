import { goJson } from '../schema/go-json.ts'

type Json = Record<string, unknown>

/**
 * Elements of a path, as FieldsV1 writes them: `f:NAME` a field, `k:{…}` an item of a list by its keys, `v:…` an item
 * by its value, `i:N` by its place.
 */
export const fieldElement = (name: string): string => `f:${name}`

export const keyElement = (keys: Json): string => `k:${goJson(keys)}`

export const valueElement = (value: unknown): string => `v:${goJson(value)}`

export const nameOf = (element: string): string | undefined => (element.startsWith('f:') ? element.slice(2) : undefined)

/** The canonical spelling of an element of a client; undefined for an unknown one. */
export function canonicalElement(element: string): string | undefined {
  const rest = element.slice(2)
  if (element[1] !== ':') return undefined
  if (element[0] === 'f') return element
  if (element[0] === 'i') return /^\d+$/.test(rest) ? element : undefined
  if (element[0] !== 'k' && element[0] !== 'v') return undefined
  const value: unknown = JSON.parse(rest)
  if (element[0] === 'v') return valueElement(value)
  return typeof value === 'object' && value !== null ? keyElement(value as Json) : undefined
}

const RANKS: Record<string, number> = { '.': 0, f: 1, k: 2, v: 3, i: 4 }

/** The order in which siblings are written: fields, keys, values, places. */
export function compareElements(a: string, b: string): number {
  if (a[0] === 'f' && b[0] === 'f') return compareTexts(a, b)
  const rank = (RANKS[a[0] ?? ''] ?? 0) - (RANKS[b[0] ?? ''] ?? 0)
  if (rank !== 0 || a[0] === '.') return rank
  const [x, y] = [JSON.parse(a.slice(2)), JSON.parse(b.slice(2))]
  return a[0] === 'k' ? compareKeys(x, y) : compareValues(x, y)
}

function compareKeys(a: Json, b: Json): number {
  const [left, right] = [Object.entries(a), Object.entries(b)]
  for (const [index, [name, value]] of left.entries()) {
    const other = right[index]
    if (!other) return 1
    const order = compareTexts(name, other[0]) || compareValues(value, other[1])
    if (order !== 0) return order
  }
  return left.length - right.length
}

const TYPES = ['number', 'string', 'boolean']

function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b)
  return TYPES.indexOf(typeof a) - TYPES.indexOf(typeof b) || Number(a) - Number(b)
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The path as messages name it: `.spec.template.spec.containers[name="c"].image`. */
export function pathText(path: readonly string[]): string {
  return path.map(elementText).join('')
}

/** One element as messages name it. */
export function elementText(element: string): string {
  const rest = element.slice(2)
  if (element[0] === 'f') return `.${rest}`
  if (element[0] === 'i') return `[${rest}]`
  const value: unknown = JSON.parse(rest)
  if (element[0] === 'v') return `[=${JSON.stringify(value)}]`
  const keys = Object.entries(value as Json).map(([name, key]) => `${name}=${JSON.stringify(key)}`)
  return `[${keys.join(',')}]`
}
