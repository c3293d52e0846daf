import type { Clock } from '../clock.ts'
import type { ApiClient } from './api-client.ts'
import { ApiError } from './api-error.ts'
import { keyOf } from './key-of.ts'
import type { KubeObject, Status } from './objects.ts'
import type { Resource } from './resources.ts'

export interface Change<T extends KubeObject> {
  type: 'ADDED' | 'MODIFIED' | 'DELETED'
  object: T
  /** The previous object in the cache. */
  old?: T
}

export interface ReflectorOptions<T extends KubeObject> {
  clock: Clock
  namespace?: string
  onChange?: (change: Change<T>) => void
  /** Called with the error of every failed list, broken watch and throwing `onChange`; the reflector continues. */
  onError?: (error: unknown) => void
}

export interface Reflector<T extends KubeObject> {
  readonly cache: ReadonlyMap<string, T>
  /** Resolves once the cache holds the first list; rejects if it is stopped before. */
  readonly synced: Promise<void>
  /** Resolves once the cache is at least as new as this resourceVersion, or is stopped; `undefined` if it already is. */
  reached(resourceVersion: string): Promise<void> | undefined
  stop(): void
}

const FIRST_PAUSE = 50
const LONGEST_PAUSE = 30_000

/**
 * Keeps a cache of one resource: list, watch, and again whenever the watch ends. A relist notifies only of the differences.
 * A watch that ends in order is resumed at once; the pause between failures doubles up to half a minute.
 */
export function startReflector<T extends KubeObject>(
  client: ApiClient,
  resource: Resource,
  options: ReflectorOptions<T>,
): Reflector<T> {
  const stopped = new AbortController()
  const { promise: synced, resolve: markSynced, reject: failSynced } = Promise.withResolvers<void>()
  synced.catch(() => {})
  const store = startCache(options)

  async function relist() {
    const list = await client.list<T>(resource, options.namespace)
    if (stopped.signal.aborted) return
    store.replace(list.items, list.metadata.resourceVersion)
    markSynced()
  }

  async function follow(resourceVersion: string) {
    for await (const event of client.watch<T>(resource, options.namespace, { resourceVersion }, stopped.signal)) {
      if (stopped.signal.aborted) return
      if (event.type === 'ERROR') throw watchError(resource, event.object)
      store.take(event.type, event.object)
    }
  }

  async function run() {
    let failures = 0
    while (!stopped.signal.aborted) {
      try {
        if (store.version() === undefined) await relist()
        const version = store.version()
        if (version !== undefined) await follow(version)
        failures = 0
      } catch (error) {
        if (stopped.signal.aborted) return
        if (historyLost(error)) store.forgetVersion()
        options.onError?.(error)
        if (failures > 0)
          await pause(options.clock, {
            ms: Math.min(FIRST_PAUSE * 2 ** failures, LONGEST_PAUSE),
            what: `back-off of the reflector of ${resource.plural}`,
            signal: stopped.signal,
          })
        failures++
      }
    }
  }
  void run()

  return {
    cache: store.cache,
    synced,
    reached: store.reached,
    stop() {
      stopped.abort()
      failSynced(new Error(`the cache of ${resource.plural} was stopped before it was filled`))
      store.releaseWaiters()
    },
  }
}

function startCache<T extends KubeObject>({ onChange, onError }: ReflectorOptions<T>) {
  const cache = new Map<string, T>()
  let version: string | undefined
  let newest = ''
  let waiters: { version: string; resolve: () => void }[] = []

  function advance(to: string | undefined, everything = false) {
    if (to === undefined) return
    version = to
    newest = to
    const due = waiters.filter((waiter) => everything || !isNewer(waiter.version, newest))
    waiters = waiters.filter((waiter) => !due.includes(waiter))
    for (const waiter of due) waiter.resolve()
  }

  function notify(change: Change<T>) {
    try {
      onChange?.(change)
    } catch (error) {
      onError?.(error)
    }
  }

  function put(object: T) {
    const key = keyOf(object)
    const old = cache.get(key)
    cache.set(key, object)
    if (!old) notify({ type: 'ADDED', object })
    else if (old.metadata.resourceVersion !== object.metadata.resourceVersion) notify({ type: 'MODIFIED', object, old })
  }

  function drop(object: T) {
    const old = cache.get(keyOf(object))
    cache.delete(keyOf(object))
    if (old) notify({ type: 'DELETED', object, old })
  }

  return {
    cache: cache as ReadonlyMap<string, T>,
    version: () => version,
    forgetVersion: () => {
      version = undefined
    },
    replace(items: T[], at: string) {
      const kept = new Set(items.map(keyOf))
      for (const [key, object] of [...cache]) if (!kept.has(key)) drop(object)
      for (const item of items) put(item)
      // A list without resourceVersion is a read of the newest state: whatever was written before is in it.
      advance(at, true)
    },
    take(type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK', object: T) {
      if (type === 'DELETED') drop(object)
      else if (type !== 'BOOKMARK') put(object)
      advance(object.metadata.resourceVersion)
    },
    releaseWaiters() {
      for (const { resolve } of waiters) resolve()
      waiters = []
    },
    reached(wanted: string): Promise<void> | undefined {
      if (!isNewer(wanted, newest)) return undefined
      return new Promise((resolve) => waiters.push({ version: wanted, resolve }))
    },
  }
}

/** Compares resourceVersions: decimal numbers of any length, comparable by KEP-5504 and etcd's revisions since ever. */
export function isNewer(version: string, than: string): boolean {
  return version.length === than.length ? version > than : version.length > than.length
}

function watchError(resource: Resource, object: unknown): ApiError {
  const status = object as Status
  return new ApiError(`the watch of ${resource.plural}`, status.code ?? 500, status)
}

// 410: the server no longer knows the history since our version. Only a new list shows the changes since then.
function historyLost(error: unknown): boolean {
  return error instanceof ApiError && error.code === 410
}

interface Pause {
  ms: number
  what: string
  signal: AbortSignal
}

function pause(clock: Clock, { ms, what, signal }: Pause): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, resolve, what)
    signal.addEventListener('abort', () => {
      cancel()
      resolve()
    })
  })
}
