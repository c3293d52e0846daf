import type { StepResult } from './actions.ts'
import { revisionOf } from './identity.ts'
import { updateWithinBudget } from './max-unavailable.ts'
import { availableAt, isTerminal, isTerminating } from './pod-health.ts'
import { isRecreate } from './recreate.ts'
import { isCountedOn, type View } from './view.ts'

/**
 * Pods of another revision are replaced, highest ordinal first, one at a time: the step is to delete the Pod, since
 * the place is then filled with the right template. It comes last, so scaling and healing take precedence.
 */
export function rollout(view: View): StepResult {
  const { updateStrategy } = view.snapshot.set.spec
  // Observed: the user deletes Pods by hand, when it suits.
  if (updateStrategy?.type === 'OnDelete') return { actions: [], stop: true }
  // Observed: Pods of other revisions were all deleted before anything else was done.
  if (isRecreate(view)) return { actions: [], stop: true }
  if (view.snapshot.features?.maxUnavailable) return updateWithinBudget(view)

  const partition = updateStrategy?.rollingUpdate?.partition ?? 0
  for (const { pod, name } of view.replicas.slice(partition).toReversed()) {
    // Observed: the ordinal has no Pod (a Parallel set is just creating it).
    if (!pod) return { actions: [{ kind: 'wait', because: `${name} does not exist yet` }], stop: true }
    // Observed: the Pod has ended (and a Parallel set has just deleted it for that).
    if (isTerminal(pod)) return { actions: [{ kind: 'wait', because: `${name} has ended` }], stop: true }
    if (revisionOf(pod) !== view.update?.metadata.name && !isTerminating(pod)) {
      return { actions: [{ kind: 'delete-pod', pod, because: `${name} has another revision` }], stop: true }
    }
    // Observed: the replacement cannot be counted on yet. Going on would take away a second Pod.
    if (!isCountedOn(view, pod)) {
      const due = isTerminating(pod) ? undefined : availableAt(pod, view.minReadySeconds)
      const because = `${name} is not yet available after its update`
      return { actions: [{ kind: 'wait', because, ...(due !== undefined && { due }) }], stop: true }
    }
  }
  return { actions: [], stop: false }
}
