import { isDeepStrictEqual } from 'node:util'
import { validateEmbedded } from '../../custom/embedded.ts'
import { itemsOf, type JsonSchema } from '../../custom/json-schema.ts'
import { pruned } from '../../custom/prune.ts'
import { causesOf } from '../../custom/validation/problem.ts'
import { validateValue } from '../../custom/validation/validate.ts'
import type { StatusCause } from '../../definition.ts'
import { invalid } from '../../shared/field-errors.ts'

/** Every default is a value that its own schema accepts, and holds nothing that would be pruned. */
export function validateDefaults(schema: JsonSchema, path: string): StatusCause[] {
  const items = itemsOf(schema)
  return [
    ...(schema.default === undefined ? [] : validateDefault(schema, `${path}.default`)),
    // Upstream does not look into additionalProperties either.
    ...(items ? validateDefaults(items, `${path}.items`) : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, part]) =>
      validateDefaults(part, `${path}.properties[${name}]`),
    ),
  ]
}

function validateDefault(schema: JsonSchema, field: string): StatusCause[] {
  const { default: value } = schema
  const embedded = schema['x-kubernetes-embedded-resource'] === true
  const kept = (pruned({ value }, { type: 'object', properties: { value: schema } }) as { value: unknown }).value
  return [
    ...(isDeepStrictEqual(kept, value) ? [] : [invalid(field, value, 'must not have unknown fields')]),
    ...(embedded ? validateEmbedded(value, schema, field) : []),
    ...causesOf(validateValue(value, schema, { path: '' }), field),
  ]
}
