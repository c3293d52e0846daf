import { canonicalQuantity } from '../../../quantity.ts'
import type { KubeObject } from '../definition.ts'
import { encodeSchemaOr, isSchemaOr, SCHEMA } from './schema-or.ts'
import { type Field, fieldsOf, objectType, type PlacedField, schemaTable } from './table.ts'
import { canonicalTime } from './time.ts'

type Json = Record<string, unknown>

const OBJECT_META = 'meta.v1.ObjectMeta'

/**
 * An object as kube-apiserver writes it: fields in its order, without those that its encoder leaves out, with zero values
 * that it always writes, quantities and times in canonical spelling, without unknown fields. Frozen parts come
 * from the store and have been through here, so they are shared; the object and its metadata are always new.
 */
export function canonical(type: string, value: Json): Json {
  const result: Json = {}
  for (const { name, field } of written(type, value)) {
    const encoded = encodeField(field, value[name])
    if (encoded !== undefined) result[name] = encoded
  }
  return result
}

/** An object of any kind, as `canonical` would have it; a kind that the table does not know stays as it is. */
export function canonicalObject(object: KubeObject): KubeObject {
  const { apiVersion = '', kind } = object
  const type = schemaTable().kinds[`${apiVersion.includes('/') ? apiVersion : `/${apiVersion}`}/${kind}`]
  if (type) return canonical(type, object) as KubeObject
  return { ...object, metadata: canonical(OBJECT_META, object.metadata) as KubeObject['metadata'] }
}

/** Most fields of most objects are absent: only those that may be written are looked at, in the server's order. */
function written(type: string, value: Json): PlacedField[] {
  const { byName, always } = fieldsOf(type)
  const found: PlacedField[] = []
  for (const name of Object.keys(value)) {
    const placed = byName.get(name)
    if (placed) found.push(placed)
  }
  for (const placed of always) if (!Object.hasOwn(value, placed.name)) found.push(placed)
  // Objects that the server has written before are in its order.
  const inOrder = found.every(({ place }, index) => index === 0 || found[index - 1]!.place < place)
  return inOrder ? found : found.sort((a, b) => a.place - b.place)
}

/** Like canonical, in place. */
export function canonicalize(type: string, object: Json): void {
  const result = canonical(type, object)
  for (const key of Object.keys(object)) delete object[key]
  Object.assign(object, result)
}

function encodeField(field: Field, value: unknown): unknown {
  if (value === undefined || value === null) return unsetOf(field)
  const encoded = encodeValue(field, value)
  if (field.presence === 'omitempty' || field.presence === 'omitzero') return isZero(encoded) ? undefined : encoded
  // The server stores protobuf, which knows no difference between an empty and a missing list.
  return field.presence === 'always' && field.container && isZero(encoded) ? null : encoded
}

function unsetOf(field: Field): unknown {
  if (field.presence === 'nullable') return null
  return field.presence === 'always' ? zeroOf(field) : undefined
}

function encodeValue(field: Field, value: unknown): unknown {
  if (isStored(field.type, value)) return value
  if (field.container === 'list') return (value as unknown[]).map((item) => encodeOne(field.type, item))
  if (field.container === 'map-of-lists') return value
  if (field.container === 'map') {
    const entries = Object.entries(value as Json).sort(([a], [b]) => (a < b ? -1 : 1))
    return Object.fromEntries(entries.map(([key, item]) => [key, encodeOne(field.type, item)]))
  }
  return encodeOne(field.type, value)
}

function encodeOne(type: string, value: unknown): unknown {
  if (isStored(type, value)) return value
  if (objectType(type)) return canonical(type, (value ?? {}) as Json)
  if (isSchemaOr(type)) return encodeSchemaOr(type, value, (schema) => canonical(SCHEMA, schema))
  if (value === null) return zeroOfScalar(type)
  if (type === 'quantity') return canonicalQuantity(value)
  if (type === 'time' || type === 'micro-time') return canonicalTime(value, type)
  return value
}

const isStored = (type: string, value: unknown): boolean =>
  typeof value === 'object' && value !== null && type !== OBJECT_META && Object.isFrozen(value)

function zeroOf(field: Field): unknown {
  if (field.container) return null
  return objectType(field.type) ? canonical(field.type, {}) : zeroOfScalar(field.type)
}

function zeroOfScalar(type: string): unknown {
  if (type === 'string' || type === 'bytes') return ''
  if (type === 'bool') return false
  if (type === 'quantity') return '0'
  return ['int32', 'int64', 'double', 'int-or-string'].includes(type) ? 0 : null
}

function isZero(value: unknown): boolean {
  if (value === '' || value === 0 || value === false || value === null) return true
  return typeof value === 'object' && Object.keys(value).length === 0
}
