import type { Action, Snapshot, StepResult } from './actions.ts'
import { history } from './history.ts'
import { ownership } from './ownership.ts'
import { recreate } from './recreate.ts'
import { replicas } from './replicas.ts'
import { revisions } from './revisions.ts'
import { rollout } from './rollout.ts'
import { status } from './status.ts'
import { surplus, surplusClaims } from './surplus.ts'
import { type View, viewOf } from './view.ts'

/**
 * Steps that come before any decision about Pods. If one of them returns actions, `decide` returns only these: the caller
 * carries them out and calls `decide` again with the outcome in the snapshot.
 */
const PRECONDITIONS: ((snapshot: Snapshot) => Action[])[] = [
  ownership, // first, because whose Pods and revisions they are decides about everything else
  revisions, // then, because a Pod is made from a recorded template only
]

/** The order is the promise: heal, then shrink, then update. A Recreate is the exception: it comes before all. */
const ORDERED_STEPS: ((view: View) => StepResult)[] = [
  recreate, // no Pod is created beside one of another revision
  replicas, // a set that is not whole must not lose Pods, neither to scaling nor to an update
  surplusClaims, // the claims of surplus Pods get their owners before any of these Pods is deleted
  surplus, // surplus Pods need no update, so they are deleted before it
  rollout, // last: an update can wait, and only a healthy set can bear it
]

/**
 * Nothing waits for anything, but a creation that is refused ends the sync. It may be the surplus that leaves no room for
 * it, so that the surplus is deleted first (https://github.com/kubernetes/kubernetes/issues/140858).
 */
const PARALLEL_STEPS = [recreate, surplusClaims, surplus, replicas, rollout]

/** Returns the actions for a set. The same snapshot and time give the same actions. */
export function decide(snapshot: Snapshot, now: number): Action[] {
  for (const precondition of PRECONDITIONS) {
    const actions = precondition(snapshot)
    if (actions.length > 0) return actions
  }
  const view = viewOf(snapshot, now)
  // Observed: the set is being deleted. The garbage collector deletes its Pods; the status is still updated.
  const work = snapshot.set.metadata.deletionTimestamp ? [] : inTurn(view)
  return [...work, ...status(view, work), ...history(view)]
}

function inTurn(view: View): Action[] {
  const actions: Action[] = []
  for (const step of view.ordered ? ORDERED_STEPS : PARALLEL_STEPS) {
    const result = step(view)
    actions.push(...result.actions)
    if (result.stop) break
  }
  return actions
}
