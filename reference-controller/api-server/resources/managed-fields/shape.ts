import { type Field, fieldsOf, objectType } from '../schema/table.ts'
import { fieldElement } from './path-element.ts'

/** The division of values into fields that can have owners of their own. */
export type Shape = ScalarShape | ListShape | MapShape | FreeShape

/** Shapes with a known kind of value. */
export type SettledShape = Exclude<Shape, FreeShape>

/** One field, whatever is in it. `any` may be a scalar, a list or a map. */
export interface ScalarShape {
  kind: 'scalar'
  expects: 'numeric' | 'string' | 'boolean' | 'scalar' | 'any'
}

/** Whatever there is: maps are divided into their entries, lists and everything else are one field. */
export interface FreeShape {
  kind: 'free'
}

/** Items are owned one by one if they have keys, or are values of a set. */
export interface ListShape {
  kind: 'list'
  relation: 'atomic' | 'set' | 'map'
  keys: readonly string[]
  /** The default of a key. */
  defaults: Readonly<Record<string, unknown>>
  item: () => Shape
}

export interface MapShape {
  kind: 'map'
  atomic: boolean
  /** The fields of a struct; a map has none. */
  fields: ReadonlyMap<string, MapField>
  /** The shape of the values of a map. */
  value: (() => Shape) | undefined
}

export interface MapField {
  element: string
  shape: Shape
}

const SCALARS: Record<string, ScalarShape['expects']> = {
  string: 'string',
  bytes: 'string',
  bool: 'boolean',
  int32: 'numeric',
  int64: 'numeric',
  double: 'numeric',
  raw: 'any',
}

const FREE: FreeShape = { kind: 'free' }
const FREE_MAP: MapShape = { kind: 'map', atomic: false, fields: new Map(), value: () => FREE }
const WHOLE: ScalarShape = { kind: 'scalar', expects: 'any' }

/** The concrete shape for these values; undefined and null fit any. */
export function concrete(shape: Shape, ...values: unknown[]): SettledShape {
  if (shape.kind !== 'free') return shape
  const known = values.filter((value) => value !== undefined && value !== null)
  const maps = known.every((value) => typeof value === 'object' && !Array.isArray(value))
  return known.length > 0 && maps ? FREE_MAP : WHOLE
}

const known = new Map<string, Shape>()

/** The shape of a type of the schema table, by its name. */
export function shapeOfType(type: string, mapType?: Field['mapType']): Shape {
  const key = mapType ? `${type} ${mapType}` : type
  const found = known.get(key)
  if (found) return found
  const shape = objectType(type) ? structShape(type, mapType) : scalarShape(type)
  known.set(key, shape)
  return shape
}

const scalarShape = (type: string): Shape => ({ kind: 'scalar', expects: SCALARS[type] ?? 'scalar' })

function structShape(type: string, mapType: Field['mapType']): Shape {
  const atomic = (mapType ?? objectType(type)?.mapType) === 'atomic'
  let fields: Map<string, MapField> | undefined
  return {
    kind: 'map',
    atomic,
    // Types may contain themselves.
    get fields() {
      fields ??= new Map([...fieldsOf(type).byName].map(([name, { field }]) => [name, mapField(name, field)]))
      return fields
    },
    value: undefined,
  }
}

function mapField(name: string, field: Field): MapField {
  return { element: fieldElement(name), shape: shapeOfField(field) }
}

const ATOMIC_LIST = { kind: 'list', relation: 'atomic', keys: [], defaults: {} } as const

function shapeOfField(field: Field): Shape {
  const { type, container, mapType } = field
  const item = () => shapeOfType(type)
  if (container === 'list') return listShape(field, item)
  if (!container) return shapeOfType(type, mapType)
  const value = container === 'map' ? item : (): Shape => ({ ...ATOMIC_LIST, item })
  return { kind: 'map', atomic: mapType === 'atomic', fields: new Map(), value }
}

function listShape({ type, listType, mapKeys, patch, mergeKey }: Field, item: () => Shape): Shape {
  const merges = patch?.split(',').includes('merge')
  const relation = listType ?? (merges ? (mergeKey ? 'map' : 'set') : 'atomic')
  if (relation === 'atomic') return { ...ATOMIC_LIST, item }
  const keys = relation === 'map' ? (mapKeys ?? [mergeKey ?? '']) : []
  return { kind: 'list', relation, keys, defaults: defaultsOf(type, keys), item }
}

function defaultsOf(type: string, keys: readonly string[]): Record<string, unknown> {
  const found = keys.flatMap((key) => {
    const field = fieldsOf(type).byName.get(key)?.field
    if (field?.default !== undefined) return [[key, field.default]]
    // Fields that are always written have the zero of their type for a default.
    return field?.presence === 'always' ? [[key, SCALARS[field.type] === 'numeric' ? 0 : '']] : []
  })
  return Object.fromEntries(found)
}
