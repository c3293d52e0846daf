import type { ResourceDefinition } from '../../resources/definition.ts'
import { isObject, type Json, type JsonSchema } from '../../resources/schema/json-schema.ts'
import { metaReference } from '../../resources/schema/openapi.ts'

type Names = Pick<ResourceDefinition, 'group' | 'version' | 'kind'>

/** The name of the schema of a custom kind in documents: its group backwards. */
export function customSchemaName({ group, version, kind }: Names): string {
  return [...group.split('.').reverse(), version, kind].join('.')
}

/** The schema of a custom kind as OpenAPI documents have it: with the fields that all objects have. */
export function customOpenApi(names: Names, schema: JsonSchema): Json {
  const { properties = {}, ...rest } = schema
  const { group, version, kind } = names
  return {
    ...(inOpenApi(rest) as Json),
    type: 'object',
    properties: {
      apiVersion: { type: 'string', description: TYPE.apiVersion },
      kind: { type: 'string', description: TYPE.kind },
      ...(inOpenApi(properties) as Json),
      metadata: { description: TYPE.metadata, ...metaReference },
    },
    'x-kubernetes-group-version-kind': [{ group, version, kind }],
  }
}

const TYPE = {
  apiVersion: 'The version of the schema of this object, with its group.',
  kind: 'The kind of this object.',
  metadata: 'Standard metadata of the object.',
}

/** OpenAPI 3.0 has no int-or-string. */
function inOpenApi(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(inOpenApi)
  if (!isObject(schema)) return schema
  const entries = Object.entries(schema).map(([field, part]) => [field, inOpenApi(part)])
  const either = schema['x-kubernetes-int-or-string'] === true && !schema['oneOf'] && !schema['anyOf']
  return { ...Object.fromEntries(entries), ...(either ? { oneOf: [{ type: 'integer' }, { type: 'string' }] } : {}) }
}
