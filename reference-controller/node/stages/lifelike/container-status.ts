import type { Container, KubeValue, Pod } from '../../../client/index.ts'
import { conditionPatch, type Finding } from '../condition.ts'
import { base, running } from '../containers.ts'

type State = { running?: { startedAt?: string }; waiting?: { reason?: string }; terminated?: object }

/** What a container is doing, as the Pod's status tells; undefined before it tells anything. */
export function stateOf(pod: Pod, { name }: Container): State | undefined {
  return statusOf(pod, name)?.['state'] as State | undefined
}

export const restartsOf = (pod: Pod, { name }: Container): number => Number(statusOf(pod, name)?.['restartCount'] ?? 0)

export const isWaitingFor = (pod: Pod, container: Container, reason: string): boolean =>
  stateOf(pod, container)?.waiting?.reason === reason

/** The status of a container that waits. */
export function waiting(pod: Pod, container: Container, why: { reason: string; message?: string }): KubeValue {
  const { containerID: _, ...status } = base(pod, container) as Record<string, KubeValue>
  return {
    ...status,
    ...{ imageID: '', restartCount: restartsOf(pod, container), ready: false, started: false },
    state: { waiting: why },
  }
}

/** The status of a container that was started once more. */
export const restarted = (pod: Pod, container: Container, now: string): KubeValue => ({
  ...(running(pod, container, now) as Record<string, KubeValue>),
  restartCount: restartsOf(pod, container) + 1,
  lastState: (statusOf(pod, container.name)?.['lastState'] ?? {}) as KubeValue,
})

/** The conditions of a Pod some of whose containers are not ready, in the words of kubelet. */
export function unreadyConditions(pod: Pod, unready: readonly Container[], now: string): KubeValue[] {
  const names = unready.map(({ name }) => name).join(' ')
  const finding: Finding = {
    status: 'False',
    reason: 'ContainersNotReady',
    message: `containers with unready status: [${names}]`,
  }
  return [conditionPatch(pod, 'Ready', finding, now), conditionPatch(pod, 'ContainersReady', finding, now)]
}

export const areReady = (pod: Pod): boolean => (pod.status?.containerStatuses ?? []).every(({ ready }) => ready)

function statusOf(pod: Pod, name: string): Record<string, unknown> | undefined {
  return pod.status?.containerStatuses?.find((status) => status.name === name) as Record<string, unknown> | undefined
}

/** The list of statuses with some replaced: a patch of the list replaces it as a whole. */
export function replaced(pod: Pod, changed: readonly KubeValue[]): KubeValue[] {
  const byName = new Map(changed.map((status) => [(status as { name: string }).name, status]))
  return (pod.status?.containerStatuses ?? []).map(
    (status) => byName.get(status.name) ?? (status as unknown as KubeValue),
  )
}
