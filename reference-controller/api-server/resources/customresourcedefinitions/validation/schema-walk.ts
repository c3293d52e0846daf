import { type JsonSchema, valuesOf } from '../../custom/json-schema.ts'

/** The schema and all schemas in it. */
export function schemasWithin(schema: JsonSchema | undefined): JsonSchema[] {
  return schema ? [schema, ...partsOf(schema).flatMap(schemasWithin)] : []
}

function partsOf(schema: JsonSchema): JsonSchema[] {
  const { items = [], allOf = [], anyOf = [], oneOf = [], not, properties = {} } = schema
  const values = valuesOf(schema)
  return [
    ...(Array.isArray(items) ? items : [items]),
    ...allOf,
    ...anyOf,
    ...oneOf,
    ...(not ? [not] : []),
    ...Object.values(properties),
    ...(values ? [values] : []),
  ]
}
