import type { Pod } from '../client/index.ts'
import type { Snapshot } from '../statefulset/decide/actions.ts'
import { decide } from '../statefulset/decide/decide.ts'
import { ownPods } from '../statefulset/decide/ownership.ts'
import type { Mutant } from './mutant.ts'

/** What mutants of the status share. */

export type Status = NonNullable<Snapshot['set']['status']>

/**
 * Reports another status than the one that follows from the Pods. The API server has to accept it: it refuses one of
 * which a counter exceeds replicas, or is below zero.
 */
export const reporting = (change: (status: Status, snapshot: Snapshot) => Status): Mutant['rules'] => ({
  decide: (snapshot, now) =>
    decide(asUnreported(snapshot), now).flatMap((action) => {
      if (action.kind !== 'update-status') return action
      const { status, ifFailed } = action
      const wanted = status && change(status, snapshot)
      const wantedIfFailed = ifFailed && change(ifFailed, snapshot)
      return {
        ...{ kind: action.kind },
        // Or it would write the same for ever.
        ...(wanted && !isShown(wanted, snapshot) && { status: wanted }),
        ...(wantedIfFailed && !isShown(wantedIfFailed, snapshot) && { ifFailed: wantedIfFailed }),
      }
    }),
})

/** The controller writes nothing where the status is as it should be; here something else may have to be written. */
function asUnreported(snapshot: Snapshot): Snapshot {
  const { set } = snapshot
  return { ...snapshot, set: { ...set, status: { replicas: 0, ...set.status, observedGeneration: -1 } } }
}

/** The API leaves out counters that are zero. */
export function isShown(status: Status, { set }: Snapshot): boolean {
  const [shown, wanted] = [{ ...set.status }, { ...status }] as Record<string, unknown>[]
  return [...Object.keys(shown ?? {}), ...Object.keys(wanted ?? {})].every(
    (key) => JSON.stringify(shown?.[key] ?? 0) === JSON.stringify(wanted?.[key] ?? 0),
  )
}

export const count = (snapshot: Snapshot, holds: (pod: Pod) => boolean): number =>
  ownPods(snapshot).filter(holds).length

export const replicasOf = ({ set }: Snapshot): number => set.spec.replicas ?? 1
