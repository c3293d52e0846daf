import type { KubeObject, ObjectMeta } from '../../resources/definition.ts'
import { canonical } from '../../resources/schema/canonical.ts'
import {
  type Decoded,
  DecodeError,
  type FieldValidation,
  refuseStrict,
  shown,
  unknownFields,
} from '../../resources/schema/decode.ts'
import { isObject, type Json, type JsonSchema } from '../../resources/schema/json-schema.ts'
import type { ReadJson } from '../../resources/schema/read-json.ts'
import { repeatedFields } from '../../resources/schema/repeated-fields.ts'
import { defaulted } from './defaulting.ts'
import { pruned } from './prune.ts'

const META = 'meta.v1.ObjectMeta'

/** Reads a body as an object of a custom kind; throws DecodeError. `schemaOf` knows the schema of each version. */
export function decodeCustom(
  read: ReadJson,
  schemaOf: (apiVersion: string) => JsonSchema,
  mode: FieldValidation,
): Decoded {
  const body = (read.value ?? {}) as Json
  const unknown: string[] = []
  const object = shapedCustom(body, schemaOf(named(body, 'apiVersion')), (path) => unknown.push(path))
  named(body, 'kind')
  const findings =
    mode === 'Ignore' ? [] : [...repeatedFields(read), ...unknown.map((path) => `unknown field "${path}"`)]
  refuseStrict(mode, findings)
  return { object, warnings: findings }
}

function named(body: Json, field: string): string {
  const { [field]: text } = body
  if (typeof text === 'string' && text) return text
  throw new DecodeError(`expected ${field}, got ${shown(body)}`)
}

/** The object pruned, its metadata read as metadata, and its defaults filled in. */
export function shapedCustom(body: Json, schema: JsonSchema, report: (path: string) => void): KubeObject {
  const { metadata } = body
  const meta = metadata === undefined || metadata === null ? undefined : metaOf(metadata, 'metadata', report)
  const kept = pruned(body, schema, report) as Json
  const filled = defaulted(kept, schema) as Json
  const { apiVersion, kind, metadata: _metadata, ...rest } = filled
  return { apiVersion, kind, ...(meta ? { metadata: meta } : {}), ...rest } as KubeObject
}

function metaOf(metadata: unknown, path: string, report: (path: string) => void): ObjectMeta & Json {
  for (const field of unknownFields(META, metadata, path)) report(field)
  return canonical(META, isObject(metadata) ? metadata : {}) as ObjectMeta & Json
}
