import { podEvents, setNameOf } from '../../observe/facts/pods.ts'
import type { Breach } from '../verdict.ts'
import { type CreatedPod, createdPods } from './created-pods.ts'
import { existed, wasHealthy } from './health.ts'
import type { History, Invariant } from './invariant.ts'
import { isInRange, isOrdered, rangeOf } from './sets.ts'

export const createdInOrder: Invariant = {
  guarantee: 'SS-ORD-001',
  sentence: 'under OrderedReady no Pod is created before every lower one',
  breaches: (history) => tooEarly(history, 'missing'),
}

export const createdAfterReady: Invariant = {
  guarantee: 'SS-ORD-002',
  sentence: 'under OrderedReady no Pod is created before every lower one is Running and Ready',
  breaches: (history) => tooEarly(history, 'not running and ready'),
}

type State = 'missing' | 'not running and ready'

const tooEarly = (history: History, state: State): Breach[] =>
  createdPods(history).flatMap((created) => {
    const { seq, name, cause } = created
    const lower = lowerOf(created).find((each) => stateOf(history, each, created) !== undefined)
    if (lower === undefined || stateOf(history, lower, created) !== state) return []
    const because = `${name} was created while ${lower} was ${state}`
    return [{ because, expected: `${lower} running and ready`, seen: state, at: seq, cause }]
  })

/** The lower Pods that the workload asked for, whichever of its versions the controller followed. */
function lowerOf({ name, ordinal, versions }: CreatedPod): string[] {
  if (ordinal === undefined || !versions.every(isOrdered)) return []
  // A Pod out of every range is no Pod of the sequence.
  if (!versions.some((version) => isInRange(ordinal, version))) return []
  const start = Math.max(...versions.map((version) => rangeOf(version).start))
  const set = setNameOf(name)
  return Array.from({ length: Math.max(0, ordinal - start) }, (_, index) => `${set}-${start + index}`)
}

function stateOf({ trace }: History, lower: string, { seq, name, interval }: CreatedPod): State | undefined {
  // A controller that creates a replacement Pod knows that its predecessor is gone, and so all earlier events of Pods.
  const gone = podEvents(trace, 0).findLast(
    (event) => event.type === 'DELETED' && event.object.metadata.name === name && event.seq < seq,
  )
  const from = Math.max(interval.from, gone?.seq ?? 0)
  if (wasHealthy(trace, lower, from, seq)) return undefined
  return existed(trace, lower, from, seq) ? 'not running and ready' : 'missing'
}
