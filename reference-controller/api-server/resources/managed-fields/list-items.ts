import { keyElement, valueElement } from './path-element.ts'
import type { ListShape } from './shape.ts'

type Json = Record<string, unknown>

/** An item without keys of its own. */
export class ItemError extends Error {}

/** By which element an item of a list of that shape is known. Throws ItemError. */
export function elementOfItem(shape: ListShape, item: unknown): string {
  return shape.relation === 'map' ? keyedElement(shape, item) : setElement(item)
}

function keyedElement({ keys, defaults }: ListShape, item: unknown): string {
  if (item === null) throw new ItemError('associative list with keys may not have a null element')
  if (typeof item !== 'object' || Array.isArray(item)) {
    throw new ItemError('associative list with keys may not have non-map elements')
  }
  const found: Json = {}
  for (const key of keys) {
    const value = (item as Json)[key] ?? defaults[key]
    if (value !== undefined) found[key] = value
  }
  if (Object.keys(found).length > 0) return keyElement(found)
  const names = `[${keys.map((key) => JSON.stringify(key)).join(' ')}]`
  throw new ItemError(
    `associative list with keys has an element that omits all key fields ${names} (and doesn't have default values for any key fields)`,
  )
}

function setElement(item: unknown): string {
  if (item === null) throw new ItemError("associative list without keys has an element that's an explicit null")
  if (Array.isArray(item)) throw new ItemError('not supported: associative list with lists as elements')
  if (typeof item === 'object') throw new ItemError("associative list without keys has an element that's a map type")
  return valueElement(item)
}

/** The items of a list by their elements, in the order of the list; those that repeat an element together. */
export function itemsByElement(shape: ListShape, list: readonly unknown[] | null | undefined): Map<string, unknown[]> {
  const found = new Map<string, unknown[]>()
  for (const item of list ?? []) {
    const element = elementOfItem(shape, item)
    const same = found.get(element)
    if (same) same.push(item)
    else found.set(element, [item])
  }
  return found
}
