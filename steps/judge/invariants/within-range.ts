import { ordinalOf, podEvents } from '../../observe/facts/pods.ts'
import type { Breach } from '../verdict.ts'
import type { History, Invariant } from './invariant.ts'
import { controllerOf, intervalAt, isInRange, setsOf, versionsWithin } from './sets.ts'

export const withinRange: Invariant = {
  guarantee: 'SS-ORD-020',
  sentence: 'never more Pods in range than replicas',
  breaches: (history) => surplusCreated(history),
}

/** Names are unique, so more Pods in range than replicas means a Pod outside the range. */
function surplusCreated(history: History): Breach[] {
  const sets = setsOf(history)
  return podEvents(history.trace, 0).flatMap(({ type, seq, object }) => {
    const seen = sets.get(controllerOf(object, history) ?? '')
    if (type !== 'ADDED' || !seen) return []
    const { name } = object.metadata
    const ordinal = ordinalOf(name) ?? Number.NaN
    if (versionsWithin(seen, intervalAt(history, seq)).some((version) => isInRange(ordinal, version))) return []
    return [{ because: `${name} was created out of range`, at: seq, cause: { verb: 'create', resource: 'pods', name } }]
  })
}
