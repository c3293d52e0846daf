import type { Header, Trace } from '../observe/trace.ts'
import { counts } from './quiet.ts'

/** How often an object may change after an action of a step, and how much oftener for each other object that changes. */
const changesOfOne = { alone: 100, forEachOther: 10 } as const

/**
 * Follows a trace and finds an object that changes again and again though no step acts: a status follows the Pods, so each
 * other object allows for more. An object that is replaced under its name is the same.
 * @returns the object, and how often it has changed since the last action of a step
 */
export function findRestless(trace: Trace, subject: Pick<Header, 'marks'>): () => string | undefined {
  const changes = new Map<string, number>()
  let found: string | undefined
  trace.follow((entry) => {
    if (entry.kind === 'action' && !entry.own) {
      changes.clear()
      found = undefined
    }
    if (entry.kind !== 'seen' || !counts(entry, subject)) return
    const object = `${entry.resource}/${entry.object.metadata.name}`
    const count = (changes.get(object) ?? 0) + 1
    changes.set(object, count)
    if (count > changesOfOne.alone + changesOfOne.forEachOther * (changes.size - 1))
      found ??= `${object} has changed ${count} times though no step acts`
  })
  return () => found
}
