import type { Container, KubeValue, Pod } from '../../client/index.ts'

interface Running {
  startedAt?: string
}

/** The statuses of running containers. */
export function runningContainers(pod: Pod, now: string): KubeValue[] {
  return pod.spec.containers.map((container) => running(pod, container, now))
}

/** The statuses of init containers: done, but for sidecars (restartPolicy Always), which keep running. */
export function startedInitContainers(pod: Pod, now: string): KubeValue[] {
  return (pod.spec.initContainers ?? []).map((container) => {
    if (container.restartPolicy === 'Always') return running(pod, container, now)
    return { ...ended(pod, container, running(pod, container, now), now), ready: true }
  })
}

/** The statuses of containers that have ended: with exit code 0 if they ever ran. */
export function endedContainers(pod: Pod, now: string): KubeValue[] {
  return pod.spec.containers.map((container) => ended(pod, container, statusOf(pod, container), now))
}

function statusOf(pod: Pod, { name }: Container): KubeValue | undefined {
  return pod.status?.containerStatuses?.find((status) => status.name === name)
}

export function running(pod: Pod, container: Container, now: string): KubeValue {
  return { ...base(pod, container), ready: true, started: true, state: { running: { startedAt: now } } }
}

function ended(pod: Pod, container: Container, status: KubeValue | undefined, now: string): KubeValue {
  const state = status?.['state'] as { running?: Running; terminated?: KubeValue } | undefined
  const terminated = state?.terminated ?? (state?.running ? completed(pod, container, state.running, now) : NEVER_RAN)
  return {
    ...base(pod, container),
    ...(status?.['restartCount'] !== undefined && { restartCount: status['restartCount'] }),
    ready: false,
    started: false,
    state: { terminated },
  }
}

function completed(pod: Pod, container: Container, { startedAt }: Running, now: string): KubeValue {
  const times = { ...(startedAt && { startedAt }), finishedAt: now }
  return { exitCode: 0, reason: 'Completed', ...times, containerID: containerId(pod, container) }
}

const NEVER_RAN: KubeValue = {
  exitCode: 137,
  reason: 'ContainerStatusUnknown',
  message: 'The container could not be located when the pod was terminated',
  // Required by the schema, unknown in truth: kubelet writes the zero time as null.
  startedAt: null,
  finishedAt: null,
}

export function base(pod: Pod, container: Container): KubeValue {
  const image = container.image ?? ''
  return {
    name: container.name,
    image,
    imageID: image,
    containerID: containerId(pod, container),
    restartCount: 0,
    lastState: {},
  }
}

export function containerId(pod: Pod, container: Container): string {
  return `simulated://${pod.metadata.uid}/${container.name}`
}
