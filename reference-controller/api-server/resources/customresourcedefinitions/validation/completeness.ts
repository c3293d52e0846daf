import { itemsOf, type JsonSchema } from '../../custom/json-schema.ts'
import type { StatusCause } from '../../definition.ts'
import { required } from '../../shared/field-errors.ts'

interface Paths {
  /** Where the structure should say it. */
  structure: string
  /** Where it is said. */
  value: string
}

/** What a schema restricts within allOf, anyOf, oneOf or not, it has outside of them too. */
export function validateCompleteness(schema: JsonSchema, path: string): StatusCause[] {
  return junctors(schema, schema, { structure: path, value: path })
}

function junctors(part: JsonSchema, structure: JsonSchema | undefined, paths: Paths): StatusCause[] {
  const at = (name: string) => ({ ...paths, value: `${paths.value}.${name}` })
  const lists = (['allOf', 'anyOf', 'oneOf'] as const).flatMap((name) =>
    (part[name] ?? []).flatMap((one, index) => complete(one, structure, at(`${name}[${index}]`))),
  )
  return [...(part.not ? complete(part.not, structure, at('not')) : []), ...lists]
}

function complete(part: JsonSchema, structure: JsonSchema | undefined, paths: Paths): StatusCause[] {
  const below = (name: string) => ({ structure: `${paths.structure}.${name}`, value: `${paths.value}.${name}` })
  if (!structure) return [required(paths.structure, `because it is defined in ${paths.value}`)]
  const items = itemsOf(part)
  return [
    ...junctors(part, structure, paths),
    ...(items ? complete(items, itemsOf(structure), below('items')) : []),
    ...Object.entries(part.properties ?? {}).flatMap(([name, field]) =>
      complete(field, structure.properties?.[name], below(`properties[${name}]`)),
    ),
  ]
}
