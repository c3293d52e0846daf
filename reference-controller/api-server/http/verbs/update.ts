import { isDeepStrictEqual } from 'node:util'
import { type KubeObject, type ResourceDefinition, sameButForTimes } from '../../resources/index.ts'
import { admitChange } from '../admission/admission.ts'
import { checkAddress, decodeBody, patched, patchType } from '../request/decode.ts'
import { trackedBy } from '../request/field-manager.ts'
import { writeOptions } from '../request/options.ts'
import type { Answer, Call } from '../request/resource-request.ts'
import { parsedRevision, syntaxError } from '../request/revision.ts'
import { conflict, invalid, modified, notFound, untranslated } from '../request/status.ts'
import { jsonOf, keyOf, objectOf, type Stored, storable, unwritten } from '../request/stored-object.ts'
import { createObject, type Storing } from './create.ts'
import { finalizeRules } from './namespaces.ts'
import type { UpdateRules } from './update-rules.ts'

export function update(call: Call): Answer {
  const { dryRun, fieldValidation, manager } = writeOptions(call, 'UpdateOptions')
  const object = decodeBody(call, call.definition, fieldValidation)
  checkAddress(call, object)
  const storing = { dryRun, track: trackedBy(call, manager) }
  const created = createdByUpdate(call, object, storing)
  if (created) return created
  const existing = existingObject(call)
  checkUid(call, existing, object.metadata.uid)
  return { kind: 'json', code: 200, body: jsonOf(updateObject(call, existing, object, storing)) }
}

/** Of few kinds, a PUT to an address where nothing is makes the object. */
function createdByUpdate(call: Call, object: KubeObject, storing: Storing): Answer | undefined {
  const { cluster, definition, namespace, name, subresource } = call
  if (subresource || !CREATED_BY_PUT.includes(definition.plural)) return undefined
  if (cluster.store.get(keyOf(definition, namespace, name))) return undefined
  return { kind: 'json', code: 201, body: jsonOf(createObject(call, object, storing)) }
}

const CREATED_BY_PUT = ['leases']

export function patch(call: Call): Answer {
  patchType(call)
  const { dryRun, fieldValidation, manager } = writeOptions(call, 'PatchOptions')
  const existing = existingObject(call)
  const object = patched(call, call.definition, objectOf(existing), fieldValidation)
  checkAddress(call, object)
  return {
    kind: 'json',
    code: 200,
    body: jsonOf(updateObject(call, existing, object, { dryRun, track: trackedBy(call, manager) })),
  }
}

export function existingObject({ cluster, definition, namespace, name }: Call): Stored {
  const found = cluster.store.get(keyOf(definition, namespace, name))
  if (!found) throw notFound(definition, name)
  return found
}

/** A PUT that carries a uid means that very object, not its successor of the same name. */
export function checkUid({ definition }: Call, existing: Stored, uid: string | undefined): void {
  const actual = existing.value.metadata.uid
  if (!uid || uid === actual) return
  const seen = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${actual}`
  const problem = `StorageError: invalid object, Code: 4, Key: ${existing.key}, ResourceVersion: 0, AdditionalErrorMsg: ${seen}`
  throw conflict(definition, existing.value.metadata.name, problem)
}

/** Everything between the decoded object and the store. Answers what the client is to see. */
export function updateObject(call: Call, existing: Stored, object: KubeObject, storing: Storing): Stored {
  const { cluster, definition } = call
  checkRevision(call, existing, object)
  const old = objectOf(existing)
  const { dryRun, track } = storing
  const { prepare, validate } = rulesOf(call)
  definition.strategy.applyDefaults(object)
  track(old, object)
  prepare(object, old)
  object.metadata.resourceVersion = String(existing.revision)
  const causes = validate(object, old)
  if (causes.length > 0) throw invalid(definition, call.name, causes)
  if (!call.subresource) admitChange(cluster, definition, object, old)
  for (const warning of definition.strategy.warnings?.(object, old) ?? []) call.warn(warning)
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

/** That somebody has written the same once more is nothing to write down. */
function differsOnlyInTimes(object: KubeObject, old: KubeObject): boolean {
  const { managedFields, ...metadata } = object.metadata
  const { managedFields: before, ...oldMetadata } = old.metadata
  if (!sameButForTimes(managedFields, before)) return false
  return isDeepStrictEqual({ ...object, metadata }, { ...old, metadata: oldMetadata })
}

function checkRevision({ definition, name }: Call, existing: Stored, { metadata }: KubeObject): void {
  const { resourceVersion } = metadata
  if (!resourceVersion && definition.strategy.needsRevision) throw unconditional(definition, name)
  if (!resourceVersion) return
  const revision = parsedRevision(resourceVersion)
  if (revision === undefined) throw untranslated(syntaxError(resourceVersion))
  // Zero means: whatever is there.
  if (revision !== 0 && revision !== existing.revision) throw modified(definition, name)
}

/** Upstream names the resource here, where it names the kind otherwise. */
function unconditional({ group, plural }: ResourceDefinition, name: string) {
  const message = 'Invalid value: 0: must be specified for an update'
  return invalid({ group, kind: plural }, name, [
    { reason: 'FieldValueInvalid', message, field: 'metadata.resourceVersion' },
  ])
}

function rulesOf({ definition, subresource }: Call): UpdateRules {
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

/** Whether the update took away the last thing that kept a deleted object. */
function isEmptied({ group, plural }: ResourceDefinition, object: KubeObject, old: KubeObject): boolean {
  if (!old.metadata.deletionTimestamp || old.metadata.deletionGracePeriodSeconds) return false
  const spec = object['spec'] as { finalizers?: string[] } | undefined
  if (group === '' && plural === 'namespaces' && spec?.finalizers?.length) return false
  return !object.metadata.finalizers?.length
}
