import { timestamp, timestampOf } from '../../../timestamp.ts'
import type { ResourceDefinition } from '../../resources/index.ts'
import {
  type Cluster,
  conflict,
  copyOf,
  type DeleteOptions,
  deleteOptions,
  detailsOf,
  json,
  jsonOf,
  qualified,
  type ResourceRequest,
  type Response,
  type Stored,
  storableCopy,
  success,
  unwritten,
} from '../request/index.ts'
import { newFinalizers } from './finalizers.ts'
import { checkMortal } from './namespaces.ts'
import { existingObject } from './update.ts'

export function remove(request: ResourceRequest): Response {
  const options = deleteOptions(request)
  checkMortal(request)
  const existing = existingObject(request)
  const { stored, gone } = removeObject(request, existing, options)
  if (!gone || RETURNED_WHOLE.includes(qualified(request.definition)))
    return { kind: 'json', code: 200, body: jsonOf(stored) }
  const details = { ...detailsOf(request.definition, request.name), uid: String(existing.value.metadata.uid) }
  return json(200, success({ details }))
}

// For these kinds, a deletion returns the object; for all others, a Status.
const RETURNED_WHOLE = [
  'namespaces',
  'persistentvolumeclaims',
  'persistentvolumes',
  'pods',
  'podtemplates',
  'resourcequotas',
  'serviceaccounts',
  'services',
  'storageclasses.storage.k8s.io',
]

/** The part of a request that a deletion needs. */
export interface Removal {
  cluster: Pick<Cluster, 'store' | 'clock'>
  definition: ResourceDefinition
}

interface Outcome {
  /** The removed object, or the object that remains until its grace period ends and its finalizers are removed. */
  stored: Stored
  gone: boolean
}

/**
 * Deletes an object as kube-apiserver does: first it marks the object (grace period, finalizers), then it removes the
 * object unless one of them holds it. Watchers see both writes.
 */
export function removeObject(request: Removal, existing: Stored, options: DeleteOptions): Outcome {
  checkPreconditions(request, existing, options)
  const terminating = request.definition.strategy.markTerminating?.(copyOf(existing), timestamp(request.cluster.clock))
  if (terminating) return { stored: write(request, existing, storableCopy(terminating), options), gone: false }
  const grace = graceOf(request, existing, options)
  if (grace.kind === 'pending') return { stored: existing, gone: false }
  const finalizers = newFinalizers(request.definition, existing.value.metadata, options)
  const marked =
    grace.kind === 'period' || finalizers.length > 0
      ? markedObject(request, existing, { grace, finalizers })
      : undefined
  const stored = marked ? write(request, existing, marked, options) : existing
  if (finalizers.length > 0 || (grace.kind === 'period' && grace.seconds > 0)) return { stored, gone: false }
  if (options.dryRun) return { stored, gone: true }
  return { stored: request.cluster.store.delete(stored.key, stored.revision) ?? stored, gone: true }
}

function checkPreconditions({ definition }: Removal, existing: Stored, { preconditions }: DeleteOptions): void {
  const { name, uid } = existing.value.metadata
  const resource = { group: definition.group, plural: definition.kind }
  if (preconditions?.uid !== undefined && preconditions.uid !== uid) {
    const problem = `the UID in the precondition (${preconditions.uid}) does not match the UID in record (${uid}). The object might have been deleted and then recreated`
    throw conflict(resource, name, problem)
  }
  const revision = String(existing.revision)
  if (preconditions?.resourceVersion !== undefined && preconditions.resourceVersion !== revision) {
    const problem = `the ResourceVersion in the precondition (${preconditions.resourceVersion}) does not match the ResourceVersion in record (${revision}). The object might have been modified`
    throw conflict(resource, name, problem)
  }
}

type Grace = { kind: 'none' } | { kind: 'pending' } | { kind: 'period'; seconds: number; end: number }

function graceOf({ cluster, definition }: Removal, { value }: Stored, options: DeleteOptions): Grace {
  const { gracePeriod } = definition.strategy
  if (!gracePeriod) return { kind: 'none' }
  // A negative period counts as one second.
  const wanted = options.gracePeriodSeconds
  const requested = wanted !== undefined && wanted < 0 ? 1 : wanted
  const { deletionTimestamp, deletionGracePeriodSeconds } = value.metadata
  const now = cluster.clock.now()
  if (!deletionTimestamp) {
    const seconds = gracePeriod(value, requested)
    return { kind: 'period', seconds, end: now + seconds * 1000 }
  }
  if (deletionGracePeriodSeconds === undefined) return { kind: 'none' }
  // A running grace period can only be shortened, and not into the past.
  if (requested === undefined || requested >= deletionGracePeriodSeconds) return { kind: 'pending' }
  const begun = Date.parse(deletionTimestamp) - deletionGracePeriodSeconds * 1000
  return { kind: 'period', seconds: requested, end: Math.max(begun + requested * 1000, now) }
}

function markedObject(
  { cluster }: Removal,
  existing: Stored,
  { grace, finalizers }: { grace: Grace; finalizers: string[] },
) {
  const object = copyOf(existing)
  const { metadata } = object
  // A deletion increases the generation as a change of the spec does.
  if (!metadata.deletionTimestamp && metadata.generation) metadata.generation++
  if (grace.kind === 'period') {
    metadata.deletionTimestamp = timestampOf(grace.end)
    metadata.deletionGracePeriodSeconds = grace.seconds
  } else {
    const now = timestamp(cluster.clock)
    if (!metadata.deletionTimestamp || metadata.deletionTimestamp > now) metadata.deletionTimestamp = now
    metadata.deletionGracePeriodSeconds = 0
  }
  if (finalizers.length > 0) metadata.finalizers = finalizers
  else delete metadata.finalizers
  return storableCopy(object)
}

function write({ cluster }: Removal, existing: Stored, value: Stored['value'], { dryRun }: DeleteOptions): Stored {
  if (dryRun) return unwritten(value, existing)
  if (JSON.stringify(value) === JSON.stringify(existing.value)) return existing
  return cluster.store.put(existing.key, value, existing.revision)
}
