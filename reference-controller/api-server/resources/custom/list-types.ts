import type { StatusCause } from '../definition.ts'
import { duplicate, invalid } from '../shared/field-errors.ts'
import { fieldOf, isObject, itemsOf, type JsonSchema } from './json-schema.ts'

/** Lists that are sets hold each value once, lists that are maps each key once (x-kubernetes-list-type). */
export function validateListTypes(value: unknown, schema: JsonSchema | undefined, path = ''): StatusCause[] {
  if (!schema) return []
  if (Array.isArray(value)) {
    const items = itemsOf(schema)
    return [
      ...validateList(value, schema, path),
      ...value.flatMap((item, index) => validateListTypes(item, items, `${path}[${index}]`)),
    ]
  }
  if (!isObject(value)) return []
  return Object.keys(value).flatMap((field) => {
    const isNamed = Object.hasOwn(schema.properties ?? {}, field)
    const at = isNamed ? (path ? `${path}.${field}` : field) : `${path}[${field}]`
    return validateListTypes(value[field], fieldOf(schema, field), at)
  })
}

function validateList(list: unknown[], schema: JsonSchema, path: string): StatusCause[] {
  const type = schema['x-kubernetes-list-type']
  if (type === 'set') return secondOnes(list).map((index) => duplicate(`${path}[${index}]`, list[index]))
  if (type !== 'map') return []
  const stranger = list.findIndex((item) => item !== null && !isObject(item))
  if (stranger >= 0) {
    return [invalid(`${path}[${stranger}]`, list[stranger], 'must be an object for an array of list-type map')]
  }
  const keys = list.map((item) => keyOf(item, schema['x-kubernetes-list-map-keys'] ?? []))
  return secondOnes(keys).map((index) => duplicate(`${path}[${index}]`, keys[index]))
}

function keyOf(item: unknown, keys: readonly string[]): Record<string, unknown> {
  const present = isObject(item) ? keys.filter((key) => Object.hasOwn(item, key)) : []
  return Object.fromEntries([...present].sort().map((key) => [key, (item as Record<string, unknown>)[key]]))
}

/** Where each value that occurs more than once is found for the second time. */
function secondOnes(values: unknown[]): number[] {
  const times = new Map<string, number>()
  return values.flatMap((value, index) => {
    const text = JSON.stringify(value)
    const seen = times.get(text) ?? 0
    times.set(text, seen + 1)
    return seen === 1 ? [index] : []
  })
}
