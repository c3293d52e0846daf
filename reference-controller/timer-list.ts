/** A callback and when it is due, in milliseconds since the epoch. */
export interface Timer {
  readonly due: number
  readonly callback: () => void
  /** Its name, as in `Clock.after`. */
  readonly what: string | undefined
}

/** Timers in the order of their due times; those that are due at once in the order in which they were added. */
export interface TimerList {
  /** The returned function removes the timer. */
  add(timer: Timer): () => void
  first(): Timer | undefined
  /** Removes and returns the first timer if it is due by then. */
  takeDue(until: number): Timer | undefined
  all(): readonly Timer[]
}

export function timerList(): TimerList {
  const timers: Timer[] = []
  return {
    add(timer) {
      timers.splice(timers.findLastIndex(({ due }) => due <= timer.due) + 1, 0, timer)
      return () => {
        const index = timers.indexOf(timer)
        if (index !== -1) timers.splice(index, 1)
      }
    },
    first: () => timers[0],
    takeDue: (until) => (timers[0] && timers[0].due <= until ? timers.shift() : undefined),
    all: () => timers,
  }
}
