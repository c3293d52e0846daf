import { isDeepStrictEqual } from 'node:util'
import type { ObjectMeta, StatusCause } from '../definition.ts'
import { invalid, required } from '../shared/field-errors.ts'
import { dnsLabelStartingWithLetterProblems } from '../shared/names.ts'
import { validateMeta } from '../shared/object-meta.ts'
import { fieldOf, isObject, itemsOf, type Json, type JsonSchema } from './json-schema.ts'

/** Gives back what an embedded resource's metadata looks like once it has been read as metadata. */
type ReadMeta = (metadata: unknown, path: string) => Json

/** A copy in which the metadata of embedded resources (x-kubernetes-embedded-resource) has been read as such. */
export function withEmbeddedMeta(value: unknown, schema: JsonSchema | undefined, read: ReadMeta, path = ''): unknown {
  if (!schema) return value
  if (Array.isArray(value)) {
    return value.map((item, index) => withEmbeddedMeta(item, itemsOf(schema), read, `${path}[${index}]`))
  }
  if (!isObject(value)) return value
  const isResource = schema['x-kubernetes-embedded-resource'] === true
  const entries = Object.entries(value).map(([field, part]) => {
    const at = path ? `${path}.${field}` : field
    if (isResource && field === 'metadata') return [field, read(part, at)]
    return [field, withEmbeddedMeta(part, fieldOf(schema, field), read, at)]
  })
  const result = Object.fromEntries(entries)
  return isDeepStrictEqual(result, value) ? value : result
}

/** Embedded resources name their type, and what metadata they have is valid. */
export function validateEmbedded(value: unknown, schema: JsonSchema | undefined, path = ''): StatusCause[] {
  if (!schema) return []
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => validateEmbedded(item, itemsOf(schema), `${path}[${index}]`))
  }
  if (!isObject(value)) return []
  const own = schema['x-kubernetes-embedded-resource'] ? validateResource(value, path) : []
  const inner = Object.entries(value).flatMap(([field, part]) =>
    validateEmbedded(part, fieldOf(schema, field), path ? `${path}.${field}` : field),
  )
  return [...own, ...inner]
}

function validateResource(resource: Json, path: string): StatusCause[] {
  const { apiVersion, kind, metadata } = resource
  return [
    ...('apiVersion' in resource
      ? validateApiVersion(apiVersion, `${path}.apiVersion`)
      : [required(`${path}.apiVersion`)]),
    ...('kind' in resource ? validateKind(kind, `${path}.kind`) : [required(`${path}.kind`)]),
    ...(isObject(metadata) ? validateEmbeddedMeta(metadata as ObjectMeta, `${path}.metadata`) : []),
  ]
}

function validateApiVersion(version: unknown, field: string): StatusCause[] {
  if (typeof version !== 'string') return [invalid(field, version, 'must be a string')]
  if (version === '') return [invalid(field, version, 'must not be empty')]
  return version.split('/').length > 2 ? [invalid(field, version, `unexpected GroupVersion string: ${version}`)] : []
}

function validateKind(kind: unknown, field: string): StatusCause[] {
  if (typeof kind !== 'string') return [invalid(field, kind, 'must be a string')]
  if (kind === '') return [invalid(field, kind, 'must not be empty')]
  const found = dnsLabelStartingWithLetterProblems(kind.toLowerCase())
  const detail = `may have mixed case, but should otherwise match: ${found.join(',')}`
  return found.length > 0 ? [invalid(field, kind, detail)] : []
}

function validateEmbeddedMeta(meta: ObjectMeta, path: string): StatusCause[] {
  const named = { ...meta, name: meta.name || 'fakename' }
  const found = validateMeta(named, pathSegmentProblems, Boolean(meta.namespace))
  return found.map((cause) => ({ ...cause, field: cause.field.replace(/^metadata/, path) }))
}

/** Names of embedded resources may be anything that fits into a URL's path. */
function pathSegmentProblems(name: string): string[] {
  if (name === '.' || name === '..') return [`may not be '${name}'`]
  return ['/', '%'].filter((character) => name.includes(character)).map((character) => `may not contain '${character}'`)
}
