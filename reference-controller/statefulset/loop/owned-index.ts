import { type Change, controllerOf, type KubeObject, keyOf } from '../../client/index.ts'

/** The objects of a cache by who controls them, so that finding a set's Pods does not mean looking at all Pods. */
export function ownedIndex<T extends KubeObject>() {
  const byOwner = new Map<string, Map<string, T>>()

  function take({ type, object, old }: Change<T>) {
    if (old) {
      const slot = slotOf(old)
      byOwner.get(slot)?.delete(keyOf(old))
      if (byOwner.get(slot)?.size === 0) byOwner.delete(slot)
    }
    if (type === 'DELETED') return
    const slot = slotOf(object)
    const mates = byOwner.get(slot) ?? new Map<string, T>()
    mates.set(keyOf(object), object)
    byOwner.set(slot, mates)
  }

  return {
    take,
    /** What the owner controls, and what nobody in its namespace controls. */
    ownedOrOrphaned: ({ metadata }: KubeObject): T[] => [
      ...(byOwner.get(metadata.uid ?? '')?.values() ?? []),
      ...(byOwner.get(orphansOf(metadata.namespace))?.values() ?? []),
    ],
  }
}

function slotOf(object: KubeObject): string {
  return controllerOf(object)?.uid ?? orphansOf(object.metadata.namespace)
}

function orphansOf(namespace: string | undefined): string {
  return `orphans of ${namespace}`
}
