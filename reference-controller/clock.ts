import { timerList } from './timer-list.ts'

/**
 * Time, injected. Every part of the reference cluster reads the time and sets its timers here, so that a
 * cluster with a controlled clock lets an hour pass in milliseconds.
 */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number
  /**
   * Calls back once, `ms` milliseconds from now; the returned function cancels it.
   * @param what names the timer for those who ask what is pending, such as `back-off of Pod ns/web-0`. A timer without
   * a name changes no object: it belongs to a connection (bookmarks, the end of a watch).
   */
  after(ms: number, callback: () => void, what?: string): () => void
}

/** A clock that the caller advances. */
export interface ControlledClock extends Clock {
  /** Lets `ms` milliseconds pass: due callbacks run in the order of their due times, each at its own `now()`. */
  advance(ms: number): void
}

// setTimeout calls back at once for anything longer, which is 24.8 days.
const LONGEST_TIMEOUT = 2 ** 31 - 1

/** The machine's clock. */
export function systemClock(): Clock {
  return {
    now: () => Date.now(),
    after(ms, callback) {
      let timer: NodeJS.Timeout
      const wait = (left: number) => {
        const next = Math.min(left, LONGEST_TIMEOUT)
        timer = setTimeout(() => (left > next ? wait(left - next) : callback()), next)
      }
      wait(ms)
      return () => clearTimeout(timer)
    },
  }
}

/** A clock that starts at `start` (milliseconds since the epoch) and stands still until advanced. */
export function controlledClock(start: number): ControlledClock {
  let now = start
  const timers = timerList()
  return {
    now: () => now,
    after: (ms, callback, what) => timers.add({ due: now + Math.max(0, ms), callback, what }),
    advance(ms) {
      const until = now + ms
      for (let timer = timers.takeDue(until); timer; timer = timers.takeDue(until)) {
        now = timer.due
        timer.callback()
      }
      now = until
    },
  }
}
