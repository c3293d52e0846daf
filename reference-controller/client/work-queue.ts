import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Clock } from '../clock.ts'

export interface WorkQueueOptions {
  /** How many keys may be processed side by side. */
  workers: number
  /** The pause after a key's first failure; it doubles with each further one. */
  baseDelay?: number
  maxDelay?: number
  onError?: (key: string, error: unknown) => void
}

export interface WorkQueue {
  add(key: string): void
  addAfter(key: string, ms: number): void
  /** Forgets the failures of a key. */
  forget(key: string): void
  /** Whether a key waits or is being processed (keys that wait for their time do not count). */
  busy(): boolean
  /** Takes no more keys; resolves when the running ones are through. */
  stop(): Promise<void>
}

/**
 * Keys to work on. A key is never processed twice at once, and one that is added while it is processed is
 * processed once more afterwards. Failures are repeated with exponential back-off per key, as client-go does.
 */
export function workQueue(clock: Clock, process: (key: string) => Promise<void>, options: WorkQueueOptions): WorkQueue {
  const { workers, baseDelay = 5, maxDelay = 1_000_000, onError } = options
  const waiting = new Set<string>()
  const running = new Map<string, Promise<void>>()
  const failures = new Map<string, number>()
  const timers = delays(clock, add)
  let stopped = false

  function add(key: string) {
    if (stopped) return
    waiting.add(key)
    fill()
  }

  function fill() {
    for (const key of waiting) {
      if (running.size >= workers) return
      if (running.has(key)) continue
      waiting.delete(key)
      running.set(key, work(key))
    }
  }

  async function work(key: string) {
    // Callers of add() expect it to return before the work begins. And a key that is always added anew must leave timers
    // and connections their turn: on a server in the same process, requests are promises that no event loop stands between.
    await nextTurn()
    try {
      await process(key)
      failures.delete(key)
    } catch (error) {
      const count = failures.get(key) ?? 0
      failures.set(key, count + 1)
      if (!stopped) timers.set(key, Math.min(baseDelay * 2 ** count, maxDelay))
      onError?.(key, error)
    }
    running.delete(key)
    if (!stopped) fill()
  }

  return {
    add,
    addAfter: (key, ms) => (ms > 0 ? timers.set(key, ms) : add(key)),
    forget: (key) => void failures.delete(key),
    busy: () => waiting.size > 0 || running.size > 0,
    async stop() {
      stopped = true
      waiting.clear()
      timers.clear()
      await Promise.allSettled(running.values())
    },
  }
}

/** One timer per key: of several due times the earliest counts. */
function delays(clock: Clock, due: (key: string) => void) {
  const timers = new Map<string, { at: number; cancel: () => void }>()
  return {
    set(key: string, ms: number) {
      const at = clock.now() + ms
      const known = timers.get(key)
      if (known && known.at <= at) return
      known?.cancel()
      const cancel = clock.after(ms, () => {
        timers.delete(key)
        due(key)
      })
      timers.set(key, { at, cancel })
    },
    clear() {
      for (const { cancel } of timers.values()) cancel()
      timers.clear()
    },
  }
}
