import type { Change } from '../changes.ts'
import type { Recorded } from '../trace.ts'
import { goneAfter, healthyAfter, isHealthy, ordinalOf, podsBefore } from './pods.ts'

/** Says which Pod was created although a lower ordinal of its set was missing or not healthy; undefined if none was. */
export function createdTooEarly(trace: Recorded, created: readonly Change[]): string | undefined {
  for (const [index, { name, seq }] of created.entries()) {
    const before = podsBefore(trace, seq)
    const lower = new Set([...before.keys(), ...created.slice(0, index).map((change) => change.name)])
    for (const other of lower) {
      const pod = before.get(other)
      if (isBelow(other, name) && !(pod && isHealthy(pod)))
        return `${name} was created while ${other} was ${pod ? 'not running and ready' : 'missing'}`
    }
  }
  return undefined
}

/** What the deletion of the next Pod waits for. */
export type Milestone = 'gone' | 'replaced and ready'

/** Says which Pod was deleted before the one deleted before it had come so far; undefined if none was. */
export function deletedTooEarly(trace: Recorded, deleted: readonly Change[], milestone: Milestone): string | undefined {
  for (const [index, { name, seq }] of deleted.entries()) {
    const before = deleted[index - 1]
    if (before && (reached(trace, before, milestone) ?? Number.POSITIVE_INFINITY) > seq)
      return `${name} was deleted before ${before.name} was ${milestone}`
  }
  return undefined
}

function reached(trace: Recorded, { name, seq }: Change, milestone: Milestone): number | undefined {
  const gone = goneAfter(trace, name, seq)
  return milestone === 'gone' || gone === undefined ? gone : healthyAfter(trace, name, gone)
}

/** Whether the first name is that of a lower ordinal of the same set. */
function isBelow(name: string, than: string): boolean {
  const [low, high] = [ordinalOf(name), ordinalOf(than)]
  return low !== undefined && high !== undefined && setOf(name) === setOf(than) && low < high
}

const setOf = (name: string) => name.replace(/-\d+$/, '')
