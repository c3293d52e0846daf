import { ApiError, type KubeObject, type ReadApi, type Resource, type WatchEvent } from '../client/index.ts'
import { alarm, askAgain, every, quiet, stretched, waits } from '../patience/index.ts'
import type { Trace } from './trace.ts'
import { versionWaits } from './version-waits.ts'

/** The scope of an observed resource. */
export interface WatchScope {
  readonly namespace: string
  /** A version of this resource before anything happened in the namespace, if one is known. */
  readonly since?: string | undefined
  /** Begins at this version instead of with what there is; of a kind without namespaces that is much. */
  readonly from?: string | undefined
  /** The objects that are recorded; default: all. */
  readonly only?: (object: KubeObject) => boolean
}

/** A running observation of one resource. */
export interface Watcher {
  /** Resolves when the server has accepted the watch: from then on nothing is missed. */
  readonly opened: Promise<void>
  /** While the watch is broken: resolves when it is resumed, or the trace says that history is lost. */
  reconnecting(): Promise<void> | undefined
  /**
   * The same, until an event has come since, or none for a while: a server may accept a watch and report only then that
   * it has forgotten the version.
   */
  unconfirmed(): Promise<void> | undefined
  /**
   * Resolves with true when the watch has brought an event or bookmark of this version or a later one, which needs one
   * store behind all resources (capability global-order); with false when it breaks before.
   */
  upTo(revision: string): Promise<boolean>
  /** Ends a watch that is unconfirmed: the trace says that history is lost. */
  abort(): void
  stop(): void
}

/**
 * Observes a resource of a fresh namespace into a trace. A watch without a version begins with what there is and
 * goes on with what happens (Kubernetes API concepts, semantics for watch: "Get State and Start at Most Recent").
 * A watch that ends or breaks is resumed at the last version seen, so nothing is lost; if there is none yet, if the
 * server has forgotten it (410 Gone), or cannot be reached for long, the trace says so with a `gap`.
 */
export function startWatcher(
  api: ReadApi,
  trace: Trace,
  resource: Resource,
  { namespace, since, from, only = () => true }: WatchScope,
): Watcher {
  const controller = new AbortController()
  const opened = Promise.withResolvers<void>()
  const [reconnecting, unconfirmed] = [lasting(), lasting()]
  const versions = versionWaits(from ?? since)

  const open = (version?: string) => api.watch(resource, namespace, version, controller.signal)

  async function reopen(version: string | undefined): Promise<AsyncIterable<WatchEvent>> {
    if (version === undefined)
      throw new Error('the watch ended before its first event, so there is no version to resume it at')
    const what = `the watch of ${resource.plural} is resumed`
    const { ms: atMost } = waits.watchReopens
    const wait = { what, every: every.watch, atMost, signal: controller.signal }
    const answer = await askAgain(() => open(version).catch(refusal), wait)
    if (answer instanceof ApiError) throw answer
    return answer
  }

  async function follow(): Promise<void> {
    let events = await open(from)
    opened.resolve()
    while (!controller.signal.aborted) {
      for await (const { type, object } of events) {
        if (type === 'ERROR') throw new ApiError(`watch of ${resource.plural}`, 410, JSON.stringify(object))
        unconfirmed.end()
        if (type !== 'BOOKMARK' && only(object))
          trace.add({ kind: 'seen', resource: resource.plural, type, object: stripped(object) })
        versions.advance(object.metadata.resourceVersion)
      }
      reconnecting.begin()
      versions.fail()
      unconfirmed.begin()
      events = await reopen(versions.version)
      reconnecting.end()
      unconfirmed.endWithin(stretched(quiet.withoutAnswer))
    }
  }

  function lose(error: Error) {
    opened.reject(error)
    const { message, cause } = error
    const reason = cause instanceof Error ? `${message}: ${cause.message}` : message
    if (!controller.signal.aborted) trace.add({ kind: 'gap', resource: resource.plural, reason })
    reconnecting.end()
    unconfirmed.end()
    versions.close()
  }
  follow().catch(lose)
  const stop = () => {
    controller.abort()
    unconfirmed.end()
    versions.close()
  }
  const upTo = async (version: string) => (reconnecting.now() ? false : versions.upTo(version))
  const abort = () => {
    if (!unconfirmed.now()) return
    lose(new Error('it breaks again and again, before its first event'))
    stop()
  }
  return { opened: opened.promise, reconnecting: reconnecting.now, unconfirmed: unconfirmed.now, upTo, abort, stop }
}

/** A condition that begins and ends, with a promise of its end while it lasts. */
function lasting() {
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
