import type { Clock } from '../clock.ts'
import type { ApiClient } from './api-client.ts'
import type { KubeObject } from './objects.ts'
import { type Change, type Reflector, startReflector } from './reflector.ts'
import { pathOf, type Resource } from './resources.ts'

/** Hands out reflectors: all subscribers of a resource share one watch and one cache. Its objects must not be changed. */
export interface SharedReflectors {
  /** A late subscriber receives the objects in the cache as ADDED. `stop` ends the watch when the last subscriber leaves. */
  follow<T extends KubeObject>(
    resource: Resource,
    onChange?: (change: Change<T>) => void,
    namespace?: string,
  ): SharedReflector<T>
}

export interface SharedReflector<T extends KubeObject> extends Reflector<T> {
  /** Resolves with the first list; rejects if that fails, so that a start never hangs on a kind that is not served. */
  readonly ready: Promise<void>
}

type Listener = (change: Change<KubeObject>) => void

interface Shared {
  readonly reflector: SharedReflector<KubeObject>
  readonly listeners: Set<Listener>
  followers: number
}

interface Background {
  clock: Clock
  onError: (error: unknown) => void
}

export function sharedReflectors(client: ApiClient, { clock, onError }: Background): SharedReflectors {
  const shared = new Map<string, Shared>()

  const notify = (listener: Listener, change: Change<KubeObject>) => {
    try {
      listener(change)
    } catch (error) {
      onError(error)
    }
  }

  function open(key: string, resource: Resource, namespace: string | undefined): Shared {
    const listeners = new Set<Listener>()
    const failed = Promise.withResolvers<never>()
    failed.promise.catch(() => {})
    const reflector = startReflector(client, resource, {
      clock,
      ...(namespace && { namespace }),
      onChange(change) {
        for (const listener of listeners) notify(listener, change)
      },
      onError(error) {
        failed.reject(new Error(`Expected to list ${resource.plural} at the start, and could not.`, { cause: error }))
        onError(error)
      },
    })
    const opened: Shared = {
      reflector: { ...reflector, ready: Promise.race([reflector.synced, failed.promise]) },
      listeners,
      followers: 0,
    }
    opened.reflector.ready.catch(() => {})
    shared.set(key, opened)
    return opened
  }

  return {
    follow<T extends KubeObject>(resource: Resource, onChange?: (change: Change<T>) => void, namespace?: string) {
      const key = pathOf(resource, namespace)
      const joined = shared.get(key) ?? open(key, resource, namespace)
      const { reflector, listeners } = joined
      joined.followers++
      // A listener of its own even when the same function follows twice.
      const listener: Listener = (change) => onChange?.(change as Change<T>)
      let stopped = false
      // Not at once: the follower may speak of what this call returns.
      queueMicrotask(() => {
        if (stopped) return
        for (const object of reflector.cache.values()) notify(listener, { type: 'ADDED', object })
        listeners.add(listener)
      })
      return {
        ...(reflector as SharedReflector<T>),
        stop() {
          if (stopped) return
          stopped = true
          listeners.delete(listener)
          if (--joined.followers > 0) return
          shared.delete(key)
          reflector.stop()
        },
      }
    },
  }
}
