import { type Cluster, folderOf, type Stored } from '../../http/request/index.ts'
import type { KubeObject, ResourceDefinition } from '../../resources/index.ts'
import type { Store } from '../../store/index.ts'

const clusters = new WeakMap<ResourceDefinition, Cluster>()

/**
 * The cluster for requests of that resource. Objects of custom kinds are read from the store in the version of the
 * request, and written to it in the storage version.
 */
export function clusterFor(cluster: Cluster, definition: ResourceDefinition): Cluster {
  if (!definition.custom) return cluster
  const known = clusters.get(definition)
  if (known) return known
  const { clock, ids, token, watches, minor } = cluster
  const own: Cluster = {
    store: versionedStore(cluster.store, definition),
    get definitions() {
      return cluster.definitions
    },
    clock,
    ids,
    token,
    ...(watches && { watches }),
    ...(minor !== undefined && { minor }),
  }
  clusters.set(definition, own)
  return own
}

function versionedStore(store: Store<KubeObject>, definition: ResourceDefinition): Store<KubeObject> {
  const folder = folderOf(definition)
  const views = new WeakMap<Stored, Stored>()
  const { shown, stored } = definition.custom!

  function view(entry: Stored): Stored {
    if (!entry.key.startsWith(folder)) return entry
    const known = views.get(entry)
    if (known) return known
    const value = shown(entry.value)
    const fresh: Stored = value === entry.value ? entry : Object.freeze({ ...entry, value: frozen(value) })
    views.set(entry, fresh)
    return fresh
  }
  const viewed = (entry: Stored | undefined) => entry && view(entry)

  const isOurs = (key: string) => key.startsWith(folder)
  return {
    ...store,
    get: (key) => viewed(store.get(key)),
    put: (key, value, expected) => view(store.put(key, isOurs(key) ? frozen(stored(value)) : value, expected)),
    delete: (key, expected) => viewed(store.delete(key, expected)),
    list(prefix, options) {
      const page = store.list(prefix, options)
      return isOurs(prefix) ? { ...page, entries: page.entries.map(view) } : page
    },
    watch: (prefix, since, onChange) =>
      store.watch(prefix, since, (change) =>
        onChange({ ...change, entry: view(change.entry), previous: viewed(change.previous) }),
      ),
  }
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const part of Object.values(value)) frozen(part)
  return Object.freeze(value)
}
