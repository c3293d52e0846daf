import { type Clock, systemClock } from './clock.ts'
import { timerList } from './timer-list.ts'

/** A timer that something in the cluster waits for. */
export interface PendingTimer {
  readonly what: string
  readonly dueInMs: number
}

/** A clock that flows as the machine's does, and can leap ahead of it. */
export interface FlowingClock extends Clock {
  /**
   * Lets `ms` milliseconds pass at once. Due timers run in the order of their due times, each at its own `now()`; time
   * stands still until `afterwards` resolves: the work that they started has ended, so that a timer which that sets in turn is not
   * missed. Leaps are made one after the other.
   */
  leap(ms: number, afterwards?: () => Promise<unknown>): Promise<void>
  /** The timers that have a name, the first one first. */
  pending(): PendingTimer[]
}

/** @param machine what it flows with; the machine's clock unless a test brings its own */
export function flowingClock(machine: Clock = systemClock()): FlowingClock {
  const timers = timerList()
  let ahead = 0
  let standing: number | undefined
  let disarm = () => {}
  let lastLeap = Promise.resolve()

  const now = () => standing ?? machine.now() + ahead

  function arm() {
    disarm()
    const first = timers.first()
    if (first && standing === undefined) disarm = machine.after(Math.max(0, first.due - now()), runDue)
  }

  function runDue() {
    try {
      for (let timer = timers.takeDue(now()); timer; timer = timers.takeDue(now())) timer.callback()
    } finally {
      arm()
    }
  }

  async function leapOnce(ms: number, afterwards: () => Promise<unknown>) {
    disarm()
    standing = now()
    const until = standing + ms
    try {
      await afterwards()
      for (let first = timers.first(); first && first.due <= until; first = timers.first()) {
        // A timer that is late, since the machine was busy, does not turn time back.
        standing = Math.max(standing, first.due)
        for (let timer = timers.takeDue(standing); timer; timer = timers.takeDue(standing)) timer.callback()
        await afterwards()
      }
    } finally {
      ahead = until - machine.now()
      standing = undefined
      arm()
    }
  }

  return {
    now,
    after(ms, callback, what) {
      const timer = { due: now() + Math.max(0, ms), callback, what }
      const remove = timers.add(timer)
      if (timers.first() === timer) arm()
      return () => {
        const wasFirst = timers.first() === timer
        remove()
        // A timeout of the machine that nobody needs would keep the process.
        if (wasFirst) arm()
      }
    },
    leap(ms, afterwards = async () => {}) {
      const leap = lastLeap.then(() => leapOnce(ms, afterwards))
      lastLeap = leap.catch(() => {})
      return leap
    },
    pending: () =>
      timers.all().flatMap(({ what, due }) => (what === undefined ? [] : [{ what, dueInMs: Math.ceil(due - now()) }])),
  }
}
