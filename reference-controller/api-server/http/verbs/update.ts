import { isDeepStrictEqual } from 'node:util'
import { type KubeObject, type ResourceDefinition, sameButForTimes } from '../../resources/index.ts'
import { admitChange } from '../admission/index.ts'
import {
  checkAddress,
  conflict,
  decodeBody,
  invalid,
  jsonOf,
  keyOf,
  modified,
  notFound,
  objectOf,
  parsedRevision,
  patched,
  patchType,
  type ResourceRequest,
  type Response,
  type Stored,
  storable,
  syntaxError,
  trackedBy,
  untranslated,
  unwritten,
  writeOptions,
} from '../request/index.ts'
import { createObject, type Storing } from './create.ts'
import { finalizeRules } from './namespaces.ts'
import type { UpdateRules } from './update-rules.ts'

export function update(request: ResourceRequest): Response {
  const { dryRun, fieldValidation, manager } = writeOptions(request, 'UpdateOptions')
  const known = request.cluster.store.get(keyOf(request.definition, request.namespace, request.name))
  const object = decodeBody(request, request.definition, fieldValidation, known?.value)
  checkAddress(request, object)
  const storing = { dryRun, track: trackedBy(request, manager) }
  const created = createdByUpdate(request, object, storing)
  if (created) return created
  const existing = existingObject(request)
  checkUid(request, existing, object.metadata.uid)
  return { kind: 'json', code: 200, body: jsonOf(updateObject(request, existing, object, storing)) }
}

/** For few kinds, a PUT of an object that does not exist creates it. */
function createdByUpdate(request: ResourceRequest, object: KubeObject, storing: Storing): Response | undefined {
  const { cluster, definition, namespace, name, subresource } = request
  if (subresource || !CREATED_BY_PUT.includes(definition.plural)) return undefined
  if (cluster.store.get(keyOf(definition, namespace, name))) return undefined
  return { kind: 'json', code: 201, body: jsonOf(createObject(request, object, storing)) }
}

const CREATED_BY_PUT = ['leases']

export function patch(request: ResourceRequest): Response {
  patchType(request)
  const { dryRun, fieldValidation, manager } = writeOptions(request, 'PatchOptions')
  const existing = existingObject(request)
  const object = patched(request, request.definition, objectOf(existing), fieldValidation)
  checkAddress(request, object)
  return {
    kind: 'json',
    code: 200,
    body: jsonOf(updateObject(request, existing, object, { dryRun, track: trackedBy(request, manager) })),
  }
}

export function existingObject({ cluster, definition, namespace, name }: ResourceRequest): Stored {
  const found = cluster.store.get(keyOf(definition, namespace, name))
  if (!found) throw notFound(definition, name)
  return found
}

/** A PUT with a uid is for that object, not for a later one of the same name. */
export function checkUid({ definition }: ResourceRequest, existing: Stored, uid: string | undefined): void {
  const actual = existing.value.metadata.uid
  if (!uid || uid === actual) return
  const seen = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${actual}`
  const problem = `StorageError: invalid object, Code: 4, Key: ${existing.key}, ResourceVersion: 0, AdditionalErrorMsg: ${seen}`
  throw conflict(definition, existing.value.metadata.name, problem)
}

/** Takes the decoded object to the store. Returns the entry for the response. */
export function updateObject(request: ResourceRequest, existing: Stored, object: KubeObject, storing: Storing): Stored {
  const { cluster, definition } = request
  checkRevision(request, existing, object)
  const old = objectOf(existing)
  const { dryRun, track } = storing
  const { prepare, validate } = rulesOf(request)
  definition.strategy.applyDefaults(object)
  track(old, object)
  prepare(object, old)
  object.metadata.resourceVersion = String(existing.revision)
  const causes = validate(object, old)
  if (causes.length > 0) throw invalid(definition, request.name, causes)
  if (!request.subresource) admitChange(cluster, definition, object, old)
  for (const warning of definition.strategy.warnings?.(object, old) ?? []) request.warn(warning)
  const value = storable(object)
  if (dryRun) return unwritten(object, existing)
  if (isEmptied(definition, value, old)) {
    cluster.store.delete(existing.key, existing.revision)
    return { ...existing, value }
  }
  // A write that changes nothing is none: no new revision, no event.
  if (isDeepStrictEqual(value, existing.value) || differsOnlyInTimes(value, existing.value)) return existing
  return cluster.store.put(existing.key, value, existing.revision)
}

/** A write that changes only the times in managedFields is not stored. */
function differsOnlyInTimes(object: KubeObject, old: KubeObject): boolean {
  const { managedFields, ...metadata } = object.metadata
  const { managedFields: before, ...oldMetadata } = old.metadata
  if (!sameButForTimes(managedFields, before)) return false
  return isDeepStrictEqual({ ...object, metadata }, { ...old, metadata: oldMetadata })
}

function checkRevision({ definition, name }: ResourceRequest, existing: Stored, { metadata }: KubeObject): void {
  const { resourceVersion } = metadata
  if (!resourceVersion && definition.strategy.needsRevision) throw unconditional(definition, name)
  if (!resourceVersion) return
  const revision = parsedRevision(resourceVersion)
  if (revision === undefined) throw untranslated(syntaxError(resourceVersion))
  // 0 means any revision.
  if (revision !== 0 && revision !== existing.revision) throw modified(definition, name)
}

/** Upstream names the resource here, where it names the kind otherwise. */
function unconditional({ group, plural }: ResourceDefinition, name: string) {
  const message = 'Invalid value: 0: must be specified for an update'
  return invalid({ group, kind: plural }, name, [
    { reason: 'FieldValueInvalid', message, field: 'metadata.resourceVersion' },
  ])
}

function rulesOf({ definition, subresource }: ResourceRequest): UpdateRules {
  const { strategy } = definition
  if (subresource === 'finalize') return finalizeRules(strategy)
  if (subresource === 'status') {
    return {
      prepare: (object, old) => strategy.prepareForStatusUpdate(object, old),
      validate: (object, old) => strategy.validateStatusUpdate(object, old),
    }
  }
  return {
    prepare: (object, old) => strategy.prepareForUpdate(object, old),
    validate: (object, old) => strategy.validateUpdate(object, old),
  }
}

/** True if the update removed the last finalizer of a deleted object. */
function isEmptied({ group, plural }: ResourceDefinition, object: KubeObject, old: KubeObject): boolean {
  if (!old.metadata.deletionTimestamp || old.metadata.deletionGracePeriodSeconds) return false
  const spec = object['spec'] as { finalizers?: string[] } | undefined
  if (group === '' && plural === 'namespaces' && spec?.finalizers?.length) return false
  return !object.metadata.finalizers?.length
}
