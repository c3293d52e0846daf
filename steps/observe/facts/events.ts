import type { KubeObject } from '../../client/index.ts'
import type { Recorded } from '../trace.ts'
import { ordinalOf, rangeOf, setNameOf } from './pods.ts'

interface RecordedEvent {
  readonly seq: number
  readonly name: string
  readonly type: string
  readonly reason: string
  readonly message: string
  /** How often it was recorded: the same event again counts up. */
  readonly count: number
}

interface EventObject extends KubeObject {
  readonly involvedObject?: { readonly kind?: string; readonly uid?: string }
  readonly reason?: string
  readonly message?: string
  readonly type?: string
  readonly count?: number
}

/** The events recorded about the object of that kind and uid, oldest first: another of the same name may come later. */
export function eventsAbout(
  { entries }: Recorded,
  about: { readonly kind: string; readonly uid: string },
): RecordedEvent[] {
  return entries.flatMap((entry) => {
    if (entry.kind !== 'seen' || entry.resource !== 'events' || entry.type === 'DELETED') return []
    const { metadata, involvedObject, reason = '', message = '', type = '', count = 1 } = entry.object as EventObject
    if (involvedObject?.kind !== about.kind || involvedObject.uid !== about.uid) return []
    return [{ seq: entry.seq, name: metadata.name, type, reason, message, count }]
  })
}

/** True if a request of a controller was refused, as far as is known: it tries again, later and later. */
export const wasRefused = (trace: Recorded, workload: string): boolean =>
  trace.entries.some(
    (entry) => entry.kind === 'seen' && entry.resource === 'events' && /^Failed/.test(String(entry.object['reason'])),
  ) || wasNameTaken(trace, workload)

/** True if, at some moment of rest, the name of a Pod that a workload asks for was taken: that is refused without an event. */
function wasNameTaken(trace: Recorded, workload: string): boolean {
  return trace.entries.some(({ kind, seq }) => {
    if (kind !== 'settled') return false
    const pods = trace.objects('pods', seq)
    return trace
      .objects(workload, seq)
      .some((set) => pods.some((pod) => isInRange(pod, set) && !isControlled(pod, set)))
  })
}

function isInRange({ metadata: { name } }: KubeObject, set: KubeObject): boolean {
  const { start, end } = rangeOf(set)
  const ordinal = ordinalOf(name) ?? -1
  return setNameOf(name) === set.metadata.name && ordinal >= start && ordinal < end
}

const isControlled = ({ metadata }: KubeObject, set: KubeObject): boolean =>
  metadata.ownerReferences?.some(({ controller, uid }) => controller && uid === set.metadata.uid) ?? false
