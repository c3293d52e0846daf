import { isDeepStrictEqual } from 'node:util'
import type { JsonSchema } from '../json-schema.ts'
import { isObject, itemsOf, valuesOf } from '../json-schema.ts'
import { combinations } from './combinations.ts'
import type { Problem } from './problem.ts'
import { validateEnum, validateFormat, validateNumber, validateText, wrong } from './scalars.ts'
import { validateType } from './types.ts'

/** Where a value is, and what was there before an update. */
export interface Place {
  path: string
  /** Undefined where nothing was, or where it cannot be told what became what. */
  old?: unknown
}

/**
 * What is wrong with a value by its schema. A value that an update leaves as it was may stay wrong ("ratcheting"):
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-ratcheting
 */
export function validateValue(value: unknown, schema: JsonSchema, place: Place): Problem[] {
  const found = problemsOf(value, schema, place)
  return found.length > 0 && place.old !== undefined && isDeepStrictEqual(place.old, value) ? [] : found
}

function problemsOf(value: unknown, schema: JsonSchema, place: Place): Problem[] {
  const { path } = place
  const type = validateType(value, schema, path)
  if (value === null) return [...type, ...validateEnum(value, schema, path)]
  return [
    ...type,
    ...combinations(schema, path, (part, inner) => problemsOf(value, part, { path: inner })),
    ...(typeof value === 'string' ? validateText(value, schema, path) : []),
    ...(typeof value === 'string' ? validateFormat(value, schema, path) : []),
    ...(typeof value === 'number' ? validateNumber(value, schema, path) : []),
    ...(Array.isArray(value) ? validateList(value, schema, place) : []),
    ...validateEnum(value, schema, path),
    ...(isObject(value) ? validateObject(value, schema, place) : []),
  ]
}

function validateList(list: unknown[], schema: JsonSchema, { path, old }: Place): Problem[] {
  const { minItems, maxItems } = schema
  const items = itemsOf(schema)
  const found = items
    ? list.flatMap((item, index) => {
        const before = oldItem(item, schema, old)
        return validateValue(item, items, { path: `${path}[${index}]`, old: before })
      })
    : []
  const count = list.length
  if (minItems !== undefined && count < minItems)
    found.push(wrong(path, count, `should have at least ${minItems} items`))
  if (maxItems !== undefined && count > maxItems) {
    const message = `${path} in body should have at most ${maxItems} items`
    found.push({ kind: 'too-many', path, count, limit: maxItems, message })
  }
  return found
}

/** Only the items of a list that is a map can be found again. */
function oldItem(item: unknown, schema: JsonSchema, old: unknown): unknown {
  const keys = schema['x-kubernetes-list-map-keys'] ?? []
  if (schema['x-kubernetes-list-type'] !== 'map' || !Array.isArray(old) || !isObject(item)) return undefined
  return old.find((other) => isObject(other) && keys.every((key) => isDeepStrictEqual(other[key], item[key])))
}

function validateObject(object: Record<string, unknown>, schema: JsonSchema, { path, old }: Place): Problem[] {
  const { properties = {}, required = [], additionalProperties } = schema
  const before = isObject(old) && schema['x-kubernetes-map-type'] !== 'atomic' ? old : {}
  const at = (field: string) => (path ? `${path}.${field}` : field)
  const further = valuesOf(schema)
  const found = validateSize(Object.keys(object).length, schema, path)
  for (const [field, value] of Object.entries(object)) {
    const isNamed = Object.hasOwn(properties, field)
    if (!isNamed && additionalProperties === false) {
      const message = `${path}.${field} in body is a forbidden property`
      found.push({ kind: 'invalid', path, value: field, message })
    }
    // Values of no name have the path with a dot before it, also at the root.
    if (!isNamed && further)
      found.push(...validateValue(value, further, { path: `${path}.${field}`, old: before[field] }))
  }
  for (const [field, part] of Object.entries(properties)) {
    if (Object.hasOwn(object, field)) {
      found.push(...validateValue(object[field], part, { path: at(field), old: before[field] }))
    }
  }
  for (const field of required.filter((name) => !Object.hasOwn(object, name))) {
    found.push({ kind: 'required', path: `${path}.${field}`, message: `${path}.${field} in body is required` })
  }
  return found
}

function validateSize(count: number, { minProperties, maxProperties }: JsonSchema, path: string): Problem[] {
  const found: Problem[] = []
  if (minProperties !== undefined && count < minProperties) {
    found.push(wrong(path, count, `should have at least ${minProperties} properties`))
  }
  if (maxProperties !== undefined && count > maxProperties) {
    const message = `${path} in body should have at most ${maxProperties} properties`
    found.push({ kind: 'too-many', path, count, limit: maxProperties, message })
  }
  return found
}
