import type { TraceEntry } from '../../observe/trace.ts'

/** What API servers and kubelets write for others than this suite; the names mean the same wherever they stand. */
export const NOISE: readonly string[] = [
  'managedFields',
  'creationTimestamp',
  'lastTransitionTime',
  'lastProbeTime',
  'startTime',
  'containerStatuses',
  'initContainerStatuses',
  'hostIP',
  'hostIPs',
  'podIPs',
  'qosClass',
  'firstTimestamp',
  'lastTimestamp',
  'eventTime',
  'reportingComponent',
  'reportingInstance',
  'PodReadyToStartContainers',
  'Initialized',
  'ContainersReady',
]

/** The entry without the fields, and the conditions, of these names. */
export function withoutNoise(entry: TraceEntry, names: ReadonlySet<string>): TraceEntry {
  if (entry.kind === 'seen') return { ...entry, object: without(entry.object, names) as typeof entry.object }
  return entry.kind === 'action' && entry.body !== undefined ? { ...entry, body: without(entry.body, names) } : entry
}

function without(value: unknown, names: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.filter((item) => !isCondition(item, names)).map((item) => without(item, names))
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([key]) => !names.has(key))
  return Object.fromEntries(kept.map(([key, part]) => [key, without(part, names)]))
}

const isCondition = (item: unknown, names: ReadonlySet<string>): boolean => {
  const { type, status } = (item ?? {}) as { type?: unknown; status?: unknown }
  return typeof type === 'string' && status !== undefined && names.has(type)
}
