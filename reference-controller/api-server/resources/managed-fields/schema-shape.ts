import { itemsOf, type JsonSchema, valuesOf } from '../schema/json-schema.ts'
import { fieldElement } from './path-element.ts'
import { type ListShape, type MapField, type Shape, shapeOfType } from './shape.ts'

const known = new WeakMap<JsonSchema, Shape>()

/** The shape of a custom kind, by the schema of its version. apiVersion, kind and metadata are not in the schema. */
export function shapeOfSchema(schema: JsonSchema): Shape {
  const found = known.get(schema)
  if (found) return found
  const shape = objectShape({ ...schema, 'x-kubernetes-embedded-resource': true }, false)
  known.set(schema, shape)
  return shape
}

const SCALARS: Record<string, Shape> = {
  string: { kind: 'scalar', expects: 'string' },
  integer: { kind: 'scalar', expects: 'numeric' },
  number: { kind: 'scalar', expects: 'numeric' },
  boolean: { kind: 'scalar', expects: 'boolean' },
}

const TIMES: Shape = { kind: 'scalar', expects: 'scalar' }

function shapeOf(schema: JsonSchema, keeps: boolean): Shape {
  if (schema.type === 'object') return objectShape(schema, keeps)
  if (schema.type === 'array') return listShape(schema, keeps)
  if (schema.type === 'string' && schema.format && schema.format !== 'byte') return TIMES
  return SCALARS[schema.type ?? ''] ?? { kind: 'free' }
}

/** `keeps`: fields that no schema knows are kept, in all that is below the schema that says so. */
function objectShape(schema: JsonSchema, keptAbove: boolean): Shape {
  const keeps = keptAbove || schema['x-kubernetes-preserve-unknown-fields'] === true
  const own = Object.entries(schema.properties ?? {}).map(([name, field]) => [name, shapeOf(field, keeps)] as const)
  const typed = schema['x-kubernetes-embedded-resource'] ? TYPED() : []
  const fields = new Map([...own, ...typed].map(([name, shape]) => [name, { element: fieldElement(name), shape }]))
  const values = valuesOf(schema)
  const atomic = schema['x-kubernetes-map-type'] === 'atomic'
  return { kind: 'map', atomic, fields, value: valueShape(schema, { values, keeps, fields }) }
}

const TYPED = (): [string, Shape][] => [
  ['apiVersion', SCALARS['string']!],
  ['kind', SCALARS['string']!],
  ['metadata', shapeOfType('meta.v1.ObjectMeta')],
]

interface Values {
  values: JsonSchema | undefined
  keeps: boolean
  fields: ReadonlyMap<string, MapField>
}

function valueShape({ additionalProperties }: JsonSchema, { values, keeps, fields }: Values) {
  if (values) return () => shapeOf(values, keeps)
  const free = additionalProperties === undefined ? keeps || fields.size === 0 : additionalProperties === true
  return free ? (): Shape => ({ kind: 'free' }) : undefined
}

function listShape(schema: JsonSchema, keeps: boolean): ListShape {
  const items = itemsOf(schema)
  const relation = schema['x-kubernetes-list-type'] ?? 'atomic'
  const keys = relation === 'map' ? (schema['x-kubernetes-list-map-keys'] ?? []) : []
  const told = keys.map((key) => [key, items?.properties?.[key]?.default])
  const defaults = Object.fromEntries(told.filter(([, value]) => value !== undefined))
  return { kind: 'list', relation, keys, defaults, item: () => (items ? shapeOf(items, keeps) : { kind: 'free' }) }
}
