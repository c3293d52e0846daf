import type { Change } from './read-view.ts'

type Listener<Value> = (change: Change<Value>) => void

/** Watchers by folder of keys. A change costs its depth and its own watchers, however many watch other folders. */
export interface Watchers<Value> {
  add(prefix: string, listener: Listener<Value>): () => void
  notify(change: Change<Value>): void
}

export function createWatchers<Value>(): Watchers<Value> {
  const folders = new Map<string, Set<Listener<Value>>>()
  return {
    add(prefix, listener) {
      const listeners = folders.get(prefix) ?? new Set()
      // A watch of its own even when the same function watches twice.
      const own: Listener<Value> = (change) => listener(change)
      folders.set(prefix, listeners.add(own))
      return () => {
        listeners.delete(own)
        if (listeners.size === 0 && folders.get(prefix) === listeners) folders.delete(prefix)
      }
    },
    notify(change) {
      const { key } = change.entry
      for (let slash = key.indexOf('/'); slash !== -1; slash = key.indexOf('/', slash + 1)) {
        const listeners = folders.get(key.slice(0, slash + 1))
        if (listeners) for (const listener of listeners) listener(change)
      }
    },
  }
}
