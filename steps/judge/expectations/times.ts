import type { KubeObject, Pod } from '../../client/index.ts'
import type { Change } from '../../observe/changes.ts'
import { isHealthy, podsBefore } from '../../observe/facts/pods.ts'
import type { Expectations } from '../expectation.ts'
import { broken, invalid, kept, pending } from '../states.ts'
import type { Moment } from '../verdict.ts'
import { type PodEvent, podsThatWere } from './order.ts'

/** Seconds. Times of the API are whole seconds, and its clocks may differ by a little. */
const TOLERANCE = 1

/** The time between two events, by the times that the API has recorded. */
export const timeExpectations: Expectations = {
  'Pod {name} was ready at least {int} second(s) before {podEvent}': {
    check: (moment: Moment, first: string, seconds: number, { name, what }: PodEvent) => {
      const change = podsThatWere(what, moment).find((each) => each.name === name)
      const doing = { verb: what === 'created' ? ('create' as const) : ('delete' as const), resource: 'pods', name }
      if (!change) return pending(`${name} was not ${what}`, { cause: { ...doing, verb: 'omit' } })
      const pod = podsBefore(moment.trace, change.seq).get(first)
      if (!pod || !isHealthy(pod))
        return broken(`${name} was ${what} while ${first} was not ready`, change.seq, { cause: doing })
      const seen = (timeOf(change) - readySince(pod)) / 1000
      if (Number.isNaN(seen)) return invalid(`no time is recorded of what happened to ${first} and ${name}`)
      if (seen >= seconds - TOLERANCE) return kept
      const because = `${name} was ${what} too early after ${first} was ready`
      return broken(because, change.seq, { expected: `${seconds} s or more`, seen: `${seen} s`, cause: doing })
    },
  },
}

/** The time of a deletion is recorded with the grace period added. */
function timeOf({ what, object: { metadata } }: Change): number {
  if (what === 'created') return Date.parse(String(metadata.creationTimestamp))
  return Date.parse(String(metadata.deletionTimestamp)) - 1000 * Number(metadata.deletionGracePeriodSeconds)
}

const readySince = (pod: KubeObject): number =>
  Date.parse(String((pod as Pod).status?.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime))
