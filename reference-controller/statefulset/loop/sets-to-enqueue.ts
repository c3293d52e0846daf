import {
  type Change,
  controllerOf,
  keyOf,
  type OwnerReference,
  type PersistentVolumeClaim,
  type Pod,
  type StatefulSet,
} from '../../client/index.ts'
import { identityOf } from '../decide/identity.ts'
import { selects } from '../decide/selector.ts'

export type SetsToEnqueue = (change: Change<Pod>, sets: ReadonlyMap<string, StatefulSet>, kind: string) => string[]

export type SetsToEnqueueForClaim = (
  change: Change<PersistentVolumeClaim>,
  sets: ReadonlyMap<string, StatefulSet>,
) => string[]

/**
 * The keys of the sets to enqueue for a change of a claim. A Pod may wait for a former claim to go; whatever else
 * happens to claims, the next sync observes it.
 */
export function setsToEnqueueForClaim(
  { type, object: claim }: Change<PersistentVolumeClaim>,
  sets: ReadonlyMap<string, StatefulSet>,
): string[] {
  if (type !== 'DELETED') return []
  return [...sets].flatMap(([key, set]) => {
    const isNeighbour = set.metadata.namespace === claim.metadata.namespace
    return isNeighbour && isNamedByTemplate(set, claim.metadata.name) ? [key] : []
  })
}

function isNamedByTemplate({ metadata, spec }: StatefulSet, claimName: string): boolean {
  const parent = identityOf(claimName)?.parent
  return (spec.volumeClaimTemplates ?? []).some((template) => parent === `${template.metadata.name}-${metadata.name}`)
}

/** The keys of the sets to enqueue for a change of a Pod. */
export function setsToEnqueue(change: Change<Pod>, sets: ReadonlyMap<string, StatefulSet>, kind: string): string[] {
  const { type, object: pod, old } = change
  const owner = controllerOf(pod)
  const former = old && controllerOf(old)
  const ownerChanged = owner?.uid !== former?.uid
  const found: string[] = []
  if (former && ownerChanged) found.push(...resolved(pod, former, sets, kind))
  if (owner) return [...found, ...resolved(pod, owner, sets, kind)]

  // Observed: an orphan. Sets that select it may adopt it, as soon as it appears or its labels match.
  if (type === 'DELETED' || pod.metadata.deletionTimestamp) return found
  const labelsChanged = JSON.stringify(old?.metadata.labels) !== JSON.stringify(pod.metadata.labels)
  if (type === 'MODIFIED' && !ownerChanged && !labelsChanged) return found
  for (const [key, set] of sets) {
    const isNeighbour = set.metadata.namespace === pod.metadata.namespace
    if (isNeighbour && selects(set.spec.selector, pod.metadata.labels)) found.push(key)
  }
  return found
}

/** An owner reference identifies its owner by uid: a set of the same name may be a newer object. */
function resolved(pod: Pod, owner: OwnerReference, sets: ReadonlyMap<string, StatefulSet>, kind: string): string[] {
  const set = owner.kind === kind ? sets.get(`${pod.metadata.namespace}/${owner.name}`) : undefined
  return set && set.metadata.uid === owner.uid ? [keyOf(set)] : []
}
