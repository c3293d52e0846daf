/** Fields of JSON schemas that hold a schema or something simpler in its place: a yes or no, a list. */
export const SCHEMA = 'apiextensions.v1.JSONSchemaProps'

type Json = Record<string, unknown>

export const isSchemaOr = (type: string): boolean => type.startsWith('schema-or-')

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The schemas that such a value holds. */
export function schemasIn(type: string, value: unknown): Json[] {
  if (isObject(value)) return [value]
  return type === 'schema-or-array' && Array.isArray(value) ? value.filter(isObject) : []
}

/** The value with each of its schemas encoded; other values are dropped. */
export function encodeSchemaOr(type: string, value: unknown, encode: (schema: Json) => Json): unknown {
  if (isObject(value)) return encode(value)
  if (type === 'schema-or-bool') return value
  if (!Array.isArray(value)) return null
  return type === 'schema-or-array' ? value.map((schema) => encode(isObject(schema) ? schema : {})) : value
}
