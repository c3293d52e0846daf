import { type Field, objectType, schemaTable } from './table.ts'

type Schema = Record<string, unknown>

const META = 'io.k8s.apimachinery.pkg.apis.meta.v1'

const EXTENSIONS = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1'

/** Scalars that have a schema, and a name, of their own. */
const NAMED: Record<string, { name: string; schema: Schema }> = {
  quantity: {
    name: 'io.k8s.apimachinery.pkg.api.resource.Quantity',
    schema: { oneOf: [{ type: 'string' }, { type: 'number' }] },
  },
  'int-or-string': {
    name: 'io.k8s.apimachinery.pkg.util.intstr.IntOrString',
    schema: { format: 'int-or-string', oneOf: [{ type: 'integer' }, { type: 'string' }] },
  },
  time: { name: `${META}.Time`, schema: { type: 'string', format: 'date-time' } },
  'micro-time': { name: `${META}.MicroTime`, schema: { type: 'string', format: 'date-time' } },
  raw: { name: 'io.k8s.apimachinery.pkg.runtime.RawExtension', schema: { type: 'object' } },
  'schema-or-array': { name: `${EXTENSIONS}.JSONSchemaPropsOrArray`, schema: {} },
  'schema-or-bool': { name: `${EXTENSIONS}.JSONSchemaPropsOrBool`, schema: {} },
  'schema-or-strings': { name: `${EXTENSIONS}.JSONSchemaPropsOrStringArray`, schema: {} },
}

/** All others: their schema, and the value that Go writes when they are unset. */
const PLAIN: Record<string, { schema: Schema; zero: unknown }> = {
  string: { schema: { type: 'string' }, zero: '' },
  bool: { schema: { type: 'boolean' }, zero: false },
  int32: { schema: { type: 'integer', format: 'int32' }, zero: 0 },
  int64: { schema: { type: 'integer', format: 'int64' }, zero: 0 },
  double: { schema: { type: 'number', format: 'double' }, zero: 0 },
  bytes: { schema: { type: 'string', format: 'byte' }, zero: undefined },
}

/** The name of a type in OpenAPI documents. */
function schemaName(type: string): string {
  if (NAMED[type]) return NAMED[type].name
  if (type.startsWith('apiextensions.v1.')) return `${EXTENSIONS}.${type.slice('apiextensions.v1.'.length)}`
  return type.startsWith('meta.v1.') ? `${META}.${type.slice('meta.v1.'.length)}` : `io.k8s.api.${type}`
}

const pathOf = (type: string) => `#/components/schemas/${schemaName(type)}`

/** A reference to the schema of a kind ("group/version/Kind"). */
export function kindReference(kind: string): Schema {
  return { $ref: pathOf(schemaTable().kinds[kind] ?? '') }
}

/** A reference to the schema of all objects' metadata. */
export const metaReference: Schema = { allOf: [{ $ref: pathOf('meta.v1.ObjectMeta') }] }

/** The schemas of the kinds and of all that they are made of, as an OpenAPI 3.0 document has them. */
export function openApiSchemas(kinds: readonly string[]): Record<string, Schema> {
  const types = new Set(['meta.v1.ObjectMeta', ...kinds.flatMap((kind) => schemaTable().kinds[kind] ?? [])])
  for (const type of types) {
    for (const field of Object.values(objectType(type)?.fields ?? {})) if (!PLAIN[field.type]) types.add(field.type)
  }
  const schemas = [...types].map((type) => [schemaName(type), NAMED[type]?.schema ?? objectSchema(type)] as const)
  return Object.fromEntries(schemas.sort(([a], [b]) => (a < b ? -1 : 1)))
}

function objectSchema(type: string): Schema {
  const fields = Object.entries(objectType(type)?.fields ?? {})
  const required = fields.filter(([, field]) => field.required).map(([name]) => name)
  const kinds = Object.entries(schemaTable().kinds).filter(([, name]) => name === type)
  const served = kinds.map(([kind]) => kind.split('/')).map(([group, version, kind]) => ({ group, version, kind }))
  return {
    type: 'object',
    ...(required.length > 0 ? { required } : {}),
    properties: Object.fromEntries(fields.map(([name, field]) => [name, fieldSchema(field)])),
    ...(objectType(type)?.mapType ? { 'x-kubernetes-map-type': objectType(type)?.mapType } : {}),
    ...(served.length > 0 ? { 'x-kubernetes-group-version-kind': served } : {}),
  }
}

function fieldSchema(field: Field): Schema {
  const said = field.default === undefined ? {} : { default: field.default }
  return { ...shapeOf(field), ...said, ...(field.enum ? { enum: field.enum } : {}), ...extensions(field) }
}

function shapeOf({ type, container, presence }: Field): Schema {
  if (container === 'list') return { type: 'array', items: elementSchema(type) }
  if (container === 'map') return { type: 'object', additionalProperties: elementSchema(type) }
  if (container) return { type: 'object', additionalProperties: { type: 'array', items: elementSchema(type) } }
  return valueSchema(type, presence === 'always')
}

/** The schema of the values in lists and maps. */
function elementSchema(type: string): Schema {
  return NAMED[type] ? { $ref: pathOf(type) } : valueSchema(type, true)
}

function valueSchema(type: string, written: boolean): Schema {
  const plain = PLAIN[type]
  if (plain) return written && plain.zero !== undefined ? { ...plain.schema, default: plain.zero } : plain.schema
  if (NAMED[type]) return { allOf: [{ $ref: pathOf(type) }] }
  return { ...(written ? { default: {} } : {}), allOf: [{ $ref: pathOf(type) }] }
}

function extensions({ listType, mapKeys, mapType, patch, mergeKey }: Field): Schema {
  return {
    ...(mapKeys ? { 'x-kubernetes-list-map-keys': mapKeys } : {}),
    ...(listType ? { 'x-kubernetes-list-type': listType } : {}),
    ...(mapType ? { 'x-kubernetes-map-type': mapType } : {}),
    ...(mergeKey ? { 'x-kubernetes-patch-merge-key': mergeKey } : {}),
    ...(patch ? { 'x-kubernetes-patch-strategy': patch } : {}),
  }
}
