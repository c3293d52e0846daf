import {
  type Change,
  controllerOf,
  keyOf,
  type OwnerReference,
  type Pod,
  type StatefulSet,
} from '../../client/index.ts'
import { selects } from '../decide/selector.ts'

export type SetsToEnqueue = (change: Change<Pod>, sets: ReadonlyMap<string, StatefulSet>, kind: string) => string[]

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
