import { isHealthy, podEvents, podsBefore } from '../../observe/facts/pods.ts'
import type { Recorded } from '../../observe/trace.ts'

/**
 * True if the Pod of that name was healthy at any moment from entry `from` up to entry `to`: what the controller saw
 * of it may be a moment old. All Pods come from one ordered stream.
 */
export function wasHealthy(trace: Recorded, name: string, from: number, to: number): boolean {
  const before = podsBefore(trace, Math.max(from, 0)).get(name)
  if (before && isHealthy(before)) return true
  return podEvents(trace, Math.max(from, 0)).some(
    ({ seq, type, object }) => seq < to && type !== 'DELETED' && object.metadata.name === name && isHealthy(object),
  )
}

/** True if there was a Pod of that name at any moment from entry `from` up to entry `to`. */
export const existed = (trace: Recorded, name: string, from: number, to: number): boolean =>
  podsBefore(trace, Math.max(from, 0)).has(name) ||
  podEvents(trace, Math.max(from, 0)).some(({ seq, object }) => seq < to && object.metadata.name === name)
