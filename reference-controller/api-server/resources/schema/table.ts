import { readFileSync } from 'node:fs'

/**
 * The shape of every served kind, as schema-generator/generate.ts reads it from a real API server. To support
 * another release, generate the table again.
 */
export interface SchemaTable {
  source: { version: string; date: string; from: string[] }
  /** "group/version/Kind" (core: "/v1/Pod") to the name of its type. */
  kinds: Record<string, string>
  types: Record<string, ObjectType>
}

/** One object type: its fields in the order in which the real server writes them. */
export interface ObjectType {
  /** `atomic` if an apply owns the whole as one field. */
  mapType?: 'atomic' | 'granular'
  fields: Record<string, Field>
}

/** The facts about one field. */
export interface Field {
  /** A scalar (string, bool, int32, int64, double, bytes, quantity, int-or-string, time, micro-time, raw) or the name of an object type. */
  type: string
  /** The field is a list or a map of `type`; `map-of-lists` is a map whose values are lists. */
  container?: 'list' | 'map' | 'map-of-lists'
  listType?: 'atomic' | 'set' | 'map'
  mapKeys?: string[]
  /** As of a type; the field's own comes before that of its type. */
  mapType?: 'atomic' | 'granular'
  patch?: string
  mergeKey?: string
  required?: true
  enum?: string[]
  /** The default. */
  default?: string
  /**
   * When the encoder writes the field. `optional`: unless absent (zero is a value); `omitempty`: unless zero or empty;
   * `omitzero`: unless wholly unset; `always`: even when unset, as its zero value; `nullable`: even when unset, as null.
   */
  presence: 'optional' | 'nullable' | 'omitempty' | 'omitzero' | 'always'
  /** The field number in a Protobuf message, after those of the messages that JSON flattens. */
  proto?: number[]
}

let table: SchemaTable | undefined

/** The generated table, read once. */
export function schemaTable(): SchemaTable {
  table ??= JSON.parse(readFileSync(new URL('./generated/schema.json', import.meta.url), 'utf8')) as SchemaTable
  return table
}

/** The object type of that name; undefined for scalars. */
export function objectType(name: string): ObjectType | undefined {
  return schemaTable().types[name]
}

/** A field and its place in the server's order. */
export interface PlacedField {
  readonly name: string
  readonly field: Field
  readonly place: number
}

interface Fields {
  readonly byName: ReadonlyMap<string, PlacedField>
  /** Those that are written even when unset. */
  readonly always: readonly PlacedField[]
}

const known = new Map<string, Fields>()

/** The fields of an object type. */
export function fieldsOf(type: string): Fields {
  const found = known.get(type)
  if (found) return found
  const list = Object.entries(objectType(type)?.fields ?? {}).map(([name, field], place) => ({ name, field, place }))
  const fields = {
    byName: new Map(list.map((placed) => [placed.name, placed])),
    always: list.filter(({ field }) => field.presence === 'always' || field.presence === 'nullable'),
  }
  known.set(type, fields)
  return fields
}

/** The type of a served kind. */
export function typeOfKind(group: string, version: string, kind: string): string {
  const name = schemaTable().kinds[`${group}/${version}/${kind}`]
  if (name) return name
  throw new Error(
    `the schema table has no ${group}/${version} ${kind}: add the kind to schema-generator/generate.ts and run it`,
  )
}
