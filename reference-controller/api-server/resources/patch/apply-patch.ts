import mergePatch from 'json-merge-patch'
import type { KubeObject, ResourceDefinition } from '../definition.ts'
import { PatchError } from '../errors.ts'
import { DecodeError, decode, type FieldValidation, refuseStrict, shown } from '../schema/decode.ts'
import { alreadyRead, type ReadJson, readJson } from '../schema/read-json.ts'
import { repeatedFields } from '../schema/repeated-fields.ts'
import { typeOfKind } from '../schema/table.ts'
import { applyJsonPatch } from './json-patch.ts'
import { strategicMerge } from './strategic-merge.ts'

export interface Patch {
  type: 'json' | 'merge' | 'strategic'
  /** The request's body, best as text: only there can repeated fields be seen. */
  body: unknown
  /** The handling of unknown and repeated fields; `Ignore` when left out. */
  fieldValidation?: FieldValidation
  /** Called with each warning when fieldValidation is `Warn`. */
  warn?: (warning: string) => void
}

type Json = Record<string, unknown>

/** The patched object, decoded again (so unknown fields are pruned). The original is left as it is. */
export function applyPatch(definition: ResourceDefinition, object: KubeObject, patch: Patch): KubeObject {
  const { type, fieldValidation = 'Ignore', warn } = patch
  const read = readPatch(patch)
  return refusingInvalid(() => {
    const patched = patchedObject(definition, object, { type, value: read.value })
    if (type !== 'strategic' && !definition.custom) {
      checkKind(definition, patched)
      if (!patched['apiVersion']) throw unversioned(patched, object.metadata.name, patch)
    }
    // Repeated fields are looked for in the patch itself; the patched object has none.
    const repeated = fieldValidation === 'Ignore' ? [] : repeatedFields(read)
    refuseStrict(fieldValidation, repeated)
    const decoded = decode(definition, alreadyRead(patched), fieldValidation)
    for (const warning of [...repeated, ...decoded.warnings]) warn?.(warning)
    return decoded.object
  })
}

/** The odd shape of the refusal (no kind, no name) is kube-apiserver's. */
function refusingInvalid<T>(patch: () => T): T {
  try {
    return patch()
  } catch (cause) {
    if (!(cause instanceof DecodeError)) throw cause
    const causes = [{ reason: 'FieldValueInvalid', message: `Invalid value: ${cause.message}`, field: 'patch' }]
    throw new PatchError(422, 'Invalid', ` "" is invalid: patch: ${causes[0]?.message}`, { cause, causes })
  }
}

function patchedObject(
  definition: ResourceDefinition,
  object: KubeObject,
  patch: Pick<Patch, 'type'> & { value: unknown },
) {
  if (patch.type === 'json') return applyJsonPatch(object, patch.value as unknown[]) as Json
  const value = patch.value as Json
  const changeable = copyFor(value, object)
  if (patch.type === 'merge') return mergePatch.apply(changeable, value) as Json
  const type = typeOfKind(definition.group, definition.version, definition.kind)
  return strategicMerge(type, changeable, value)
}

/** A copy that may be changed; a spec and managers that the patch does not change are shared with the original. */
function copyFor(patch: Json, object: KubeObject): Json {
  const copy = ([field, value]: [string, unknown]) =>
    field === 'spec' && !(field in patch) ? [field, value] : [field, structuredClone(value)]
  const { managedFields, ...metadata } = object.metadata
  const said = (patch['metadata'] ?? {}) as Json
  if (managedFields === undefined || typeof said !== 'object' || 'managedFields' in said) {
    return Object.fromEntries(Object.entries(object).map(copy))
  }
  const copied = Object.fromEntries(Object.entries({ ...object, metadata }).map(copy)) as Json & KubeObject
  copied.metadata['managedFields'] = managedFields
  return copied
}

function readPatch(patch: Patch): ReadJson {
  const read = readText(patch)
  const { value } = read
  const isJsonPatch = patch.type === 'json'
  if (value === null && patch.type !== 'merge') return alreadyRead(isJsonPatch ? [] : {})
  const fits = isJsonPatch ? Array.isArray(value) && value.every(isObject) : isObject(value)
  if (fits) return read
  const expected = isJsonPatch ? 'a list of operations' : 'an object'
  throw new PatchError(400, 'BadRequest', `error decoding patch: expected ${expected}, got ${shown(value)}`)
}

const isObject = (value: unknown) => typeof value === 'object' && !Array.isArray(value) && value !== null

function readText({ body }: Patch): ReadJson {
  if (typeof body !== 'string') return alreadyRead(body)
  try {
    return readJson(body)
  } catch (cause) {
    throw new PatchError(400, 'BadRequest', `error decoding patch: ${(cause as Error).message}`, { cause })
  }
}

function checkKind(definition: ResourceDefinition, patched: Json): void {
  const wanted = definition.group ? `${definition.group}/${definition.version}` : definition.version
  const { kind = definition.kind, apiVersion = wanted } = patched ?? {}
  if (kind === definition.kind && apiVersion === wanted) return
  throw new DecodeError(`expected ${wanted} ${definition.kind}, got ${apiVersion} ${kind}`)
}

/** A patched object without a version is decoded as if none of its fields were known. */
function unversioned(patched: Json, name: string, { warn, fieldValidation = 'Ignore' }: Patch): PatchError {
  const unknown = Object.keys(patched).filter((field) => field !== 'kind' && field !== 'apiVersion')
  if (fieldValidation === 'Warn') for (const field of unknown) warn?.(`unknown field "${field}"`)
  const problem = `the name of the object (${name} based on URL) was undeterminable: name must be provided`
  return new PatchError(400, 'BadRequest', problem)
}
