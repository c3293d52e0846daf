import {
  fieldOf,
  isObject,
  itemsOf,
  type Json,
  type JsonSchema,
  sortedEntries,
} from '../../resources/schema/json-schema.ts'

/**
 * A copy of the value with the defaults of its structural schema filled in. Null counts as absent where it
 * is not allowed: it is replaced by the default, or dropped.
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting-and-nullable
 */
export function defaulted(value: unknown, schema: JsonSchema | undefined): unknown {
  if (!schema) return value
  if (Array.isArray(value)) {
    const items = itemsOf(schema)
    return value.map((item) => defaulted(isUnset(item, items) ? (copyOf(items?.default) ?? null) : item, items))
  }
  return isObject(value) ? defaultedObject(value, schema) : value
}

function defaultedObject(object: Json, schema: JsonSchema): Json {
  const present = Object.entries(object).filter(
    ([field, part]) => !isUnset(part, fieldOf(schema, field)) || fieldOf(schema, field)?.default !== undefined,
  )
  const filled: Json = Object.fromEntries(present)
  for (const [field, part] of Object.entries(schema.properties ?? {})) {
    if (part.default !== undefined && !isSet(filled, field, part)) filled[field] = copyOf(part.default)
  }
  const entries = sortedEntries(filled).map(([field, part]) => {
    const rule = fieldOf(schema, field)
    return [field, defaulted(isUnset(part, rule) ? copyOf(rule?.default) : part, rule)]
  })
  return Object.fromEntries(entries)
}

const isSet = (object: Json, field: string, schema: JsonSchema) =>
  Object.hasOwn(object, field) && !isUnset(object[field], schema)

function isUnset(value: unknown, schema: JsonSchema | undefined): boolean {
  return value === null && schema !== undefined && !schema.nullable
}

function copyOf<T>(value: T): T {
  return value === undefined ? value : structuredClone(value)
}
