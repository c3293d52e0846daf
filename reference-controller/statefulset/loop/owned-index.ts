import { type Change, controllerOf, type KubeObject, keyOf } from '../../client/index.ts'

/** Indexes the objects of a cache by their controller, so that finding the Pods of a set does not scan all Pods. */
export function ownedIndex<T extends KubeObject>() {
  const byOwner = new Map<string, Map<string, T>>()

  function take({ type, object, old }: Change<T>) {
    if (old) {
      const indexKey = indexKeyOf(old)
      byOwner.get(indexKey)?.delete(keyOf(old))
      if (byOwner.get(indexKey)?.size === 0) byOwner.delete(indexKey)
    }
    if (type === 'DELETED') return
    const indexKey = indexKeyOf(object)
    const bucket = byOwner.get(indexKey) ?? new Map<string, T>()
    bucket.set(keyOf(object), object)
    byOwner.set(indexKey, bucket)
  }

  return {
    take,
    /** The objects that the owner controls, and those in its namespace that have no controller. */
    ownedOrOrphaned: ({ metadata }: KubeObject): T[] => [
      ...(byOwner.get(metadata.uid ?? '')?.values() ?? []),
      ...(byOwner.get(orphansOf(metadata.namespace))?.values() ?? []),
    ],
  }
}

function indexKeyOf(object: KubeObject): string {
  return controllerOf(object)?.uid ?? orphansOf(object.metadata.namespace)
}

function orphansOf(namespace: string | undefined): string {
  return `orphans of ${namespace}`
}
