import type { Action, Snapshot, Verdict } from './actions.ts'
import { history } from './history.ts'
import { ownership } from './ownership.ts'
import { replicas } from './replicas.ts'
import { revisions } from './revisions.ts'
import { rollout } from './rollout.ts'
import { status } from './status.ts'
import { surplus, surplusClaims } from './surplus.ts'
import { type View, viewOf } from './view.ts'

/**
 * What must be settled before the Pods can be judged at all. As long as one of these has something to do, that is
 * all there is to do: the caller carries it out and asks again with the outcome in the snapshot.
 */
const PREMISES: ((snapshot: Snapshot) => Action[])[] = [
  ownership, // first, because whose Pods and revisions they are decides about everything else
  revisions, // then, because a Pod is made from a recorded template only
]

/** The order is the promise: heal, then shrink, then update. */
const CONCERNS: ((view: View) => Verdict)[] = [
  replicas, // a set that is not whole must not lose Pods, neither to scaling nor to an update
  surplusClaims, // the claims of surplus Pods are marked before any of these Pods goes
  surplus, // Pods that shall not be need no update, so they go before it
  rollout, // last: an update can wait, and only a healthy set can bear it
]

/** What to do about a set, given what is known and the time. The same snapshot and time give the same actions. */
export function decide(snapshot: Snapshot, now: number): Action[] {
  for (const premise of PREMISES) {
    const actions = premise(snapshot)
    if (actions.length > 0) return actions
  }
  const view = viewOf(snapshot, now)
  // Observed: the set is being deleted. Its Pods are left to the garbage collector; the status still tells the truth.
  const work = snapshot.set.metadata.deletionTimestamp ? [] : inTurn(view)
  return [...work, ...status(view, work), ...history(view)]
}

function inTurn(view: View): Action[] {
  const actions: Action[] = []
  for (const concern of CONCERNS) {
    const verdict = concern(view)
    actions.push(...verdict.actions)
    if (verdict.stop) break
  }
  return actions
}
