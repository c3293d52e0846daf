import type { KubeValue, Pod } from '../../client/index.ts'
import { conditionOf } from './pod-state.ts'

export interface Finding {
  status: 'True' | 'False'
  reason?: string
  message?: string
}

/**
 * A condition for a strategic merge patch: the time of transition is kept unless the status changes, and a reason or
 * message that no longer holds is removed by name, because a merge would keep it.
 */
export function conditionPatch(pod: Pod, type: string, finding: Finding, now: string): KubeValue {
  const old = conditionOf(pod, type)
  const same = old?.status === finding.status
  return {
    type,
    ...finding,
    ...(old?.reason && !finding.reason && { reason: null }),
    ...(old?.message && !finding.message && { message: null }),
    lastTransitionTime: same ? (old.lastTransitionTime ?? now) : now,
    // Pods have had a generation since 1.33; kubelet reports the one that it has observed.
    ...(pod.metadata.generation !== undefined && { observedGeneration: pod.metadata.generation }),
  }
}

/** True if the Pod already has the condition. */
export function conditionHolds(pod: Pod, type: string, finding: Finding): boolean {
  const old = conditionOf(pod, type)
  return (
    old?.status === finding.status &&
    (old.reason ?? '') === (finding.reason ?? '') &&
    (old.message ?? '') === (finding.message ?? '')
  )
}
