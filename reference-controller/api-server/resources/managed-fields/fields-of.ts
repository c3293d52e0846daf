import type { FieldSet } from './field-set.ts'
import { type FieldsBuilder, fieldsBuilder } from './fields-builder.ts'
import { itemsByElement } from './list-items.ts'
import { fieldElement } from './path-element.ts'
import { concrete, type ListShape, type MapShape, type Shape } from './shape.ts'

type Json = Record<string, unknown>

/** Every field and item in a value. */
export function fieldsOfValue(shape: Shape, value: unknown): FieldSet {
  const found = fieldsBuilder()
  collect(shape, value, { path: [], found })
  return found.done()
}

interface Location {
  path: string[]
  found: FieldsBuilder
}

function collect(free: Shape, value: unknown, place: Location): void {
  const shape = concrete(free, value)
  if (shape.kind === 'scalar') place.found.add(place.path)
  else if (shape.kind === 'list') collectItems(shape, value as unknown[] | null, place)
  else collectFields(shape, value as Json | null, place)
}

function collectFields(shape: MapShape, value: Json | null, place: Location): void {
  const { path, found } = place
  if (shape.atomic) found.add(path)
  else {
    for (const [name, item] of Object.entries(value ?? {})) {
      const known = shape.fields.get(name)
      const child = known?.shape ?? shape.value?.()
      if (!child) continue
      path.push(known?.element ?? fieldElement(name))
      collect(child, item, place)
      // Entries of maps and empty values are fields themselves.
      if (!known || isEmptyMap(item)) found.add(path)
      path.pop()
    }
  }
}

function isEmptyMap(value: unknown): boolean {
  return value === null || (typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0)
}

function collectItems(shape: ListShape, list: unknown[] | null, place: Location): void {
  const { path, found } = place
  if (shape.relation === 'atomic') found.add(path)
  else {
    for (const [element, items] of itemsByElement(shape, list)) {
      path.push(element)
      if (items.length === 1) collect(shape.item(), items[0], place)
      found.add(path)
      path.pop()
    }
  }
}
