import { conditionIsTrue, type KubeObject, type Pod } from '../../client/index.ts'
import type { Breach } from '../verdict.ts'
import { type Rest, rests } from './at-rest.ts'
import { revisionOf } from './deleted-pods.ts'
import type { History, Invariant } from './invariant.ts'

export const countsPods: Invariant = {
  guarantee: 'SS-STA-002',
  sentence: 'status.replicas is the number of Pods',
  breaches: (history) => miscounted(history, 'replicas', ({ pods }) => pods.length),
}

export const countsReady: Invariant = {
  guarantee: 'SS-STA-003',
  sentence: 'status.readyReplicas counts the Pods that are Running and Ready',
  breaches: (history) => miscounted(history, 'readyReplicas', ({ pods }) => pods.filter(isReady).length),
}

export const countsRevisions: Invariant = {
  guarantee: 'SS-STA-004',
  sentence: 'currentReplicas and updatedReplicas count the Pods of their revisions that are not terminating',
  breaches: (history) => [
    ...miscounted(history, 'currentReplicas', (rest) => ofRevision(rest, 'currentRevision')),
    ...miscounted(history, 'updatedReplicas', (rest) => ofRevision(rest, 'updateRevision')),
  ],
}

function miscounted(history: History, field: string, count: (rest: Rest) => number): Breach[] {
  const resource = history.header.kind.plural
  return rests(history).flatMap((rest) => {
    const { seq, set, status } = rest
    const expected = count(rest)
    // The API leaves out counters that are zero.
    const seen = status[field] ?? 0
    if (seen === expected) return []
    const cause = { verb: 'report' as const, resource, name: set.metadata.name, field: `status.${field}` }
    return [{ because: `status.${field} of ${set.metadata.name} is wrong at rest`, expected, seen, at: seq, cause }]
  })
}

const isReady = (pod: KubeObject): boolean => (pod as Pod).status?.phase === 'Running' && conditionIsTrue(pod, 'Ready')

const ofRevision = ({ status, pods }: Rest, field: string): number =>
  pods.filter((pod) => !pod.metadata.deletionTimestamp && revisionOf(pod) === status[field]).length
