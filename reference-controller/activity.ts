import { setImmediate as nextTurn } from 'node:timers/promises'

/** Work in progress in the cluster: keys in work queues, requests, watch events on their way to a cache. */
export interface Activity {
  /** Notes work that begins; the returned function notes its end. `what` is called only when the activity is listed. */
  begin(what: () => string): () => void
  underWay(): string[]
  /** Resolves with true once nothing is under way, with false if the signal aborts before. */
  idle(signal: AbortSignal): Promise<boolean>
}

export function startActivity(): Activity {
  const works = new Set<() => string>()
  let waiting: (() => void)[] = []

  function ended() {
    if (works.size > 0 || waiting.length === 0) return
    const woken = waiting
    waiting = []
    for (const wake of woken) wake()
  }

  return {
    begin(what) {
      // Work of its own even when the same function begins twice.
      const work = () => what()
      works.add(work)
      return () => {
        if (works.delete(work)) ended()
      }
    },
    underWay: () => [...works].map((what) => what()),
    async idle(signal) {
      for (;;) {
        // Work that has ended may start other work: its promise callbacks do so before the next turn.
        await nextTurn()
        if (works.size === 0) return true
        if (signal.aborted) return false
        const idle = Promise.withResolvers<void>()
        waiting.push(idle.resolve)
        signal.addEventListener('abort', () => idle.resolve(), { once: true })
        await idle.promise
      }
    },
  }
}

/** For those whom nobody asks. */
export const unnoted: Pick<Activity, 'begin'> = { begin: () => () => {} }
