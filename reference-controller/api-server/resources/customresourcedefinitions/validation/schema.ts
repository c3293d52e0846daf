import { isObject, type JsonSchema, valuesOf } from '../../custom/json-schema.ts'
import type { StatusCause } from '../../definition.ts'
import { forbidden, invalid, notSupported } from '../../shared/field-errors.ts'
import { validateDefaults } from './defaults.ts'
import { validateListSchema } from './list-schema.ts'
import { validateStructural } from './structural.ts'

/** A schema is structural, and is made of what kube-apiserver supports of OpenAPI v3. */
export function validateSchema(schema: JsonSchema, path: string, hasStatus: boolean): StatusCause[] {
  const structural = validateStructural(schema, path)
  return [
    ...(hasStatus ? validateRoot(schema, path) : []),
    ...(schema.nullable ? [forbidden(`${path}.nullable`, 'nullable cannot be true at the root')] : []),
    ...structural,
    ...(structural.length === 0 ? validateDefaults(schema, path) : []),
    ...validateParts(schema, { path, isRoot: true }),
  ]
}

const AT_ROOT = [
  'Description',
  'Type',
  'Format',
  'Title',
  'Maximum',
  'ExclusiveMaximum',
  'Minimum',
  'ExclusiveMinimum',
  'MaxLength',
  'MinLength',
  'Pattern',
  'MaxItems',
  'MinItems',
  'UniqueItems',
  'MultipleOf',
  'Required',
  'Items',
  'Properties',
  'ExternalDocs',
  'Example',
  'XPreserveUnknownFields',
  'XValidations',
]

/** The status is validated by its part of the schema alone, so nothing at the root may speak of it. */
function validateRoot(schema: JsonSchema, path: string): StatusCause[] {
  if (schema.type !== undefined && schema.type !== 'object') {
    const detail = 'only "object" is allowed as the type at the root of the schema if the status subresource is enabled'
    return [invalid(`${path}.type`, schema.type, detail)]
  }
  if (Object.keys(schema).every((name) => AT_ROOT.includes(goName(name)))) return []
  const detail = `only [${AT_ROOT.join(' ')}] fields are allowed at the root of the schema if the status subresource is enabled`
  return [invalid(path, schema, detail)]
}

/** Upstream names fields as Go does. */
function goName(name: string): string {
  return name
    .replace('x-kubernetes', 'X')
    .replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
    .replace(/^\w/, (letter) => letter.toUpperCase())
}

interface Place {
  path: string
  isRoot?: boolean
  /** Inside of metadata, kind or apiVersion, of the object or of an embedded one. */
  inMeta?: boolean
  /** Why no defaults may be set here. */
  noDefaults?: string
}

const TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string']
const META_FIELDS = ['metadata', 'kind', 'apiVersion']
const UNSUPPORTED = ['id', 'additionalItems', 'patternProperties', 'definitions', 'dependencies', '$ref']

function validateParts(schema: JsonSchema, place: Place): StatusCause[] {
  return [...validateOne(schema, place), ...innerParts(schema, place), ...validateListSchema(schema, place.path)]
}

function validateOne(schema: JsonSchema, { path, inMeta, noDefaults }: Place): StatusCause[] {
  const { type, items } = schema
  const found: StatusCause[] = []
  if (type && !TYPES.includes(type)) found.push(notSupported(`${path}.type`, type, TYPES))
  if (schema.default !== undefined && noDefaults)
    found.push(forbidden(`${path}.default`, `must not be set ${noDefaults}`))
  for (const name of UNSUPPORTED) {
    if (schema[name] !== undefined) found.push(forbidden(`${path}.${name}`, `${name} is not supported`))
  }
  if (type === 'null') {
    found.push(forbidden(`${path}.type`, 'type cannot be set to null, use nullable as an alternative'))
  }
  if (Array.isArray(items)) found.push(forbidden(`${path}.items`, 'items must be a schema object and not an array'))
  if (inMeta && schema['x-kubernetes-embedded-resource']) {
    found.push(forbidden(`${path}.x-kubernetes-embedded-resource`, 'must not be used inside of resource meta'))
  }
  if (schema.uniqueItems) {
    const detail = 'uniqueItems cannot be set to true since the runtime complexity becomes quadratic'
    found.push(forbidden(`${path}.uniqueItems`, detail))
  }
  const { additionalProperties, properties = {} } = schema
  if (additionalProperties !== undefined && additionalProperties !== true && Object.keys(properties).length > 0) {
    const detail = 'additionalProperties and properties are mutual exclusive'
    found.push(forbidden(`${path}.additionalProperties`, detail))
  }
  return found
}

function innerParts(schema: JsonSchema, place: Place): StatusCause[] {
  const { path, isRoot, inMeta } = place
  const outer = { ...place, isRoot: false }
  const values = valuesOf(schema)
  const inMap = inMeta ? { ...outer, noDefaults: 'inside additionalProperties applying to object metadata' } : outer
  const lists = (['allOf', 'oneOf', 'anyOf'] as const).flatMap((name) =>
    (schema[name] ?? []).flatMap((part, index) => validateParts(part, { ...outer, path: `${path}.${name}[${index}]` })),
  )
  const properties = Object.entries(schema.properties ?? {}).flatMap(([name, part]) => {
    const isMeta = (isRoot || schema['x-kubernetes-embedded-resource']) && META_FIELDS.includes(name)
    const inner = isMeta ? { ...outer, inMeta: true, ...(isRoot ? { noDefaults: `in top-level ${name}` } : {}) } : outer
    return validateParts(part, { ...inner, path: `${path}.properties[${name}]` })
  })
  return [
    ...(values ? validateParts(values, { ...inMap, path: `${path}.additionalProperties` }) : []),
    ...properties,
    ...(schema.not ? validateParts(schema.not, { ...outer, path: `${path}.not` }) : []),
    ...lists,
    ...(isObject(schema.items) ? validateParts(schema.items as JsonSchema, { ...outer, path: `${path}.items` }) : []),
  ]
}
