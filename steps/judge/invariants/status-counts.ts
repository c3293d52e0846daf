import { conditionIsTrue, type KubeObject, type Pod } from '../../client/index.ts'
import type { Breach } from '../verdict.ts'
import { rests } from './at-rest.ts'
import { revisionOf } from './deleted-pods.ts'
import type { History, Invariant } from './invariant.ts'
import { type Counter, miscountedInTime } from './status-in-time.ts'

/** A counter at rest is that of the Pods there are; each that is written, that of a moment since the last rest. */
const COUNTERS = {
  replicas: { counts: () => true },
  readyReplicas: { counts: isReady },
  // Upstream deducts each Pod that an update deletes, one of a third revision too, and puts that right with the next sync.
  currentReplicas: { counts: isOf('currentRevision'), mayLag: () => true },
  updatedReplicas: { counts: isOf('updateRevision') },
  availableReplicas: { counts: isReady, mayLag: takesTime },
} satisfies Readonly<Record<string, Omit<Counter, 'field'>>>

export const countsPods: Invariant = {
  guarantee: 'SS-STA-002',
  sentence: 'status.replicas is the number of Pods',
  breaches: (history) => miscounted(history, 'replicas'),
}

export const countsReady: Invariant = {
  guarantee: 'SS-STA-003',
  sentence: 'status.readyReplicas counts the Pods that are Running and Ready',
  breaches: (history) => miscounted(history, 'readyReplicas'),
}

export const countsRevisions: Invariant = {
  guarantee: 'SS-STA-004',
  sentence: 'currentReplicas and updatedReplicas count the Pods of their revisions that are not terminating',
  breaches: (history) => [...miscounted(history, 'currentReplicas'), ...miscounted(history, 'updatedReplicas')],
}

export const countsAvailable: Invariant = {
  guarantee: 'SS-AVL-001',
  sentence: 'status.availableReplicas counts Pods that are Running and Ready: all of them where minReadySeconds is 0',
  breaches: (history) => miscounted(history, 'availableReplicas'),
}

const miscounted = (history: History, field: keyof typeof COUNTERS): Breach[] => {
  const counter: Counter = { field, ...COUNTERS[field] }
  return [...miscountedInTime(history, counter), ...miscountedAtRest(history, counter)].slice(0, 1)
}

function miscountedAtRest(history: History, { field, counts }: Counter): Breach[] {
  const resource = history.header.kind.plural
  return rests(history).flatMap(({ seq, set, status, pods }) => {
    if (field === 'availableReplicas' && takesTime(set)) return []
    const expected = pods.filter((pod) => counts(pod, status)).length
    // The API leaves out counters that are zero.
    const seen = status[field] ?? 0
    if (seen === expected) return []
    const cause = { verb: 'report' as const, resource, name: set.metadata.name, field: `status.${field}` }
    return [{ because: `status.${field} of ${set.metadata.name} is wrong at rest`, expected, seen, at: seq, cause }]
  })
}

function isReady(pod: KubeObject): boolean {
  return (pod as Pod).status?.phase === 'Running' && conditionIsTrue(pod, 'Ready')
}

function isOf(field: string): Counter['counts'] {
  return (pod, status) => !pod.metadata.deletionTimestamp && revisionOf(pod) === status[field]
}

function takesTime({ spec }: KubeObject): boolean {
  return Number(spec?.['minReadySeconds'] ?? 0) > 0
}
