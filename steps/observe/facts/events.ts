import type { KubeObject } from '../../client/index.ts'
import type { Recorded } from '../trace.ts'

interface RecordedEvent {
  readonly seq: number
  readonly reason: string
  readonly message: string
}

interface EventObject extends KubeObject {
  readonly involvedObject?: { readonly kind?: string; readonly uid?: string }
  readonly reason?: string
  readonly message?: string
}

/** The events recorded about the object of that kind and uid, oldest first: another of the same name may come later. */
export function eventsAbout(
  { entries }: Recorded,
  about: { readonly kind: string; readonly uid: string },
): RecordedEvent[] {
  return entries.flatMap((entry) => {
    if (entry.kind !== 'seen' || entry.resource !== 'events' || entry.type === 'DELETED') return []
    const { involvedObject, reason = '', message = '' } = entry.object as EventObject
    if (involvedObject?.kind !== about.kind || involvedObject.uid !== about.uid) return []
    return [{ seq: entry.seq, reason, message }]
  })
}

/** True if a controller has said that a request of its own was refused: it tries again, later and later. */
export const wasRefused = ({ entries }: Recorded): boolean =>
  entries.some(
    (entry) => entry.kind === 'seen' && entry.resource === 'events' && /^Failed/.test(String(entry.object['reason'])),
  )
