import { isDeepStrictEqual } from 'node:util'
import { itemsOf, type JsonSchema } from '../../custom/json-schema.ts'
import type { StatusCause } from '../../definition.ts'
import { forbidden } from '../../shared/field-errors.ts'

/** Schemas in allOf, anyOf, oneOf and not restrict values; they say nothing of types, defaults or descriptions. */
export function validateJunctors(schema: JsonSchema, path: string): StatusCause[] {
  const { anyOf = [], allOf = [] } = schema
  // The two ways in which int-or-string may be spelt out.
  const spelt = isDeepStrictEqual(anyOf, INT_OR_STRING)
  const speltInside = isDeepStrictEqual(allOf[0]?.anyOf, INT_OR_STRING)
  return [
    ...(spelt ? [] : each(schema, path, 'anyOf')),
    ...allOf.flatMap((part, index) =>
      nested(part, `${path}.allOf[${index}]`, { skipAnyOf: index === 0 && speltInside }),
    ),
    ...each(schema, path, 'oneOf'),
    ...(schema.not ? nested(schema.not, `${path}.not`) : []),
  ]
}

const INT_OR_STRING: JsonSchema[] = [{ type: 'integer' }, { type: 'string' }]

function each(schema: JsonSchema, path: string, name: 'anyOf' | 'oneOf'): StatusCause[] {
  return (schema[name] ?? []).flatMap((part, index) => nested(part, `${path}.${name}[${index}]`))
}

/** What may not be in there, and how it must be instead. */
const NOT_STRUCTURAL: Record<string, string> = {
  type: 'empty',
  additionalProperties: 'undefined',
  default: 'undefined',
  title: 'empty',
  description: 'empty',
  nullable: 'false',
  'x-kubernetes-preserve-unknown-fields': 'false',
  'x-kubernetes-embedded-resource': 'false',
  'x-kubernetes-int-or-string': 'false',
  'x-kubernetes-list-map-keys': 'empty',
  'x-kubernetes-list-type': 'undefined',
  'x-kubernetes-map-type': 'undefined',
  'x-kubernetes-validations': 'empty',
}

function nested(schema: JsonSchema, path: string, { skipAnyOf = false } = {}): StatusCause[] {
  const items = itemsOf(schema)
  const { anyOf: _anyOf, ...withoutAnyOf } = schema
  const found = Object.entries(NOT_STRUCTURAL)
    .filter(([name]) => schema[name] !== undefined && schema[name] !== false)
    .map(([name, wanted]) => forbidden(`${path}.${name}`, `must be ${wanted} to be structural`))
  const metadata = schema.properties?.['metadata']
  return [
    ...validateJunctors(skipAnyOf ? withoutAnyOf : schema, path),
    ...(items ? nested(items, `${path}.items`) : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, part]) => nested(part, `${path}.properties[${name}]`)),
    ...found,
    ...(metadata ? [forbidden(`${path}.properties[metadata]`, 'must not be specified in a nested context')] : []),
  ]
}
