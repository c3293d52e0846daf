import type { Activity } from '../activity.ts'
import { systemClock } from '../clock.ts'
import type { FlowingClock, PendingTimer } from '../flowing-clock.ts'

export interface RestQuestion {
  /** The time, in milliseconds of the host, to wait for rest before responding. */
  readonly waitMs: number
  /** A timer that is due within so many milliseconds is work, not rest: a first back-off takes five. */
  readonly dueWithinMs: number
}

/** True if nothing more happens unless someone acts or time passes. */
export interface Rest {
  readonly atRest: boolean
  /** The work in progress, if any. */
  readonly because?: string
  /** The timers that will fire. */
  readonly pending: readonly PendingTimer[]
  /**
   * The revision of the store. At rest every open watch that takes bookmarks has been sent one of it: a client that has
   * received this revision or a later one on a watch has received all events of this watch.
   */
  readonly revision: string
}

/** The inputs of a response. */
export interface RestSources {
  readonly activity: Activity
  readonly clock: Pick<FlowingClock, 'after' | 'pending'>
  readonly revision: () => number
  readonly sendBookmarks: () => void
}

const NAMED = 5

/** Answers as soon as the cluster is at rest, or when the time is over. */
export function restOf({ activity, clock, revision, sendBookmarks }: RestSources) {
  const soonest = (withinMs: number) => clock.pending().find(({ dueInMs }) => dueInMs <= withinMs)

  /** True if the cluster came to rest before the signal. */
  async function comesToRest(withinMs: number, signal: AbortSignal): Promise<boolean> {
    while (await activity.idle(signal)) {
      const timer = soonest(withinMs)
      if (!timer) return true
      if (signal.aborted) return false
      await passed(timer.dueInMs, signal)
    }
    return false
  }

  function passed(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      // Without a name: it is nothing that the cluster waits for.
      const cancel = clock.after(ms, resolve)
      signal.addEventListener('abort', () => {
        cancel()
        resolve()
      })
    })
  }

  return async ({ waitMs, dueWithinMs }: RestQuestion, gone: AbortSignal): Promise<Rest> => {
    const over = new AbortController()
    const cancel = systemClock().after(waitMs, () => over.abort())
    const atRest = await comesToRest(dueWithinMs, AbortSignal.any([over.signal, gone]))
    cancel()
    const seen = { pending: clock.pending(), revision: String(revision()) }
    if (!atRest) return { atRest, because: reason(activity.underWay(), soonest(dueWithinMs)), ...seen }
    sendBookmarks()
    return { atRest, ...seen }
  }
}

/** Never empty where the cluster was not at rest: something is under way, or due. */
function reason(underWay: readonly string[], soon: PendingTimer | undefined): string {
  const more = underWay.length > NAMED ? `and ${underWay.length - NAMED} more` : []
  const due = soon ? `${soon.what} is due in ${soon.dueInMs} ms` : []
  return [...underWay.slice(0, NAMED), more, due].flat().join('; ')
}
