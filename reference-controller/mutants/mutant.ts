import type { AdaptStrategy } from '../api-server/resources/definition.ts'
import type { Pod, StatefulSet } from '../client/objects.ts'
import type { FeatureChoice } from '../feature-gates.ts'
import type { PartRules } from '../part.ts'
import type { Act } from '../statefulset/act/act.ts'
import { isPrecondition } from '../statefulset/act/establish.ts'
import type { Action, Decide, Snapshot } from '../statefulset/decide/actions.ts'
import { decide } from '../statefulset/decide/decide.ts'
import { identityOf } from '../statefulset/decide/identity.ts'
import { inRange } from '../statefulset/decide/ordinals.ts'
import type { SetsToEnqueue, SetsToEnqueueForClaim } from '../statefulset/loop/sets-to-enqueue.ts'

/** A controller that is broken on purpose, in one rule. */
export interface Mutant {
  name: string
  /** The rule that it breaks. */
  sentence: string
  /** The guarantee whose scenario must catch it. */
  guarantee: string
  /** The version of Kubernetes and the gates without which nothing of it is seen. */
  choice?: FeatureChoice
  /** The rules that replace those of the controller, or of a part of the cluster that keeps the guarantee. */
  rules: PartRules & {
    decide?: Decide
    act?: Act
    enqueue?: SetsToEnqueue
    enqueueForClaim?: SetsToEnqueueForClaim
    /** Of the API server. */
    adaptStrategy?: AdaptStrategy
  }
}

export type Creation = Action & { kind: 'create-pod' }
type Repair = Action & { kind: 'repair-pod' }
export type Removal = Action & { kind: 'delete-pod' }

/** The snapshot as it would be if the set's spec were another. */
export function withSpec(snapshot: Snapshot, change: Partial<StatefulSet['spec']>): Snapshot {
  return { ...snapshot, set: { ...snapshot.set, spec: { ...snapshot.set.spec, ...change } } }
}

/** The snapshot as it would be if its Pods were others. */
export const withPods = (snapshot: Snapshot, change: (pod: Pod) => Pod): Snapshot => ({
  ...snapshot,
  pods: snapshot.pods.map(change),
})

/** Changes the actions that the controller decides upon. */
export const changing =
  (change: (action: Action, snapshot: Snapshot) => Action | undefined): Decide =>
  (snapshot, now) =>
    decide(snapshot, now).flatMap((action) => change(action, snapshot) ?? [])

/** Creates other Pods than it should, and takes them for right afterwards. */
export const creating = (change: (pod: Pod, snapshot: Snapshot) => Pod): Decide =>
  changing((action, snapshot) => {
    if (action.kind === 'repair-pod') return repairing(action, snapshot, change)
    return action.kind === 'create-pod' ? { ...action, pod: change(action.pod, snapshot) } : action
  })

/** A repair without what the mutant takes for right; none where nothing else is to be repaired. */
function repairing(action: Repair, snapshot: Snapshot, change: (pod: Pod, snapshot: Snapshot) => Pod) {
  const present = snapshot.pods.find(({ metadata }) => metadata.uid === action.pod.metadata.uid)
  const isMounted = JSON.stringify(present?.spec.volumes) === JSON.stringify(action.pod.spec.volumes)
  if (isMounted && action.claims.ownersToUpdate.length === 0) return undefined
  return { ...action, pod: change(action.pod, snapshot) }
}

/** The claims of a Pod that it creates are treated otherwise; what such a Pod mounts stays as it is. */
export function preparing(change: (action: Creation, snapshot: Snapshot) => Action): Mutant['rules'] {
  const made = new Set<string>()
  const keyOf = ({ set }: Snapshot, { metadata }: Pod) => `${set.metadata.uid}/${metadata.name}`
  return {
    decide: changing((action, snapshot) => {
      if (action.kind === 'repair-pod' && made.has(keyOf(snapshot, action.pod))) return unmounted(action, snapshot)
      if (action.kind !== 'create-pod') return action
      made.add(keyOf(snapshot, action.pod))
      return change(action, snapshot)
    }),
  }
}

/** A repair of the identity alone. */
function unmounted(action: Repair, snapshot: Snapshot): Action | undefined {
  const present = snapshot.pods.find(({ metadata }) => metadata.uid === action.pod.metadata.uid)
  if (!present || JSON.stringify(present.metadata) === JSON.stringify(action.pod.metadata)) return undefined
  return { ...action, pod: { ...action.pod, spec: present.spec }, claims: { ...action.claims, missing: [] } }
}

/** The actions for another snapshot, with the status of the real one. */
export function misled(snapshot: Snapshot, now: number, mistaken: Snapshot): Action[] {
  const right = decide(snapshot, now)
  if (right.some(isPrecondition)) return right
  const work = decide(mistaken, now).filter(({ kind }) => kind !== 'update-status')
  return [...work, ...right.filter(({ kind }) => kind === 'update-status')]
}

/** Decides as if the snapshot were another; its status is that of the true one. */
export const misleading =
  (mistake: (snapshot: Snapshot, now: number) => Snapshot): Decide =>
  (snapshot, now) =>
    misled(snapshot, now, mistake(snapshot, now))

/** The actions on Pods, claims and revisions, without status and waits. */
export const isWork = ({ kind }: Action): boolean => kind !== 'update-status' && kind !== 'wait'

export const ordinalOf = ({ metadata: { name } }: Pod): number => identityOf(name)?.ordinal ?? -1

export const isInRange = ({ set }: Snapshot, pod: Pod): boolean => inRange(set, ordinalOf(pod))

/** The Pod as if it had been ready for long. */
export function asReady(pod: Pod): Pod {
  const ready = { type: 'Ready', status: 'True', lastTransitionTime: '2000-01-01T00:00:00Z' }
  return { ...pod, status: { ...pod.status, phase: 'Running', conditions: [ready] } }
}

export const ROLL_ALL = { type: 'RollingUpdate', rollingUpdate: { partition: 0 } }
export const ROLL_NONE = { type: 'OnDelete' }

export function removalOf(pod: Pod): Removal {
  return { kind: 'delete-pod', pod, because: 'a mutant' }
}
