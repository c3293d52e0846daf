import { isDeepStrictEqual } from 'node:util'
import { itemsOf, type JsonSchema, valuesOf } from '../../custom/json-schema.ts'
import { patternOf } from '../../custom/validation/pattern.ts'
import type { StatusCause } from '../../definition.ts'
import { forbidden, invalid, required } from '../../shared/field-errors.ts'
import { validateCompleteness } from './completeness.ts'
import { validateJunctors } from './junctors.ts'

type Level = 'root' | 'items' | 'field'

/**
 * A structural schema says the type of everything outside of allOf, anyOf, oneOf and not, and says nothing new within.
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export function validateStructural(schema: JsonSchema, path: string): StatusCause[] {
  const found = [...invariants(schema, 'root', path), ...validateCompleteness(schema, path)]
  const text = ({ field, message }: StatusCause) => `${field}: ${message}`
  return found.sort((a, b) => (text(a) < text(b) ? -1 : 1))
}

function invariants(schema: JsonSchema, level: Level, path: string): StatusCause[] {
  const items = itemsOf(schema)
  const values = valuesOf(schema)
  const lists = schema.type === 'array' && !schema.items ? [required(`${path}.items`, 'must be specified')] : []
  return [
    ...lists,
    ...(items ? invariants(items, 'items', `${path}.items`) : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, part]) =>
      invariants(part, 'field', `${path}.properties[${name}]`),
    ),
    ...(level === 'root' && schema.additionalProperties !== undefined
      ? [forbidden(`${path}.additionalProperties`, 'must not be used at the root')]
      : []),
    ...(values ? invariants(values, 'field', `${path}.additionalProperties`) : []),
    ...extensions(schema, path),
    ...validateJunctors(schema, path),
    ...patterns(schema, path),
    ...types(schema, level, path),
    ...typeFields(schema, level, path),
  ]
}

function extensions(schema: JsonSchema, path: string): StatusCause[] {
  if (!schema['x-kubernetes-int-or-string']) return []
  const both = ['x-kubernetes-preserve-unknown-fields', 'x-kubernetes-embedded-resource'].filter((name) => schema[name])
  return both.map((name) => invalid(`${path}.${name}`, true, 'must be false if x-kubernetes-int-or-string is true'))
}

function patterns({ pattern }: JsonSchema, path: string): StatusCause[] {
  if (!pattern) return []
  try {
    patternOf(pattern)
    return []
  } catch (cause) {
    const detail = `must be a valid regular expression, but isn't: ${(cause as Error).message}`
    return [invalid(`${path}.pattern`, pattern, detail)]
  }
}

const MISSING: Record<Level, string> = {
  root: 'must not be empty at the root',
  items: 'must not be empty for specified array items',
  field: 'must not be empty for specified object fields',
}

function types(schema: JsonSchema, level: Level, path: string): StatusCause[] {
  const { type } = schema
  const field = `${path}.type`
  const embedded = schema['x-kubernetes-embedded-resource']
  const free = schema['x-kubernetes-int-or-string'] || schema['x-kubernetes-preserve-unknown-fields']
  const needed = 'must be object if x-kubernetes-embedded-resource is true'
  const found: StatusCause[] = []
  if (embedded && type !== 'object') found.push(type ? invalid(field, type, needed) : required(field, needed))
  else if (!type && !free) found.push(required(field, MISSING[level]))
  if (embedded && schema.additionalProperties !== undefined) {
    const detail = 'must not be used if x-kubernetes-embedded-resource is set'
    found.push(forbidden(`${path}.additionalProperties`, detail))
  }
  if (level === 'root' && type && type !== 'object') found.push(invalid(field, type, 'must be object at the root'))
  return found
}

/** kind, apiVersion and metadata are what they are everywhere; only the name may be restricted. */
function typeFields(schema: JsonSchema, level: Level, path: string): StatusCause[] {
  const { properties = {} } = schema
  const embedded = schema['x-kubernetes-embedded-resource'] === true
  const found: StatusCause[] = []
  if (level === 'root' || embedded) {
    for (const name of ['kind', 'apiVersion']) {
      const part = properties[name]
      if (!part || part.type === 'string') continue
      found.push(invalid(`${path}.properties[${name}].type`, part.type ?? '', 'must be string'))
    }
  }
  const { metadata } = properties
  const at = `${path}.properties[metadata]`
  if (metadata && (level === 'root' || embedded) && metadata.type !== 'object') {
    found.push(invalid(`${at}.type`, metadata.type ?? '', 'must be object'))
  }
  if (metadata && level === 'root' && !restrictsNamesOnly(metadata)) {
    const detail = 'must not specify anything other than name and generateName, but metadata is implicitly specified'
    found.push(forbidden(at, detail))
  }
  const preserved = schema['x-kubernetes-preserve-unknown-fields']
  if (embedded && !preserved && Object.keys(properties).length === 0) {
    const detail =
      'must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields'
    found.push(required(`${path}.properties`, detail))
  }
  return found
}

function restrictsNamesOnly({ properties = {}, type: _type, default: _default, ...rest }: JsonSchema): boolean {
  const named = Object.keys(properties).every((name) => name === 'name' || name === 'generateName')
  return named && isDeepStrictEqual(rest, {})
}
