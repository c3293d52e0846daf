import type { Pod } from '../../client/objects.ts'

/** The end of a Pod's life: it will never run again. */
export function isTerminal(pod: Pod): boolean {
  return pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded'
}

export function isTerminating(pod: Pod): boolean {
  return pod.metadata.deletionTimestamp !== undefined
}

export function isReady(pod: Pod): boolean {
  return readyCondition(pod)?.status === 'True'
}

export function isRunningAndReady(pod: Pod): boolean {
  return pod.status?.phase === 'Running' && isReady(pod)
}

/** Ready for at least `minReadySeconds` without interruption. */
export function isAvailable(pod: Pod, minReadySeconds: number, now: number): boolean {
  if (!isReady(pod)) return false
  if (minReadySeconds === 0) return true
  const due = availableAt(pod, minReadySeconds)
  return due !== undefined && due <= now
}

/** The time at which a Ready Pod becomes (or became) available; unknown if the condition has no transition time. */
export function availableAt(pod: Pod, minReadySeconds: number): number | undefined {
  const since = readyCondition(pod)?.lastTransitionTime
  return isReady(pod) && since ? Date.parse(since) + minReadySeconds * 1000 : undefined
}

function readyCondition(pod: Pod) {
  return pod.status?.conditions?.find((condition) => condition.type === 'Ready')
}
