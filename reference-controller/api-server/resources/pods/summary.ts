import type { KubeObject } from '../definition.ts'

/** The fields of a Pod that its table shows. */
export interface SeenPod extends KubeObject {
  spec?: {
    nodeName?: string
    containers?: { name: string }[]
    initContainers?: { name: string; restartPolicy?: string }[]
    readinessGates?: { conditionType: string }[]
  }
  status?: {
    phase?: string
    reason?: string
    conditions?: { type: string; status: string; reason?: string }[]
    podIPs?: { ip?: string }[]
    nominatedNodeName?: string
    containerStatuses?: ContainerStatus[]
    initContainerStatuses?: ContainerStatus[]
  }
}

interface Terminated {
  exitCode?: number
  signal?: number
  reason?: string
  finishedAt?: string
}

interface ContainerStatus {
  name: string
  ready?: boolean
  started?: boolean
  restartCount?: number
  state?: { waiting?: { reason?: string }; running?: object; terminated?: Terminated }
  lastState?: { terminated?: Terminated }
}

export interface PodSummary {
  ready: number
  total: number
  /** The reason of the Pod's state, in one word. */
  reason: string
  restarts: number
  lastRestart: string | undefined
}

/** A Pod in one line, with the reason why it does not run. */
export function podSummary(pod: SeenPod): PodSummary {
  const inits = pod.status?.initContainerStatuses ?? []
  const sidecars = new Set(sidecarsOf(pod))
  const begun = initialization(pod, sidecars)
  const total = (pod.spec?.containers?.length ?? 0) + sidecars.size
  const initialized = condition(pod, 'Initialized')?.status === 'True'
  if (begun.pending !== undefined && !initialized) {
    const reason = overridden(pod, begun.pending)
    return { ready: begun.ready, total, reason, restarts: sum(inits), lastRestart: latest(inits) }
  }
  const counted = [...inits.filter(({ name }) => sidecars.has(name)), ...(pod.status?.containerStatuses ?? [])]
  const running = (pod.status?.containerStatuses ?? []).filter(isRunning).length
  const reason = overridden(pod, mainReason(pod, begun.pending ?? phaseReason(pod)))
  return { ready: begun.ready + running, total, reason, restarts: sum(counted), lastRestart: latest(counted) }
}

function sidecarsOf({ spec }: SeenPod): string[] {
  return (spec?.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always').map(({ name }) => name)
}

function phaseReason(pod: SeenPod): string {
  const gated = pod.status?.conditions?.some((it) => it.type === 'PodScheduled' && it.reason === 'SchedulingGated')
  return gated ? 'SchedulingGated' : pod.status?.reason || pod.status?.phase || ''
}

/** The progress of the init containers; `pending` is the reason why they are not done. */
function initialization(pod: SeenPod, sidecars: ReadonlySet<string>): { ready: number; pending?: string } {
  let ready = 0
  for (const [index, status] of (pod.status?.initContainerStatuses ?? []).entries()) {
    const { terminated, waiting } = status.state ?? {}
    if (terminated && !terminated.exitCode) continue
    if (sidecars.has(status.name) && status.started) {
      if (status.ready) ready++
      continue
    }
    if (terminated) return { ready, pending: `Init:${endOf(terminated)}` }
    if (waiting?.reason && waiting.reason !== 'PodInitializing') return { ready, pending: `Init:${waiting.reason}` }
    return { ready, pending: `Init:${index}/${pod.spec?.initContainers?.length ?? 0}` }
  }
  return { ready }
}

const endOf = ({ reason, signal, exitCode = 0 }: Terminated) =>
  reason || (signal ? `Signal:${signal}` : `ExitCode:${exitCode}`)

const isRunning = ({ ready, state }: ContainerStatus) =>
  ready === true && state?.running !== undefined && state.terminated === undefined && !state.waiting?.reason

/** The reason of the first container that has one. */
function mainReason(pod: SeenPod, phase: string): string {
  const statuses = pod.status?.containerStatuses ?? []
  const speaking = statuses.find(({ state }) => state?.waiting?.reason || state?.terminated)
  const { waiting, terminated } = speaking?.state ?? {}
  const reason = waiting?.reason || (terminated ? endOf(terminated) : phase)
  if (reason !== 'Completed') return reason
  // It has not completed while others still run.
  const hasRunning = statuses.some(isRunning)
  if (hasRunning && condition(pod, 'Ready')?.status === 'True') return 'Running'
  const failed = statuses.find(({ state }) => !state?.waiting?.reason && state?.terminated?.exitCode)
  if (failed?.state?.terminated) return endOf(failed.state.terminated)
  return hasRunning ? 'NotReady' : reason
}

/** A Pod that is being deleted is Terminating, whatever its containers are. */
function overridden({ metadata, status }: SeenPod, reason: string): string {
  if (!metadata.deletionTimestamp) return reason
  if (status?.reason === 'NodeLost') return 'Unknown'
  return status?.phase === 'Succeeded' || status?.phase === 'Failed' ? reason : 'Terminating'
}

function condition({ status }: SeenPod, wanted: string) {
  return status?.conditions?.find(({ type }) => type === wanted)
}

function sum(statuses: readonly ContainerStatus[]): number {
  return statuses.reduce((count, { restartCount = 0 }) => count + restartCount, 0)
}

function latest(statuses: readonly ContainerStatus[]): string | undefined {
  return statuses
    .flatMap(({ lastState }) => lastState?.terminated?.finishedAt ?? [])
    .sort()
    .at(-1)
}
