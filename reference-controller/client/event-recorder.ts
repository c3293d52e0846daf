import type { Clock } from '../clock.ts'
import type { Ids } from '../ids.ts'
import { timestamp } from '../timestamp.ts'
import type { ApiClient } from './api-client.ts'
import type { EventObject, KubeObject } from './objects.ts'
import { events } from './resources.ts'

export interface EventRecorder {
  /** Writes an Event about an object, soon. Events are best effort: none is worth failing a sync for. */
  record(about: KubeObject, type: ObjectType, event: NewEvent): void
  /** Resolves when all events recorded so far are written. */
  flushed(): Promise<void>
}

type ObjectType = { apiVersion: string; kind: string }
/** What an Event says. */
export type NewEvent = { type: string; reason: string; message: string }

// client-go's limits: https://pkg.go.dev/k8s.io/client-go/tools/record#EventCorrelator
const SIMILAR_BEFORE_COMBINED = 10
const SIMILAR_WINDOW = 600_000
const BURST_PER_OBJECT = 25
const REFILL = 300_000
const REMEMBERED = 4096

/**
 * Records Events as client-go does: the same message again counts up, from the tenth different message of one kind
 * on they are combined, and after 25 per object one is let through every five minutes.
 */
export function eventRecorder(client: ApiClient, clock: Clock, ids: Ids, component: string): EventRecorder {
  const allowed = budget(clock)
  const combined = combiner(clock)
  const written = remembering<{ name: string; count: number }>()
  // Per object one after the other: the count of an event is known only once it has been written.
  const tails = new Map<string, Promise<void>>()

  async function write(about: KubeObject, type: ObjectType, event: NewEvent, key: string) {
    const namespace = about.metadata.namespace ?? 'default'
    const time = timestamp(clock)
    const earlier = written.get(key)
    if (earlier) {
      const body = { count: earlier.count + 1, message: event.message, lastTimestamp: time }
      await client.patch(events, namespace, earlier.name, { type: 'strategic', body })
      written.set(key, { ...earlier, count: earlier.count + 1 })
      return
    }
    const name = `${about.metadata.name}.${ids.uid().replaceAll('-', '').slice(-16)}`
    await client.create<EventObject>(events, namespace, {
      ...{ apiVersion: 'v1', kind: 'Event', metadata: { name, namespace } },
      involvedObject: referenceTo(about, type),
      ...event,
      ...{ source: { component }, count: 1, firstTimestamp: time, lastTimestamp: time },
      // client-go drops the reporting component where it combines events.
      ...{ reportingComponent: key.endsWith(event.message) ? component : '', reportingInstance: '' },
    })
    written.set(key, { name, count: 1 })
  }

  return {
    record(about, type, event) {
      const uid = about.metadata.uid ?? ''
      const kind = [uid, event.type, event.reason].join('/')
      const isCombined = combined(kind, event.message)
      if (!allowed(uid)) return
      const recorded = isCombined ? { ...event, message: `(combined from similar events): ${event.message}` } : event
      const key = isCombined ? kind : `${kind}/${event.message}`
      const tail = (tails.get(uid) ?? Promise.resolve())
        .then(() => write(about, type, recorded, key))
        .catch(() => undefined)
        .then(() => {
          if (tails.get(uid) === tail) tails.delete(uid)
        })
      tails.set(uid, tail)
    },
    flushed: async () => {
      await Promise.all(tails.values())
    },
  }
}

function referenceTo({ metadata }: KubeObject, { apiVersion, kind }: ObjectType): EventObject['involvedObject'] {
  const { namespace, name, uid, resourceVersion } = metadata
  return {
    kind,
    ...(namespace && { namespace }),
    name,
    ...(uid && { uid }),
    apiVersion,
    ...(resourceVersion && { resourceVersion }),
  }
}

function combiner(clock: Clock): (kind: string, message: string) => boolean {
  const seen = remembering<{ messages: Set<string>; at: number }>()
  return (kind, message) => {
    const known = seen.get(kind)
    const recent = known && clock.now() - known.at <= SIMILAR_WINDOW ? known : { messages: new Set<string>(), at: 0 }
    recent.at = clock.now()
    seen.set(kind, recent)
    // A message that was recorded alone stays alone; only later ones are combined.
    if (recent.messages.has(message)) return false
    if (recent.messages.size === SIMILAR_BEFORE_COMBINED - 1) return true
    recent.messages.add(message)
    return false
  }
}

function budget(clock: Clock): (uid: string) => boolean {
  const tokens = remembering<{ left: number; at: number }>()
  return (uid) => {
    const { left, at } = tokens.get(uid) ?? { left: BURST_PER_OBJECT, at: clock.now() }
    const now = Math.min(BURST_PER_OBJECT, left + (clock.now() - at) / REFILL)
    tokens.set(uid, { left: now >= 1 ? now - 1 : now, at: clock.now() })
    return now >= 1
  }
}

/** A map that forgets what was set longest ago. */
function remembering<T>() {
  const entries = new Map<string, T>()
  return {
    get: (key: string) => entries.get(key),
    set(key: string, value: T) {
      entries.delete(key)
      entries.set(key, value)
      const [oldest] = entries.keys()
      if (entries.size > REMEMBERED && oldest !== undefined) entries.delete(oldest)
    },
  }
}
