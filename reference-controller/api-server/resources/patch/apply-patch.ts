import mergePatch from 'json-merge-patch'
import type { KubeObject, ResourceDefinition } from '../definition.ts'
import { PatchError } from '../errors.ts'
import { kindProblem } from '../schema/check-shape.ts'
import { DecodeError, decode, type FieldValidation, wordFor } from '../schema/decode.ts'
import { syntaxProblem } from '../schema/json-syntax.ts'
import { alreadyRead, type ReadJson, readJson } from '../schema/read-json.ts'
import { repeatedFields } from '../schema/repeated-fields.ts'
import { schemaTable, typeOfKind } from '../schema/table.ts'
import { goFormat } from './go-format.ts'
import { applyJsonPatch } from './json-patch.ts'
import { strategicMerge } from './strategic-merge.ts'

export interface Patch {
  type: 'json' | 'merge' | 'strategic'
  /** The request's body, best as text: only there can repeated fields be seen. */
  body: unknown
  /** What to do about unknown and repeated fields; `Ignore` when left out. */
  fieldValidation?: FieldValidation
  /** Called with each warning when fieldValidation is `Warn`. */
  warn?: (warning: string) => void
}

type Json = Record<string, unknown>

/** The patched object, decoded again (so unknown fields are pruned). The original is left as it is. */
export function applyPatch(definition: ResourceDefinition, object: KubeObject, patch: Patch): KubeObject {
  const read = readPatch(patch)
  const shown = () => (patch.type === 'strategic' ? goFormat(read.value) : JSON.stringify(patched))
  const patched = patchedIn(shown, () => patchedObject(definition, object, { type: patch.type, value: read.value }))
  if (patch.type !== 'strategic' && !definition.custom) {
    checkKind(definition, patched, shown)
    if (!patched['apiVersion']) throw unversioned(patched, object.metadata.name, patch)
  }
  // Repeated fields are looked for in the patch itself; the patched object has none.
  const repeated = patch.fieldValidation === 'Ignore' ? [] : repeatedFields(read)
  if (repeated.length > 0 && patch.fieldValidation === 'Strict') {
    throw invalid(shown, new DecodeError(`strict decoding error: ${repeated.join(', ')}`))
  }
  try {
    const shaped = decode(definition, alreadyRead(patched), patch.fieldValidation ?? 'Ignore')
    for (const warning of [...repeated, ...shaped.warnings]) patch.warn?.(warning)
    return shaped.object
  } catch (cause) {
    if (!(cause instanceof DecodeError)) throw cause
    throw invalid(shown, patch.type === 'strategic' ? restoring(cause) : cause)
  }
}

function patchedIn(shown: () => string, patch: () => Json): Json {
  try {
    return patch()
  } catch (cause) {
    throw cause instanceof DecodeError ? invalid(shown, cause) : cause
  }
}

const GO_TYPES: Record<string, string> = { number: 'int64', array: '[]interface {}' }

/** A strategic merge patch is applied to what upstream's converter has unpacked, which has words of its own. */
function restoring(cause: DecodeError): DecodeError {
  const [, seen = '', type = ''] = /^json: cannot unmarshal (\w+).* of type (.+)$/.exec(cause.message) ?? []
  const from = GO_TYPES[seen] ?? seen
  if (type.startsWith('map[')) return new DecodeError(`cannot restore map from ${from}`)
  if (type.startsWith('[]')) return new DecodeError(`cannot restore slice from ${from}`)
  return type === 'string' && seen !== 'object' ? new DecodeError(`cannot convert ${from} to string`) : cause
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

/** A copy that may be changed; spec and managers, if the patch does not speak of them, are shared with the original. */
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
  const prefix = patch.type === 'strategic' ? '' : 'error decoding patch: '
  const read = readText(patch, prefix)
  const expected = patch.type === 'json' ? '[]handlers.jsonPatchOp' : 'map[string]interface {}'
  const { value } = read
  if (value === null && patch.type === 'merge') throw new PatchError(400, 'BadRequest', 'Invalid JSON Patch')
  if (value === null) return alreadyRead(patch.type === 'json' ? [] : {})
  if (typeof value === 'object' && Array.isArray(value) === (patch.type === 'json')) {
    const odd = Array.isArray(value) ? value.find((one) => typeof one !== 'object' || Array.isArray(one)) : undefined
    if (odd === undefined) return read
    const problem = `json: cannot unmarshal ${wordFor(odd)} into Go value of type handlers.jsonPatchOp`
    throw new PatchError(400, 'BadRequest', `${prefix}${problem}`)
  }
  const seen = wordFor(value)
  throw new PatchError(400, 'BadRequest', `${prefix}json: cannot unmarshal ${seen} into Go value of type ${expected}`)
}

function readText({ body }: Patch, prefix: string): ReadJson {
  if (typeof body !== 'string') return alreadyRead(body)
  try {
    return readJson(body)
  } catch (cause) {
    throw new PatchError(400, 'BadRequest', `${prefix}${syntaxProblem(body)}`, { cause })
  }
}

function checkKind(definition: ResourceDefinition, patched: Json, shown: () => string): void {
  const wanted = definition.group ? `${definition.group}/${definition.version}` : definition.version
  const { kind = definition.kind, apiVersion = wanted } = patched ?? {}
  if (kind === definition.kind && apiVersion === wanted) return
  const problem = kindProblem(definition, String(apiVersion), String(kind))
  throw invalid(shown, decodingProblem(patched, String(apiVersion)) ?? new DecodeError(problem))
}

/** What is of another kind is decoded as such before it is found to be of the wrong one. */
function decodingProblem(patched: Json, apiVersion: string): DecodeError | undefined {
  const [version = '', group = ''] = apiVersion.split('/').reverse()
  const kind = String(patched['kind'])
  if (!Object.hasOwn(schemaTable().kinds, `${group}/${version}/${kind}`)) return undefined
  try {
    decode({ group, version, kind }, alreadyRead(patched), 'Ignore')
    return undefined
  } catch (cause) {
    if (cause instanceof DecodeError) return cause
    throw cause
  }
}

/** What has no version is decoded as if nothing of it were known. */
function unversioned(patched: Json, name: string, { warn, fieldValidation = 'Ignore' }: Patch): PatchError {
  const unknown = Object.keys(patched).filter((field) => field !== 'kind' && field !== 'apiVersion')
  if (fieldValidation === 'Warn') for (const field of unknown) warn?.(`unknown field "${field}"`)
  const problem = `the name of the object (${name} based on URL) was undeterminable: name must be provided`
  return new PatchError(400, 'BadRequest', problem)
}

/** The odd shape (no kind, no name) is kube-apiserver's own. */
function invalid(shown: () => string, cause: DecodeError): PatchError {
  const message = `Invalid value: ${JSON.stringify(shown())}: ${cause.message}`
  const causes = [{ reason: 'FieldValueInvalid', message, field: 'patch' }]
  return new PatchError(422, 'Invalid', ` "" is invalid: patch: ${message}`, { cause, causes })
}
