import { canonicalObject, type KubeObject, type ResourceDefinition } from '../../resources/index.ts'
import { type Change, CompactedError } from '../../store/index.ts'
import {
  booleanParameter,
  checkListOptions,
  eventOf,
  expired,
  failure,
  folderOf,
  integerParameter,
  parsedRevision,
  type ResourceRequest,
  type Response,
  type Selector,
  type Sink,
  type Stored,
  type StreamEvent,
  selectorOf,
  streamEvent,
  syntaxError,
  untranslated,
} from '../request/index.ts'

// As often as upstream: https://kubernetes.io/docs/reference/using-api/api-concepts/#watch-bookmarks
const BOOKMARK_EVERY = 60_000

/** Sends every change of the selected objects, one JSON text a line, until the client disconnects. */
export function watch(request: ResourceRequest): Response {
  checkListOptions(request.query, true)
  const selects = selectorOf(request) ?? (() => true)
  const revision = askedStart(request.query)
  return { kind: 'stream', start: (sink) => follow(request, { selects, revision, sink }) }
}

interface Following {
  selects: Selector
  revision: number
  sink: Sink
}

function follow(request: ResourceRequest, following: Following): void {
  const { cluster, definition, namespace, query } = request
  const { sink, selects } = following
  const since = initialEvents(request, following)
  try {
    const stop = cluster.store.watch(folderOf(definition, namespace), since, (change) => {
      const event = seenAs(change, selects)
      if (event) sink.write(event)
    })
    sink.onClose(stop)
    endWhenRetired(definition, sink)
  } catch (cause) {
    if (!(cause instanceof CompactedError)) throw cause
    const status = failure(expired(`too old resource version: ${cause.requested} (${cause.oldest})`))
    sink.write(streamEvent({ type: 'ERROR', object: status }))
    sink.end()
    return
  }
  if (booleanParameter(query, 'allowWatchBookmarks')) repeatBookmarks(request, sink)
  const seconds = integerParameter(query, 'timeoutSeconds')
  if (seconds && seconds > 0) sink.onClose(cluster.clock.after(seconds * 1000, () => sink.end()))
}

/** Ends the watches of a custom kind when it is no longer served, or is served in another way. */
function endWhenRetired({ custom }: ResourceDefinition, sink: Sink): void {
  if (!custom) return
  const end = () => sink.end()
  custom.retired.addEventListener('abort', end)
  sink.onClose(() => custom.retired.removeEventListener('abort', end))
}

/** Without a revision to start from, a watch begins with the existing objects. Returns the revision to continue from. */
function initialEvents(request: ResourceRequest, { revision, selects, sink }: Following): number {
  const { cluster, definition, namespace, query } = request
  const asked = booleanParameter(query, 'sendInitialEvents')
  const wanted = asked ?? revision === 0
  if (!wanted) return revision === 0 ? cluster.store.revision() : revision
  const page = cluster.store.list(folderOf(definition, namespace))
  for (const entry of page.entries) if (selects(entry.value)) sink.write(eventOf('ADDED', entry))
  if (asked && booleanParameter(query, 'allowWatchBookmarks')) {
    sink.write(bookmark(request, { 'k8s.io/initial-events-end': 'true' }))
  }
  return page.revision
}

/** An object that the selector no longer selects after a change is deleted for this watcher, and the reverse. */
function seenAs({ type, entry, previous }: Change<KubeObject>, selects: Selector): StreamEvent | undefined {
  const before = previous !== undefined && selects(previous.value)
  if (type === 'delete') return before ? eventOf('DELETED', entry) : undefined
  const now = selects(entry.value)
  if (now) return eventOf(before ? 'MODIFIED' : 'ADDED', entry)
  return before ? eventOf('DELETED', lastSeen(previous, entry.revision)) : undefined
}

const lastSeenEntries = new WeakMap<Stored, Stored>()

/** The last selected state of the object, at the revision of the change that ended it. */
function lastSeen(previous: Stored, revision: number): Stored {
  const known = lastSeenEntries.get(previous)
  if (known) return known
  const entry = { ...previous, revision }
  lastSeenEntries.set(previous, entry)
  return entry
}

function repeatBookmarks(request: ResourceRequest, sink: Sink): void {
  let cancel = () => {}
  const next = () => {
    cancel = request.cluster.clock.after(BOOKMARK_EVERY, () => {
      sink.write(plainBookmark(request))
      next()
    })
  }
  next()
  sink.onClose(() => cancel())
  const forget = request.cluster.watches?.add(() => sink.write(plainBookmark(request)))
  if (forget) sink.onClose(forget)
}

const bookmarks = new WeakMap<ResourceDefinition, { revision: number; event: StreamEvent }>()

/** All watches of a kind get the same one. */
function plainBookmark(request: ResourceRequest): StreamEvent {
  const revision = request.cluster.store.revision()
  const known = bookmarks.get(request.definition)
  if (known?.revision === revision) return known.event
  const event = bookmark(request)
  bookmarks.set(request.definition, { revision, event })
  return event
}

/** A bookmark with the current revision, from which a client can resume a watch without events. */
function bookmark({ cluster, definition }: ResourceRequest, annotations?: Record<string, string>): StreamEvent {
  const { group, version, kind } = definition
  const metadata = {
    name: '',
    resourceVersion: String(cluster.store.revision()),
    ...(annotations ? { annotations } : {}),
  }
  // An empty object of the kind, with the fields that are always written.
  const object = canonicalObject({ kind, apiVersion: group ? `${group}/${version}` : version, metadata })
  return streamEvent({ type: 'BOOKMARK', object })
}

function askedStart(query: URLSearchParams): number {
  const text = query.get('resourceVersion') || '0'
  const revision = parsedRevision(text)
  if (revision !== undefined) return revision
  throw untranslated(`resourceVersion: Invalid value: ${JSON.stringify(text)}: ${syntaxError(text)}`)
}
