import { isNewer, type KubeObject, type Resource } from '../../client/index.ts'

export type OwnWrites = ReturnType<typeof ownWrites>

interface Cache {
  reached(resourceVersion: string): Promise<void> | undefined
}

/**
 * The own writes that caches may not show yet. A sync that acted on an older cache would create a Pod that is
 * there or delete one that is on its way out, so a set has to wait until the caches have caught up with its writes.
 * Upstream does the same since 1.36 (StaleControllerConsistencyStatefulSet).
 */
export function ownWrites(cacheOf: (resource: Resource) => Cache | undefined) {
  const newest = new Map<string, Map<Resource, string>>()
  return {
    remember(key: string, resource: Resource, written: unknown) {
      const version = (written as KubeObject | undefined)?.metadata?.resourceVersion
      if (!version) return
      const versions = newest.get(key) ?? new Map<Resource, string>()
      if (isNewer(version, versions.get(resource) ?? '')) versions.set(resource, version)
      newest.set(key, versions)
    },
    /** True if the caches show all own writes for the set, else a promise of when they will. */
    seen(key: string): true | Promise<unknown> {
      const missing = [...(newest.get(key) ?? [])].flatMap(
        ([resource, version]) => cacheOf(resource)?.reached(version) ?? [],
      )
      if (missing.length > 0) return Promise.all(missing)
      newest.delete(key)
      return true
    },
    forget: (key: string) => void newest.delete(key),
  }
}
