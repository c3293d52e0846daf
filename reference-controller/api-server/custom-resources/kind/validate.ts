import { isDeepStrictEqual } from 'node:util'
import type { StatusCause } from '../../resources/definition.ts'
import { isObject, itemsOf, type JsonSchema, valuesOf } from '../../resources/schema/json-schema.ts'
import { invalid, notSupported, required, tooLong } from '../../resources/shared/field-errors.ts'
import { patternOf } from './pattern.ts'

/** The field that holds a value, and the value before an update. */
export interface Location {
  /** Empty for the whole object. */
  field: string
  /** Undefined where there was no value, or where the item of a list cannot be found again. */
  old?: unknown
}

/**
 * Validates a value by types, required fields, enums, bounds, lengths and patterns of its schema. A value that an
 * update leaves as it was may stay invalid ("ratcheting"):
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-ratcheting
 */
export function validateValue(value: unknown, schema: JsonSchema, location: Location): StatusCause[] {
  const { field, old } = location
  if (old !== undefined && isDeepStrictEqual(old, value)) return []
  const found = [...validateType(value, schema, field), ...validateEnum(value, schema, field)]
  if (typeof value === 'string') found.push(...validateText(value, schema, field))
  if (typeof value === 'number') found.push(...validateNumber(value, schema, field))
  if (Array.isArray(value)) found.push(...validateList(value, schema, location))
  if (isObject(value)) found.push(...validateObject(value, schema, location))
  return found
}

function validateType(value: unknown, schema: JsonSchema, field: string): StatusCause[] {
  const types = schema['x-kubernetes-int-or-string'] ? ['integer', 'string'] : schema.type ? [schema.type] : []
  const type = typeOf(value)
  const fits = type === 'null' ? schema.nullable : types.includes(type)
  if (types.length === 0 || fits || (type === 'integer' && types.includes('number'))) return []
  return [typeInvalid(field, type, `must be of type ${types.join(' or ')}`)]
}

/** The type of a JSON value, by the name that schemas use. */
function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}

const typeInvalid = (field: string, value: unknown, detail: string): StatusCause => ({
  ...invalid(field, value, detail),
  reason: 'FieldValueTypeInvalid',
})

function validateEnum(value: unknown, schema: JsonSchema, field: string): StatusCause[] {
  const { enum: allowed = [] } = schema
  if (allowed.length === 0 || allowed.some((one) => isDeepStrictEqual(one, value))) return []
  const supported = allowed.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)))
  return [notSupported(field, value, supported)]
}

function validateText(value: string, { minLength = 0, maxLength, pattern }: JsonSchema, field: string): StatusCause[] {
  const length = [...value].length
  if (maxLength !== undefined && length > maxLength) return [tooLong(field, maxLength)]
  if (length < minLength) return [invalid(field, value, `must be at least ${minLength} characters long`)]
  return pattern && !patternOf(pattern).test(value) ? [invalid(field, value, `must match ${pattern}`)] : []
}

/** kube-apiserver reports numbers that are no integers of the format's size without a field. */
const NO_FIELD = '<nil>'

function validateNumber(value: number, schema: JsonSchema, field: string): StatusCause[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema
  const bits = schema.type === 'integer' ? (schema.format === 'int32' ? 31 : 63) : undefined
  const overflows = bits !== undefined && (!Number.isInteger(value) || value < -(2 ** bits) || value >= 2 ** bits)
  const low = minimum !== undefined && (value < minimum || (exclusiveMinimum && value === minimum))
  const high = maximum !== undefined && (value > maximum || (exclusiveMaximum && value === maximum))
  return [
    ...(overflows ? [invalid(NO_FIELD, value, `must be of type integer with format int${bits! + 1}`)] : []),
    ...(low ? [invalid(field, value, `must be greater than ${exclusiveMinimum ? '' : 'or equal to '}${minimum}`)] : []),
    ...(high ? [invalid(field, value, `must be less than ${exclusiveMaximum ? '' : 'or equal to '}${maximum}`)] : []),
  ]
}

function validateList(list: unknown[], schema: JsonSchema, { field, old }: Location): StatusCause[] {
  const { minItems = 0, maxItems } = schema
  const items = itemsOf(schema)
  const found = items
    ? list.flatMap((item, index) =>
        validateValue(item, items, { field: `${field}[${index}]`, old: oldItem(item, schema, old) }),
      )
    : []
  if (list.length < minItems) found.push(invalid(field, list.length, `must have at least ${minItems} items`))
  return [...found, ...tooMany(field, list.length, maxItems)]
}

/** Only the items of a list of type map can be found again. */
function oldItem(item: unknown, schema: JsonSchema, old: unknown): unknown {
  const keys = schema['x-kubernetes-list-map-keys'] ?? []
  if (schema['x-kubernetes-list-type'] !== 'map' || !Array.isArray(old) || !isObject(item)) return undefined
  return old.find((other) => isObject(other) && keys.every((key) => isDeepStrictEqual(other[key], item[key])))
}

function validateObject(object: Record<string, unknown>, schema: JsonSchema, { field, old }: Location): StatusCause[] {
  const { properties = {}, required: names = [], minProperties = 0, maxProperties } = schema
  const before = isObject(old) && schema['x-kubernetes-map-type'] !== 'atomic' ? old : {}
  const at = (name: string) => (field ? `${field}.${name}` : name)
  const count = Object.keys(object).length
  const found = Object.entries(object).flatMap(([name, value]) => {
    const part = Object.hasOwn(properties, name) ? properties[name] : valuesOf(schema)
    return part ? validateValue(value, part, { field: at(name), old: before[name] }) : []
  })
  const missing = names.filter((name) => !Object.hasOwn(object, name)).map((name) => required(at(name)))
  const few = count < minProperties ? [invalid(field, count, `must have at least ${minProperties} properties`)] : []
  return [...found, ...missing, ...few, ...tooMany(field, count, maxProperties)]
}

function tooMany(field: string, count: number, limit: number | undefined): StatusCause[] {
  if (limit === undefined || count <= limit) return []
  return [{ reason: 'FieldValueTooMany', message: `Too many: ${count}: must have at most ${limit} items`, field }]
}
