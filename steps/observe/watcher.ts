import { ApiError, type KubeObject, type ReadApi, type Resource } from '../client/index.ts'
import type { Trace } from './trace.ts'

/** A running observation of one resource. */
export interface Watcher {
  /** Resolves when the server has taken the watch up: from then on nothing is missed. */
  readonly opened: Promise<void>
  stop(): void
}

/**
 * Observes a resource of a fresh namespace into a trace. A watch without a version begins with what there is and
 * goes on with what happens (Kubernetes API concepts, semantics for watch: "Get State and Start at Most Recent").
 * A watch that ends is taken up at the last version seen, so nothing is lost; if there is none yet, if the server
 * has forgotten it (410 Gone), or cannot be reached, the trace says so with a `gap`.
 */
export function startWatcher(api: ReadApi, trace: Trace, resource: Resource, namespace?: string): Watcher {
  const abort = new AbortController()
  const opened = Promise.withResolvers<void>()

  async function follow(): Promise<void> {
    let version: string | undefined
    while (!abort.signal.aborted) {
      const events = await api.watch(resource, namespace, version, abort.signal)
      opened.resolve()
      for await (const { type, object } of events) {
        if (type === 'ERROR') throw new ApiError(`watch of ${resource.plural}`, 410, JSON.stringify(object))
        version = object.metadata.resourceVersion
        if (type !== 'BOOKMARK') trace.add({ kind: 'seen', resource: resource.plural, type, object: stripped(object) })
      }
      if (version === undefined) throw new Error('the watch ended before it told from where to take it up again')
    }
  }

  follow().catch((error: Error) => {
    opened.reject(error)
    if (!abort.signal.aborted) trace.add({ kind: 'gap', resource: resource.plural, reason: error.message })
  })
  return { opened: opened.promise, stop: () => abort.abort() }
}

/** managedFields doubles the size of every object and carries no promise of the workload. */
function stripped(object: KubeObject): KubeObject {
  const { managedFields: _, ...metadata } = object.metadata as KubeObject['metadata'] & { managedFields?: unknown }
  return { ...object, metadata }
}
