import type { OwnerReference } from '../client/index.ts'
import { FOREGROUND, type GraphNode, isOrphaning, isWaitingForDependents, ORPHAN } from './owner-graph.ts'

/** The state of an owner by a live read: present, present but waiting for its dependents, or absent. */
export type OwnerState = 'solid' | 'waiting' | 'absent'

export type GcAction =
  | { kind: 'delete'; policy: 'Background' | 'Foreground' | 'Orphan' }
  | { kind: 'drop-owners'; uids: string[] }
  /** Two objects that wait for each other: this one stops holding up the owner. */
  | { kind: 'unblock' }
  | { kind: 'none' }

/** The fate of an object, given its owners. An object lives as long as one solid owner does. */
export function decideByOwners(
  node: GraphNode,
  stateOf: (owner: OwnerReference) => OwnerState,
  dependents: GraphNode[],
): GcAction {
  if (node.owners.length === 0 || (node.terminating && !isWaitingForDependents(node))) return { kind: 'none' }
  const states = node.owners.map((owner) => ({ uid: owner.uid, state: stateOf(owner) }))
  const lost = states.filter(({ state }) => state !== 'solid')
  if (lost.length === 0) return { kind: 'none' }
  if (lost.length < states.length) return { kind: 'drop-owners', uids: lost.map(({ uid }) => uid) }
  if (node.terminating) return { kind: 'none' }
  return decideDeletion(
    node,
    states.some(({ state }) => state === 'waiting'),
    dependents,
  )
}

function decideDeletion(node: GraphNode, ownerWaits: boolean, dependents: GraphNode[]): GcAction {
  if (ownerWaits && dependents.length > 0) {
    const circle = dependents.some(isWaitingForDependents)
    const blocks = node.owners.some(({ blockOwnerDeletion }) => blockOwnerDeletion)
    return circle && blocks ? { kind: 'unblock' } : { kind: 'delete', policy: 'Foreground' }
  }
  // A finalizer on the object decides how its dependents are treated.
  if (node.finalizers.includes(ORPHAN)) return { kind: 'delete', policy: 'Orphan' }
  if (node.finalizers.includes(FOREGROUND)) return { kind: 'delete', policy: 'Foreground' }
  return { kind: 'delete', policy: 'Background' }
}

export type FinalizerAction =
  | { kind: 'orphan-dependents'; dependents: GraphNode[] }
  | { kind: 'await-dependents'; dependents: GraphNode[] }
  | { kind: 'finish'; finalizer: string }
  | { kind: 'none' }

/** The work on its dependents before an object that is being deleted may be removed. */
export function decideByFinalizers(node: GraphNode, dependents: GraphNode[]): FinalizerAction {
  if (isOrphaning(node)) {
    if (dependents.length > 0) return { kind: 'orphan-dependents', dependents }
    return { kind: 'finish', finalizer: ORPHAN }
  }
  if (!isWaitingForDependents(node)) return { kind: 'none' }
  const blocking = dependents.filter(({ owners }) =>
    owners.some((owner) => owner.uid === node.uid && owner.blockOwnerDeletion),
  )
  if (blocking.length === 0) return { kind: 'finish', finalizer: FOREGROUND }
  return { kind: 'await-dependents', dependents: blocking }
}
