import { isObject, itemsOf, type JsonSchema } from '../../custom/json-schema.ts'
import type { StatusCause } from '../../definition.ts'
import { forbidden, invalid, notSupported, required } from '../../shared/field-errors.ts'

const LIST_TYPE = 'x-kubernetes-list-type'
const MAP_TYPE = 'x-kubernetes-map-type'
const KEYS = 'x-kubernetes-list-map-keys'

/** The extensions that say how lists and maps are merged fit the type, and the keys of a list are fields of its items. */
export function validateListSchema(schema: JsonSchema, path: string): StatusCause[] {
  const { [LIST_TYPE]: listType, [MAP_TYPE]: mapType, [KEYS]: keys = [] } = schema
  const found: StatusCause[] = []
  const preserve = schema['x-kubernetes-preserve-unknown-fields']
  if (preserve === false) {
    found.push(invalid(`${path}.x-kubernetes-preserve-unknown-fields`, false, 'must be true or undefined'))
  }
  if (mapType !== undefined) found.push(...typeFits(schema, path, { type: 'object', extension: MAP_TYPE }))
  if (mapType !== undefined && !['atomic', 'granular'].includes(mapType)) {
    found.push(notSupported(`${path}.${MAP_TYPE}`, mapType, ['atomic', 'granular']))
  }
  if (listType !== undefined) found.push(...typeFits(schema, path, { type: 'array', extension: LIST_TYPE }))
  if (listType === 'set' && schema.type === 'array') found.push(...validateSetItems(schema, path))
  if (listType !== undefined && !['atomic', 'set', 'map'].includes(listType)) {
    found.push(notSupported(`${path}.${LIST_TYPE}`, listType, ['atomic', 'set', 'map']))
  }
  const needed = `must be map if ${KEYS} is non-empty`
  if (keys.length > 0 && listType === undefined) found.push(required(`${path}.${LIST_TYPE}`, needed))
  else if (keys.length > 0 && listType !== 'map') found.push(invalid(`${path}.${LIST_TYPE}`, listType, needed))
  if (listType === 'map') found.push(...validateMapList(schema, path))
  return [...found, ...validateItemKeys(schema, path)]
}

function typeFits({ type }: JsonSchema, path: string, wanted: { type: string; extension: string }): StatusCause[] {
  const detail = `must be ${wanted.type} if ${wanted.extension} is specified`
  if (type === wanted.type) return []
  return [type ? invalid(`${path}.type`, type, detail) : required(`${path}.type`, detail)]
}

function validateSetItems(schema: JsonSchema, path: string): StatusCause[] {
  const items = itemsOf(schema)
  const detail = 'must be atomic as item of a list with x-kubernetes-list-type=set'
  const { [LIST_TYPE]: listType, [MAP_TYPE]: mapType, type } = items ?? {}
  if (type === 'array' && listType !== undefined && listType !== 'atomic') {
    return [invalid(`${path}.items.${LIST_TYPE}`, listType, detail)]
  }
  // Upstream shows the list type here too.
  if (type === 'object' && mapType !== 'atomic') return [invalid(`${path}.items.${MAP_TYPE}`, listType, detail)]
  return []
}

function validateMapList(schema: JsonSchema, path: string): StatusCause[] {
  const { items, [KEYS]: keys = [] } = schema
  const found: StatusCause[] = []
  if (keys.length === 0) {
    found.push(required(`${path}.${KEYS}`, 'must not be empty if x-kubernetes-list-type is map'))
  }
  if (!items) return [...found, required(`${path}.items`, 'must have a schema if x-kubernetes-list-type is map')]
  if (Array.isArray(items)) return found
  if (items.type !== 'object') {
    const detail = "must be object if parent array's x-kubernetes-list-type is map"
    return [...found, invalid(`${path}.items.type`, items.type ?? '', detail)]
  }
  for (const [index, key] of keys.entries()) {
    const field = items.properties?.[key]
    const scalar = "must be a scalar type if parent array's x-kubernetes-list-type is map"
    if (field && ['array', 'object'].includes(field.type ?? '')) {
      found.push(invalid(`${path}.items.properties[${key}].type`, items.type, scalar))
    }
    if (!field) found.push(invalid(`${path}.${KEYS}`, keys, 'entries must all be names of item properties'))
    if (keys.indexOf(key) < index) found.push(invalid(`${path}.${KEYS}`, keys, 'must not contain duplicate entries'))
  }
  return found
}

/** Items of sets and maps can be told apart: none is null, and each has its keys. */
function validateItemKeys(schema: JsonSchema, path: string): StatusCause[] {
  const { items, [LIST_TYPE]: listType, [KEYS]: keys = [] } = schema
  if (!isObject(items) || (listType !== 'set' && listType !== 'map')) return []
  const { nullable, properties = {}, required: needed = [] } = items as JsonSchema
  const found = nullable
    ? [forbidden(`${path}.items.nullable`, `cannot be nullable when x-kubernetes-list-type is ${listType}`)]
    : []
  if (listType === 'set') return found
  for (const key of keys) {
    const field = properties[key]
    if (!field) continue
    const at = `${path}.items.properties[${key}]`
    const why = 'this property is in x-kubernetes-list-map-keys, so it'
    if (!needed.includes(key) && field.default === undefined) {
      found.push(required(`${at}.default`, `${why} must have a default or be a required property`))
    }
    if (field.nullable) found.push(forbidden(`${at}.nullable`, `${why} cannot be nullable`))
  }
  return found
}
