import type { Pod } from '../../client/objects.ts'
import type { Action, StepResult } from './actions.ts'
import { revisionOf } from './identity.ts'
import { replicaCount } from './ordinals.ts'
import { isTerminal, isTerminating } from './pod-health.ts'
import { isCountedOn, type Replica, type View } from './view.ts'

/**
 * A rolling update of several Pods at a time. Every Pod in range that cannot be counted on uses up a part of the
 * budget, whatever its revision and whichever side of the partition it is on; the rest is spent from the highest
 * ordinal down.
 */
export function updateWithinBudget(view: View): StepResult {
  const unavailable = view.replicas.filter(({ pod }) => !isCountedOn(view, pod)).length
  const budget = Math.max(0, maxUnavailable(view) - unavailable)
  const stale = stalePods(view)
  // Observed: the Pod of a Parallel set is down already. To replace it costs nothing, and may be what repairs it.
  // Upstream does so from 1.37 on; before, a broken update was stuck: https://github.com/kubernetes/kubernetes/pull/137666
  const isFree = (pod: Pod) => !view.ordered && !isCountedOn(view, pod)
  const chosen = [...stale.filter(isFree), ...stale.filter((pod) => !isFree(pod)).slice(0, budget)]
  const actions = chosen.map(
    (pod): Action => ({ kind: 'delete-pod', pod, because: `${pod.metadata.name} has another revision` }),
  )
  // Observed: as many Pods are unavailable as may be.
  if (actions.length === 0 && stale.length > 0) return waiting(unavailable)
  return { actions, stop: actions.length > 0 }
}

/** The Pods to update, the highest ordinal first. */
function stalePods(view: View): Pod[] {
  const partition = view.snapshot.set.spec.updateStrategy?.rollingUpdate?.partition ?? 0
  return view.replicas
    .slice(partition)
    .toReversed()
    .flatMap(({ pod }: Replica) => (pod && isStale(view, pod) ? [pod] : []))
}

// A Pod that has ended has been deleted by an earlier step of the same decision.
const isStale = ({ update }: View, pod: Pod): boolean =>
  revisionOf(pod) !== update?.metadata.name && !isTerminating(pod) && !isTerminal(pod)

/** A percentage is of the replicas and rounded down, but one Pod may always be updated. */
function maxUnavailable({ snapshot: { set } }: View): number {
  const given = set.spec.updateStrategy?.rollingUpdate?.maxUnavailable ?? 1
  const number =
    typeof given === 'number' ? given : Math.floor((replicaCount(set) * Number.parseInt(String(given), 10)) / 100)
  return Math.max(1, number)
}

const waiting = (unavailable: number): StepResult => ({
  actions: [{ kind: 'wait', because: `${unavailable} Pods are unavailable, which maxUnavailable does not exceed` }],
  stop: true,
})
