import {
  type Change,
  controllerOf,
  keyOf,
  type OwnerReference,
  type Pod,
  type StatefulSet,
} from '../../client/index.ts'
import { selects } from '../decide/selector.ts'

export type Concerned = (change: Change<Pod>, sets: ReadonlyMap<string, StatefulSet>, kind: string) => string[]

/** Which sets have to be looked at because of a change to a Pod, by their keys. */
export function concernedSets(change: Change<Pod>, sets: ReadonlyMap<string, StatefulSet>, kind: string): string[] {
  const { type, object: pod, old } = change
  const owner = controllerOf(pod)
  const former = old && controllerOf(old)
  const ownerChanged = owner?.uid !== former?.uid
  const found: string[] = []
  if (former && ownerChanged) found.push(...resolved(pod, former, sets, kind))
  if (owner) return [...found, ...resolved(pod, owner, sets, kind)]

  // Observed: an orphan. It matters to whoever could adopt it, as soon as it appears or begins to fit.
  if (type === 'DELETED' || pod.metadata.deletionTimestamp) return found
  const labelsChanged = JSON.stringify(old?.metadata.labels) !== JSON.stringify(pod.metadata.labels)
  if (type === 'MODIFIED' && !ownerChanged && !labelsChanged) return found
  for (const [key, set] of sets) {
    const isNeighbour = set.metadata.namespace === pod.metadata.namespace
    if (isNeighbour && selects(set.spec.selector, pod.metadata.labels)) found.push(key)
  }
  return found
}

/** Owner references name, but only the uid tells: a set of the same name may be another one by now. */
function resolved(pod: Pod, owner: OwnerReference, sets: ReadonlyMap<string, StatefulSet>, kind: string): string[] {
  const set = owner.kind === kind ? sets.get(`${pod.metadata.namespace}/${owner.name}`) : undefined
  return set && set.metadata.uid === owner.uid ? [keyOf(set)] : []
}
