import { ApiError, type KubeObject, type ReadApi, type Resource } from '../client/index.ts'
import type { Trace } from './trace.ts'

/** A running observation of one resource. */
export interface Watcher {
  /** Resolves when the first list is in the trace: from then on nothing is missed. */
  readonly opened: Promise<void>
  stop(): void
}

/**
 * Observes a resource into a trace: lists it, then watches from the list's version. A watch that ends is taken up
 * at the last version seen, so nothing is lost; if the server has forgotten that version (410 Gone), or cannot be
 * reached, the trace says so with a `gap`.
 */
export function startWatcher(api: ReadApi, trace: Trace, resource: Resource, namespace?: string): Watcher {
  const abort = new AbortController()
  const add = (type: 'ADDED' | 'MODIFIED' | 'DELETED', object: KubeObject) =>
    trace.add({ kind: 'seen', resource: resource.plural, type, object: stripped(object) })

  async function list(): Promise<string> {
    const { items, metadata } = await api.list(resource, namespace)
    for (const item of items) add('ADDED', item)
    return metadata.resourceVersion
  }

  async function follow(from: string): Promise<void> {
    let version = from
    while (!abort.signal.aborted) {
      for await (const { type, object } of api.watch(resource, namespace, version, abort.signal)) {
        if (type === 'ERROR') throw new ApiError(`watch of ${resource.plural}`, 410, JSON.stringify(object))
        version = object.metadata.resourceVersion
        if (type !== 'BOOKMARK') add(type, object)
      }
    }
  }

  const listed = list()
  listed.then(follow).catch((error: Error) => {
    if (!abort.signal.aborted) trace.add({ kind: 'gap', resource: resource.plural, reason: error.message })
  })
  return { opened: listed.then(() => {}), stop: () => abort.abort() }
}

/** managedFields doubles the size of every object and carries no promise of the workload. */
function stripped(object: KubeObject): KubeObject {
  const { managedFields: _, ...metadata } = object.metadata as KubeObject['metadata'] & { managedFields?: unknown }
  return { ...object, metadata }
}
