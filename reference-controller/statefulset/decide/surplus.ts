import type { Action, StepResult } from './actions.ts'
import { claimWork, onlyOwners } from './claims.ts'
import { availableAt, isAvailable, isRunningAndReady, isTerminating } from './pod-health.ts'
import { slowStart } from './slow-start.ts'
import { type Condemned, isCountedOn, type View } from './view.ts'

/** Marks the claims of all surplus Pods first: a crash between this and the deletion must not leave them unmarked. */
export function surplusClaims(view: View): StepResult {
  const batches = slowStart('surplus claims', view.condemned.length)
  const actions = view.condemned.flatMap(({ ordinal, pod }, index): Action[] => {
    const claims = onlyOwners(claimWork(view.snapshot, ordinal, pod))
    const batch = view.ordered ? undefined : batches[index]
    return claims.ownersToUpdate.length > 0
      ? [{ kind: 'update-claim-owners', pod, claims, ...(batch !== undefined && { batch }) }]
      : []
  })
  return { actions, stop: false }
}

/**
 * Deletes the surplus, highest ordinal first. OrderedReady waits until each Pod is gone, and does not remove a Pod that
 * is unhealthy, since that might delete the last healthy copy next; only the lowest unhealthy Pod of all may be deleted while unhealthy.
 */
export function surplus(view: View): StepResult {
  if (!view.ordered) return allAtOnce(view)
  const [next] = view.condemned
  if (!next) return { actions: [], stop: false }
  const { pod } = next
  const obstacle = isTerminating(pod) ? wait(`${pod.metadata.name} is terminating`) : unhealthy(view, next)
  return { actions: [obstacle ?? removal(next)], stop: true }
}

function allAtOnce({ condemned }: View): StepResult {
  const batches = slowStart('surplus', condemned.length)
  const actions = condemned.flatMap((one, index): Action[] =>
    isTerminating(one.pod) ? [] : [{ ...removal(one), batch: batches[index] ?? '' }],
  )
  return { actions, stop: false }
}

function unhealthy(view: View, { pod }: Condemned): Action | undefined {
  const { minReadySeconds, now } = view
  if (pod === lowestUnhealthy(view)?.pod) return undefined
  if (!isRunningAndReady(pod)) return wait(`${pod.metadata.name} is not Running and Ready`)
  if (isAvailable(pod, minReadySeconds, now)) return undefined
  return wait(`${pod.metadata.name} is not yet available`, availableAt(pod, minReadySeconds))
}

function lowestUnhealthy(view: View) {
  const lowestFirst = [...view.replicas, ...view.condemned.toReversed()]
  return lowestFirst.find(({ pod }) => !isCountedOn(view, pod))
}

function removal({ ordinal, pod }: Condemned): Action & { kind: 'delete-pod' } {
  return { kind: 'delete-pod', pod, because: `ordinal ${ordinal} is not one of the set's` }
}

function wait(because: string, due?: number): Action {
  return { kind: 'wait', because, ...(due !== undefined && { due }) }
}
