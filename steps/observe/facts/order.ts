import type { Change } from '../changes.ts'
import type { Recorded } from '../trace.ts'
import { goneAfter, healthyAfter, isHealthy, ordinalOf, podsBefore, setNameOf } from './pods.ts'

/** A Pod that was created or deleted before it might be, and why it might not. */
export interface TooEarly {
  readonly change: Change
  readonly because: string
}

/** The first Pod that was created although a lower ordinal of its set was missing or not healthy. */
export function createdTooEarly(trace: Recorded, created: readonly Change[]): TooEarly | undefined {
  for (const [index, change] of created.entries()) {
    const { name, seq } = change
    const before = podsBefore(trace, seq)
    const lower = new Set([...before.keys(), ...created.slice(0, index).map((other) => other.name)])
    for (const other of lower) {
      const pod = before.get(other)
      if (isBelow(other, name) && !(pod && isHealthy(pod)))
        return {
          change,
          because: `${name} was created while ${other} was ${pod ? 'not running and ready' : 'missing'}`,
        }
    }
  }
  return undefined
}

/** The milestone that the deletion of the next Pod waits for. */
export type Milestone = 'gone' | 'replaced and ready'

/** The first Pod that was deleted before the one deleted before it had come so far. */
export function deletedTooEarly(
  trace: Recorded,
  deleted: readonly Change[],
  milestone: Milestone,
): TooEarly | undefined {
  for (const [index, change] of deleted.entries()) {
    const before = deleted[index - 1]
    if (before && (reached(trace, before, milestone) ?? Number.POSITIVE_INFINITY) > change.seq)
      return { change, because: `${change.name} was deleted before ${before.name} was ${milestone}` }
  }
  return undefined
}

function reached(trace: Recorded, { name, seq }: Change, milestone: Milestone): number | undefined {
  const gone = goneAfter(trace, name, seq)
  return milestone === 'gone' || gone === undefined ? gone : healthyAfter(trace, name, gone)
}

/** True if the first name is that of a lower ordinal of the same set. */
function isBelow(name: string, than: string): boolean {
  const [low, high] = [ordinalOf(name) ?? Number.NaN, ordinalOf(than) ?? Number.NaN]
  return setNameOf(name) === setNameOf(than) && low < high
}
