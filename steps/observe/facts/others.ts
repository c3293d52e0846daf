import type { Endpoint, KubeObject } from '../../client/index.ts'
import type { Recorded } from '../trace.ts'

/** Reasons of the events recorded about an object from entry `from` on. */
export function eventAbout(trace: Recorded, name: string, from: number): string[] {
  return trace.entries.slice(from).flatMap((entry) => {
    if (entry.kind !== 'seen' || entry.resource !== 'events') return []
    const { involvedObject, reason } = entry.object as KubeObject & {
      involvedObject?: { name?: string }
      reason?: string
    }
    return involvedObject?.name === name && reason ? [reason] : []
  })
}

/** Messages of the events of that reason about an object, in the whole trace. */
export function messagesAbout(trace: Recorded, name: string, reason: string): string[] {
  return trace.entries.flatMap((entry) => {
    if (entry.kind !== 'seen' || entry.resource !== 'events') return []
    const event = entry.object as KubeObject & { involvedObject?: { name?: string }; reason?: string; message?: string }
    return event.involvedObject?.name === name && event.reason === reason ? [event.message ?? ''] : []
  })
}

/** Names of the Pods behind a Service, by its EndpointSlices. */
export function reachedBy(trace: Recorded, service: string): string[] {
  return trace
    .objects('endpointslices')
    .filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === service)
    .flatMap((slice) =>
      ((slice['endpoints'] as Endpoint[] | undefined) ?? []).flatMap(({ targetRef }) => targetRef?.name ?? []),
    )
}

/** Whether a controller has said that a request of its own was refused: it tries again, later and later. */
export const wasRefused = ({ entries }: Recorded): boolean =>
  entries.some(
    (entry) => entry.kind === 'seen' && entry.resource === 'events' && /^Failed/.test(String(entry.object['reason'])),
  )
