import type { KubeObject, Pod } from '../../client/index.ts'
import { ordinalOf, podEvents, podsBefore } from '../../observe/facts/pods.ts'
import type { Recorded, Seen } from '../../observe/trace.ts'
import type { Cause } from '../verdict.ts'
import { changesOf } from './all-changes.ts'
import type { History } from './invariant.ts'
import { once } from './once.ts'
import { controllerOf, type Interval, intervalAt, isInRange, setsOf, versionsWithin } from './sets.ts'
import { isDeletedBySuite, isNodeLost } from './suite.ts'

/** Why a Pod may have been deleted; only the last three are reasons of the controller's own. */
export type Reason = 'asked' | 'workload deleted' | 'node lost' | 'ended' | 'surplus' | 'stale'

/** A Pod of a workload that was deleted, by whomever. */
export interface DeletedPod {
  readonly seq: number
  readonly name: string
  readonly ordinal: number
  /** As it was before. */
  readonly pod: KubeObject
  readonly setUid: string
  readonly versions: readonly KubeObject[]
  readonly interval: Interval
  readonly reasons: readonly Reason[]
  readonly cause: Cause
}

/** The Pods of workloads that were deleted, with every reason that there may have been. */
export const deletedPods = once((history): readonly DeletedPod[] => {
  const { trace } = history
  const sets = setsOf(history)
  return changesOf(history, 'pods').flatMap(({ what, seq, name, object }) => {
    if (what !== 'deleted') return []
    const pod = podsBefore(trace, seq).get(name) ?? object
    const setUid = controllerOf(pod, history)
    const seen = sets.get(setUid ?? '')
    const ordinal = ordinalOf(name)
    if (!seen || setUid === undefined || ordinal === undefined) return []
    const interval = intervalAt(history, seq)
    const versions = versionsWithin(seen, interval)
    const deleted = { seq, name, ordinal, pod, setUid, versions, interval }
    const cause = { verb: 'delete' as const, resource: 'pods', name }
    return [{ ...deleted, reasons: reasonsOf(history, seen, deleted), cause }]
  })
})

type Deletion = Omit<DeletedPod, 'reasons' | 'cause'>

function reasonsOf(history: History, seen: readonly Seen[], deleted: Deletion): Reason[] {
  const { trace } = history
  const { seq, name, ordinal, pod, versions } = deleted
  const phase = (pod as Pod).status?.phase
  const holds: Record<Reason, boolean> = {
    asked: isDeletedBySuite(trace, { resource: 'pods', name }, seq, bornAt(trace, pod)),
    'workload deleted': isGoing(history, seen, deleted),
    'node lost': isNodeLost(trace, seq),
    ended: phase === 'Failed' || phase === 'Succeeded',
    surplus: versions.some((version) => !isInRange(ordinal, version)),
    stale: isPerhapsStale(history, deleted),
  }
  return (Object.keys(holds) as Reason[]).filter((reason) => holds[reason])
}

const bornAt = (trace: Recorded, { metadata: { uid } }: KubeObject): number =>
  podEvents(trace, 0).find(({ object }) => object.metadata.uid === uid)?.seq ?? 0

/** The garbage collector takes the Pods of a workload that is deleted. */
function isGoing({ header, trace }: History, seen: readonly Seen[], { seq, interval }: Deletion): boolean {
  const name = seen[0]?.object.metadata.name ?? ''
  const going = ({ type, object }: Seen) => type === 'DELETED' || object.metadata.deletionTimestamp !== undefined
  return (
    seen.some((entry) => entry.seq < interval.to && going(entry)) ||
    isDeletedBySuite(trace, { resource: header.kind.plural, name }, seq, seen[0]?.seq)
  )
}

const REVISION = 'controller-revision-hash'

export const revisionOf = ({ metadata }: KubeObject): string | undefined => metadata.labels?.[REVISION]

/** The revisions that may have been the newest when the controller acted; none where it was not told. */
export function updateRevisions(history: History, { versions, interval, setUid }: Deletion): Set<string> {
  const reported = versions.flatMap(({ status }) => (status?.['updateRevision'] as string | undefined) ?? [])
  const run = podEvents(history.trace, Math.max(interval.from, 0)).flatMap(({ type, seq, object }) =>
    type === 'ADDED' && seq < interval.to && controllerOf(object, history) === setUid ? (revisionOf(object) ?? []) : [],
  )
  return new Set([...reported, ...run])
}

function isPerhapsStale(history: History, deleted: Deletion): boolean {
  const { pod, versions, interval, seq } = deleted
  const templates = new Set(versions.map(({ spec }) => JSON.stringify(spec?.['template'])))
  const newest = updateRevisions(history, deleted)
  if (templates.size > 1 || newest.size === 0) return true
  const states = podEvents(history.trace, 0).filter(
    (event) => event.seq < seq && event.object.metadata.uid === pod.metadata.uid,
  )
  const known = states.findLast((event) => event.seq < interval.from)
  const labels = [...(known ? [known] : []), ...states.filter((event) => event.seq > interval.from)].map(({ object }) =>
    revisionOf(object),
  )
  return [revisionOf(pod), ...labels].some((label) => [...newest].some((each) => each !== label))
}
