import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Activity, unnoted } from '../activity.ts'
import type { Clock } from '../clock.ts'

export interface WorkQueueOptions {
  /** The owner of the keys, for reports of work in progress, such as `garbage collector`. */
  name?: string
  /** Called whenever there are keys to process. */
  activity?: Pick<Activity, 'begin'>
  /** The number of keys that may be processed in parallel. */
  workers: number
  /** The pause after a key's first failure; it doubles with each further one. */
  baseDelay?: number
  maxDelay?: number
  onError?: (key: string, error: unknown) => void
}

export interface WorkQueue {
  add(key: string): void
  /** `what` names the timer, as in `Clock.after`. */
  addAfter(key: string, ms: number, what: string): void
  /** Forgets the failures of a key. */
  forget(key: string): void
  /** Takes no more keys; resolves when the running ones are through. */
  stop(): Promise<void>
}

// More of them would not be read.
const KEYS_NAMED = 5

/**
 * Keys to work on. A key is never processed twice at once, and one that is added while it is processed is
 * processed once more afterwards. Failures are repeated with exponential back-off per key, as client-go does.
 */
export function workQueue(clock: Clock, process: (key: string) => Promise<void>, options: WorkQueueOptions): WorkQueue {
  const { name = 'keys', activity = unnoted, workers, baseDelay = 5, maxDelay = 1_000_000, onError } = options
  const waiting = new Set<string>()
  const running = new Map<string, Promise<void>>()
  const failures = new Map<string, number>()
  const timers = delays(clock, add)
  let stopped = false
  let noteEnd: (() => void) | undefined

  /** Keys that wait for their time are no activity: their timers are named. */
  function note() {
    if (waiting.size + running.size > 0) noteEnd ??= activity.begin(describe)
    else {
      noteEnd?.()
      noteEnd = undefined
    }
  }

  function describe() {
    const keys = [...new Set([...running.keys(), ...waiting])].slice(0, KEYS_NAMED).join(', ')
    return `work queue of the ${name}: ${waiting.size} waiting, ${running.size} in progress (${keys})`
  }

  function add(key: string) {
    if (stopped) return
    waiting.add(key)
    fill()
    note()
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
      const backOff = Math.min(baseDelay * 2 ** count, maxDelay)
      if (!stopped) timers.set(key, backOff, `back-off of the ${name}: ${key}`)
      onError?.(key, error)
    }
    running.delete(key)
    if (!stopped) fill()
    note()
  }

  return {
    add,
    addAfter: (key, ms, what) => (ms > 0 ? timers.set(key, ms, what) : add(key)),
    forget: (key) => void failures.delete(key),
    async stop() {
      stopped = true
      waiting.clear()
      timers.clear()
      note()
      await Promise.allSettled(running.values())
    },
  }
}

/** One timer per key: of several due times the earliest counts. */
function delays(clock: Clock, due: (key: string) => void) {
  const timers = new Map<string, { at: number; cancel: () => void }>()
  return {
    set(key: string, ms: number, what: string) {
      const at = clock.now() + ms
      const known = timers.get(key)
      if (known && known.at <= at) return
      known?.cancel()
      const cancel = clock.after(
        ms,
        () => {
          timers.delete(key)
          due(key)
        },
        what,
      )
      timers.set(key, { at, cancel })
    },
    clear() {
      for (const { cancel } of timers.values()) cancel()
      timers.clear()
    },
  }
}
