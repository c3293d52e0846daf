import { ApiError, type KubeObject, type ReadApi, type Resource, type WatchEvent } from '../client/index.ts'
import { alarm, askAgain, every, quiet, stretched, waits } from '../patience/index.ts'
import type { Trace } from './trace.ts'

/** Where a resource is observed. */
export interface Place {
  readonly namespace: string
  /** A version of this resource before anything happened in the namespace, if one is known. */
  readonly since?: string | undefined
}

/** A running observation of one resource. */
export interface Watcher {
  /** Resolves when the server has taken the watch up: from then on nothing is missed. */
  readonly opened: Promise<void>
  /** While the watch is broken: resolves when it is taken up again, or the trace says that history is lost. */
  broken(): Promise<void> | undefined
  /**
   * The same, until it has also told something since, or has been silent for a while: a server may take a watch up and
   * say only then that it has forgotten the version.
   */
  doubtful(): Promise<void> | undefined
  /** No longer waits for the end of doubt: the trace says that history is lost, if that is still in doubt. */
  giveUp(): void
  stop(): void
}

/**
 * Observes a resource of a fresh namespace into a trace. A watch without a version begins with what there is and
 * goes on with what happens (Kubernetes API concepts, semantics for watch: "Get State and Start at Most Recent").
 * A watch that ends or breaks is taken up at the last version seen, so nothing is lost; if there is none yet, if the
 * server has forgotten it (410 Gone), or cannot be reached for long, the trace says so with a `gap`.
 */
export function startWatcher(api: ReadApi, trace: Trace, resource: Resource, { namespace, since }: Place): Watcher {
  const abort = new AbortController()
  const opened = Promise.withResolvers<void>()
  const [broken, doubtful] = [spell(), spell()]

  const open = (version?: string) => api.watch(resource, namespace, version, abort.signal)

  async function reopen(version: string | undefined): Promise<AsyncIterable<WatchEvent>> {
    if (version === undefined) throw new Error('the watch ended before it told from where to take it up again')
    const what = `the watch of ${resource.plural} is taken up again`
    const { ms: atMost } = waits.watchReopens
    const wait = { what, every: every.watch, atMost, signal: abort.signal }
    const answer = await askAgain(() => open(version).catch(refusal), wait)
    if (answer instanceof ApiError) throw answer
    return answer
  }

  async function follow(): Promise<void> {
    let version = since
    let events = await open()
    opened.resolve()
    while (!abort.signal.aborted) {
      for await (const { type, object } of events) {
        if (type === 'ERROR') throw new ApiError(`watch of ${resource.plural}`, 410, JSON.stringify(object))
        version = object.metadata.resourceVersion
        doubtful.end()
        if (type !== 'BOOKMARK') trace.add({ kind: 'seen', resource: resource.plural, type, object: stripped(object) })
      }
      broken.begin()
      doubtful.begin()
      events = await reopen(version)
      broken.end()
      doubtful.endWithin(stretched(quiet.withoutAnswer))
    }
  }

  function lose(error: Error) {
    opened.reject(error)
    const { message, cause } = error
    const reason = cause instanceof Error ? `${message}: ${cause.message}` : message
    if (!abort.signal.aborted) trace.add({ kind: 'gap', resource: resource.plural, reason })
    broken.end()
    doubtful.end()
  }
  follow().catch(lose)
  const stop = () => {
    abort.abort()
    doubtful.end()
  }
  const giveUp = () => {
    if (!doubtful.now()) return
    lose(new Error('it breaks again and again, before it has told anything'))
    stop()
  }
  return { opened: opened.promise, broken: broken.now, doubtful: doubtful.now, giveUp, stop }
}

/** A condition that comes and goes, and a promise of its end while it lasts. */
function spell() {
  let current: PromiseWithResolvers<void> | undefined
  let cancel = () => {}
  const end = () => {
    cancel()
    current?.resolve()
    current = undefined
  }
  return {
    begin() {
      cancel()
      current ??= Promise.withResolvers<void>()
    },
    end,
    endWithin(ms: number) {
      cancel = alarm(ms, end)
    },
    now: () => current?.promise,
  }
}

/** An answer that asking again won't change; a server that is starting or overloaded (429, 5xx) may yet give another. */
function refusal(error: unknown): ApiError {
  if (error instanceof ApiError && error.code < 500 && error.code !== 429) return error
  throw error
}

/** managedFields doubles the size of every object and carries no promise of the workload. */
function stripped(object: KubeObject): KubeObject {
  const { managedFields: _, ...metadata } = object.metadata as KubeObject['metadata'] & { managedFields?: unknown }
  return { ...object, metadata }
}
