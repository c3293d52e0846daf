import type { Condition, Pod } from '../../client/index.ts'

export function conditionOf(pod: Pod, type: string): Condition | undefined {
  return pod.status?.conditions?.find((condition) => condition.type === type)
}

export function isTerminating(pod: Pod): boolean {
  return pod.metadata.deletionTimestamp !== undefined
}

/** Succeeded and Failed are final: kubelet never leads a Pod out of them. */
export function hasTerminalPhase(pod: Pod): boolean {
  return pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed'
}

/** True if the containers have ended and the status shows it completely. */
export function isStopped(pod: Pod): boolean {
  if (!hasTerminalPhase(pod) || conditionOf(pod, 'Ready')?.status !== 'False') return false
  const statuses = pod.status?.containerStatuses ?? []
  return statuses.length >= pod.spec.containers.length && statuses.every(({ state }) => state?.terminated !== undefined)
}
