import mergePatch from 'json-merge-patch'
import type { KubeObject, ResourceDefinition } from '../definition.ts'
import { PatchError } from '../errors.ts'
import { DecodeError, decode, type FieldValidation, wordFor } from '../schema/decode.ts'
import { syntaxProblem } from '../schema/json-syntax.ts'
import { alreadyRead, type ReadJson, readJson } from '../schema/read-json.ts'
import { repeatedFields } from '../schema/repeated-fields.ts'
import { typeOfKind } from '../schema/table.ts'
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
  const patched = patchedObject(definition, object, { type: patch.type, value: read.value })
  const shown = () => (patch.type === 'strategic' ? goFormat(read.value) : JSON.stringify(patched))
  if (patch.type !== 'strategic' && !definition.custom) checkKind(definition, patched, shown)
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
    throw cause instanceof DecodeError ? invalid(shown, cause) : cause
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
  if (typeof value === 'object' && Array.isArray(value) === (patch.type === 'json')) return read
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
  const seen = `no kind "${kind}" is registered for version "${apiVersion}" in scheme "pkg/runtime/scheme.go:111"`
  throw invalid(shown, new DecodeError(seen))
}

/** The odd shape (no kind, no name) is kube-apiserver's own. */
function invalid(shown: () => string, cause: DecodeError): PatchError {
  const message = `Invalid value: ${JSON.stringify(shown())}: ${cause.message}`
  const causes = [{ reason: 'FieldValueInvalid', message, field: 'patch' }]
  return new PatchError(422, 'Invalid', ` "" is invalid: patch: ${message}`, { cause, causes })
}
