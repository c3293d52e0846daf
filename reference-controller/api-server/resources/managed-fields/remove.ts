import { below, type FieldSet, hasElement, isEmpty, isMember, node } from './field-set.ts'
import { elementOfItem } from './list-items.ts'
import { fieldElement, nameOf } from './path-element.ts'
import { concrete, type ListShape, type MapShape, type Shape } from './shape.ts'

type Json = Record<string, unknown>

/** The value without the fields and items of the set; null when nothing is left of a list or a map. */
export function removed(free: Shape, value: unknown, fields: FieldSet): unknown {
  const shape = concrete(free, value)
  if (shape.kind === 'scalar') return value
  if (shape.kind === 'list') return removedItems(shape, value, fields)
  return removedFields(shape, value, fields)
}

function removedItems(shape: ListShape, value: unknown, fields: FieldSet): unknown {
  if (!Array.isArray(value) || shape.relation === 'atomic') return null
  const kept = value.flatMap((item) => {
    const element = elementOfItem(shape, item)
    if (hasElement(fields, element)) return []
    const inner = below(fields, element)
    return [isEmpty(inner) ? item : removed(shape.item(), item, inner)]
  })
  return kept.length > 0 ? kept : null
}

function removedFields(shape: MapShape, value: unknown, fields: FieldSet): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || shape.atomic) return null
  const kept: Json = {}
  for (const [name, item] of Object.entries(value)) {
    const known = shape.fields.get(name)
    const element = known?.element ?? fieldElement(name)
    if (hasElement(fields, element)) continue
    const inner = below(fields, element)
    const child = known?.shape ?? shape.value?.()
    kept[name] = isEmpty(inner) || !child ? item : removed(child, item, inner)
  }
  return Object.keys(kept).length > 0 ? kept : null
}

/**
 * The set with the struct fields that lead to its fields: the owner of `.spec.replicas` owns `.spec`, a named
 * field, but not the maps and lists on the way to an entry.
 */
export function withNamedFields(shape: Shape | undefined, fields: FieldSet): FieldSet {
  const result: Record<string, FieldSet> = {}
  for (const [element, found] of Object.entries(fields)) {
    if (element === '.') continue
    const name = nameOf(element)
    const field = shape?.kind === 'map' && name !== undefined ? shape.fields.get(name) : undefined
    const named = field !== undefined && !isEmpty(below(fields, element))
    const children = withNamedFields(childShape(shape, element), below(fields, element))
    result[element] = node(isMember(found) || named, children) ?? found
  }
  return result
}

function childShape(shape: Shape | undefined, element: string): Shape | undefined {
  const name = nameOf(element)
  if (shape?.kind === 'map' && name !== undefined) return shape.fields.get(name)?.shape ?? shape.value?.()
  return shape?.kind === 'list' && element.startsWith('k:') ? shape.item() : undefined
}
