/**
 * Time, injected. Every part of the reference cluster reads the time and sets its timers here, so that a
 * cluster with a controlled clock lets an hour pass in milliseconds.
 */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number
  /** Calls back once, `ms` milliseconds from now; the returned function cancels it. */
  after(ms: number, callback: () => void): () => void
}

/** A clock whose time passes only when told to. */
export interface ControlledClock extends Clock {
  /** Lets `ms` milliseconds pass: due callbacks run in the order of their due times, each at its own `now()`. */
  advance(ms: number): void
}

/** The machine's clock. */
export function systemClock(): Clock {
  return {
    now: () => Date.now(),
    after(ms, callback) {
      const timer = setTimeout(callback, ms)
      return () => clearTimeout(timer)
    },
  }
}

/** A clock that starts at `start` (milliseconds since the epoch) and stands still until advanced. */
export function controlledClock(start: number): ControlledClock {
  let now = start
  let sequence = 0
  const timers = new Map<number, { due: number; callback: () => void }>()
  const next = (until: number) =>
    [...timers].filter(([, timer]) => timer.due <= until).sort((a, b) => a[1].due - b[1].due || a[0] - b[0])[0]
  return {
    now: () => now,
    after(ms, callback) {
      const id = sequence++
      timers.set(id, { due: now + ms, callback })
      return () => timers.delete(id)
    },
    advance(ms) {
      const until = now + ms
      for (let due = next(until); due; due = next(until)) {
        const [id, timer] = due
        timers.delete(id)
        now = timer.due
        timer.callback()
      }
      now = until
    },
  }
}
