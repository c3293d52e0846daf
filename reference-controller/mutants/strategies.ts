import type { Pod } from '../client/objects.ts'
import type { Action, Snapshot } from '../statefulset/decide/actions.ts'
import { decide } from '../statefulset/decide/decide.ts'
import { REVISION_LABEL, revisionOf } from '../statefulset/decide/identity.ts'
import { ownPods } from '../statefulset/decide/ownership.ts'
import { isTerminal, isTerminating } from '../statefulset/decide/pod-health.ts'
import { chosenRevisions } from '../statefulset/decide/revisions.ts'
import { type Creation, isInRange, type Mutant, ordinalOf, ROLL_ALL, withSpec } from './mutant.ts'

/** What mutants of updates share: other strategies, and Pods of other revisions. */

export type Strategy = NonNullable<Snapshot['set']['spec']['updateStrategy']>

/** A partition that no set reaches. */
export const PROTECT_ALL: Strategy = { type: 'RollingUpdate', rollingUpdate: { partition: 2 ** 30 } }

export const strategyOf = ({ set }: Snapshot): Strategy => set.spec.updateStrategy ?? ROLL_ALL

export const partitionOf = (snapshot: Snapshot): number => strategyOf(snapshot).rollingUpdate?.partition ?? 0

/** Follows another strategy than the one that the set asks for. */
export const following = (other: (strategy: Strategy, snapshot: Snapshot) => Strategy): Mutant['rules'] => ({
  decide: (snapshot, now) => decide(withSpec(snapshot, { updateStrategy: other(strategyOf(snapshot), snapshot) }), now),
})

/** Creates Pods as another strategy would have it, and does everything else as it should. */
export const creatingBy = (
  other: (strategy: Strategy, snapshot: Snapshot, action: Creation) => Strategy,
): Mutant['rules'] => ({
  decide: (snapshot, now) =>
    decide(snapshot, now).map((action) => {
      if (action.kind !== 'create-pod') return action
      const updateStrategy = other(strategyOf(snapshot), snapshot, action)
      return creationOf(action.pod.metadata.name, withSpec(snapshot, { updateStrategy }), now) ?? action
    }),
})

const creationOf = (name: string, snapshot: Snapshot, now: number): Action | undefined =>
  decide(snapshot, now).find((action) => action.kind === 'create-pod' && action.pod.metadata.name === name)

/** Creates a Pod again from the revision that `choose` names, given the last Pod of its name. */
export function recreating(choose: (lost: Pod, snapshot: Snapshot) => string | undefined): Mutant['rules'] {
  const known = new Map<string, Pod>()
  return {
    decide(snapshot, now) {
      const key = (name: string) => `${snapshot.set.metadata.uid}/${name}`
      for (const pod of ownPods(snapshot)) if (!isTerminating(pod)) known.set(key(pod.metadata.name), pod)
      return decide(snapshot, now).map((action) => {
        const lost = action.kind === 'create-pod' ? known.get(key(action.pod.metadata.name)) : undefined
        const currentRevision = lost && choose(lost, snapshot)
        if (!currentRevision) return action
        const status = { replicas: 0, ...snapshot.set.status, currentRevision }
        const mistaken = withSpec({ ...snapshot, set: { ...snapshot.set, status } }, { updateStrategy: PROTECT_ALL })
        return creationOf(lost.metadata.name, mistaken, now) ?? action
      })
    },
  }
}

/** The strategy that the set had when its template changed, where `concerns` says so of the present one. */
export function latched(concerns: (strategy: Strategy) => boolean) {
  const known = new Map<string, Strategy>()
  return (strategy: Strategy, snapshot: Snapshot): Strategy => {
    const key = `${snapshot.set.metadata.uid} ${chosenRevisions(snapshot).update?.metadata.name}`
    if (!known.has(key)) known.set(key, strategy)
    return concerns(strategy) ? (known.get(key) ?? strategy) : strategy
  }
}

/** True if a Pod in range is deleted although it has not ended. */
export const isUpdate = (snapshot: Snapshot, action: Action): boolean =>
  action.kind === 'delete-pod' && isInRange(snapshot, action.pod) && !isTerminal(action.pod)

/** The Pods in range of other revisions than the newest, the highest first. */
export function stalePods(snapshot: Snapshot): Pod[] {
  const update = chosenRevisions(snapshot).update?.metadata.name
  return ownPods(snapshot)
    .filter((pod) => isInRange(snapshot, pod) && !isTerminal(pod) && !isTerminating(pod) && revisionOf(pod) !== update)
    .toSorted((a, b) => ordinalOf(b) - ordinalOf(a))
}

/** The Pod as if it were of the update revision. */
export function asUpdated(snapshot: Snapshot, pod: Pod): Pod {
  const labels = { ...pod.metadata.labels, [REVISION_LABEL]: chosenRevisions(snapshot).update?.metadata.name ?? '' }
  return { ...pod, metadata: { ...pod.metadata, labels } }
}
