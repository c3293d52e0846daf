import { canonicalObject, type KubeObject, type ResourceDefinition } from '../../resources/index.ts'
import { type Change, CompactedError } from '../../store/index.ts'
import {
  booleanParameter,
  checkListOptions,
  expired,
  failure,
  folderOf,
  integerParameter,
  lineOf,
  parsedRevision,
  type ResourceRequest,
  type Response,
  type Selector,
  type Sink,
  type Stored,
  selectorOf,
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
      const line = eventLine(change, selects)
      if (line) sink.write(line)
    })
    sink.onClose(stop)
    endWhenRetired(definition, sink)
  } catch (cause) {
    if (!(cause instanceof CompactedError)) throw cause
    const status = failure(expired(`too old resource version: ${cause.requested} (${cause.oldest})`))
    sink.write(Buffer.from(`${JSON.stringify({ type: 'ERROR', object: status })}\n`))
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
  for (const entry of page.entries) if (selects(entry.value)) sink.write(lineOf('ADDED', entry))
  if (asked && booleanParameter(query, 'allowWatchBookmarks')) {
    sink.write(bookmark(request, { 'k8s.io/initial-events-end': 'true' }))
  }
  return page.revision
}

/** An object that the selector no longer selects after a change is deleted for this watcher, and the reverse. */
function eventLine({ type, entry, previous }: Change<KubeObject>, selects: Selector): Buffer | undefined {
  const before = previous !== undefined && selects(previous.value)
  if (type === 'delete') return before ? lineOf('DELETED', entry) : undefined
  const now = selects(entry.value)
  if (now) return lineOf(before ? 'MODIFIED' : 'ADDED', entry)
  return before ? lineOf('DELETED', lastSeen(previous, entry.revision)) : undefined
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
      sink.write(bookmark(request))
      next()
    })
  }
  next()
  sink.onClose(() => cancel())
  const forget = request.cluster.watches?.add(() => sink.write(bookmark(request)))
  if (forget) sink.onClose(forget)
}

/** A bookmark with the current revision, from which a client can resume a watch without events. */
function bookmark({ cluster, definition }: ResourceRequest, annotations?: Record<string, string>): Buffer {
  const { group, version, kind } = definition
  const metadata = {
    name: '',
    resourceVersion: String(cluster.store.revision()),
    ...(annotations ? { annotations } : {}),
  }
  // An empty object of the kind, with the fields that are always written.
  const object = canonicalObject({ kind, apiVersion: group ? `${group}/${version}` : version, metadata })
  return Buffer.from(`${JSON.stringify({ type: 'BOOKMARK', object })}\n`)
}

function askedStart(query: URLSearchParams): number {
  const text = query.get('resourceVersion') || '0'
  const revision = parsedRevision(text)
  if (revision !== undefined) return revision
  throw untranslated(`resourceVersion: Invalid value: ${JSON.stringify(text)}: ${syntaxError(text)}`)
}
