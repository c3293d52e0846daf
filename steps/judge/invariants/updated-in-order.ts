import { ordinalOf, podsBefore, setNameOf } from '../../observe/facts/pods.ts'
import type { Breach } from '../verdict.ts'
import { type DeletedPod, deletedPods, revisionOf, updateRevisions } from './deleted-pods.ts'
import { wasHealthy } from './health.ts'
import type { History, Invariant } from './invariant.ts'
import { controllerOf, isInRange, isOrdered, rangeOf } from './sets.ts'
import { isOnDelete, isRolling, maxUnavailableOf, partitionOf } from './strategy.ts'

export const onDeleteWaits: Invariant = {
  guarantee: 'SS-UPD-016',
  sentence: 'under OnDelete no Pod is deleted because its template is old',
  breaches: (history) =>
    updateDeletions(history).flatMap((deleted) =>
      deleted.versions.every(isOnDelete) ? [breach(deleted, 'the strategy was OnDelete')] : [],
    ),
}

export const partitionProtects: Invariant = {
  guarantee: 'SS-UPD-008',
  sentence: 'a rolling update deletes no Pod below the partition',
  breaches: (history) =>
    updateDeletions(history).flatMap((deleted) => {
      const { ordinal, versions } = deleted
      if (versions.every(isOnDelete)) return []
      const isProtected = versions.every(
        (version) => isOnDelete(version) || ordinal < rangeOf(version).start + partitionOf(version),
      )
      return isProtected ? [breach(deleted, 'the partition protected it')] : []
    }),
}

export const updatesHighestFirst: Invariant = {
  guarantee: 'SS-UPD-003',
  sentence: 'under OrderedReady a rolling update goes from the highest ordinal to the lowest',
  breaches: (history) =>
    rollingDeletions(history).flatMap((deleted) => {
      const higher = higherStale(history, deleted)
      return higher === undefined ? [] : [breach(deleted, `${higher} was not updated yet`)]
    }),
}

export const updatesOneAtATime: Invariant = {
  guarantee: 'SS-UPD-004',
  sentence: 'under OrderedReady a rolling update waits until the Pod that it has replaced is running and ready',
  breaches: (history) => whileUnhealthy(history, 'replaced'),
}

export const updatesHealthySets: Invariant = {
  guarantee: 'SS-UPD-024',
  sentence: 'under OrderedReady a rolling update deletes no Pod while one in range is missing or not ready',
  breaches: (history) => whileUnhealthy(history, 'not replaced'),
}

/** Deletions that nothing but an old template explains. */
const updateDeletions = (history: History): DeletedPod[] =>
  deletedPods(history).filter(({ reasons }) => reasons.join() === 'stale')

const rollingDeletions = (history: History): DeletedPod[] =>
  updateDeletions(history).filter(({ versions }) =>
    versions.every((version) => isOrdered(version) && isRolling(version)),
  )

/** A higher Pod in range that is old by any revision that the controller may have followed. */
function higherStale(history: History, deleted: DeletedPod): string | undefined {
  const { ordinal, setUid, versions, seq, interval } = deleted
  const newest = updateRevisions(history, deleted)
  const known = podsBefore(history.trace, Math.max(interval.from, 0))
  const found = [...podsBefore(history.trace, seq)].find(([name, pod]) => {
    const other = ordinalOf(name) ?? -1
    const inRange = other > ordinal && versions.every((version) => isInRange(other, version))
    const same = known.get(name)?.metadata.uid === pod.metadata.uid && controllerOf(pod, history) === setUid
    // The change that made the deleted Pod old makes all Pods of its revision old.
    const old = revisionOf(pod) === revisionOf(deleted.pod) || !newest.has(revisionOf(pod) ?? '')
    return inRange && same && old && !pod.metadata.deletionTimestamp
  })
  return found?.[0]
}

/** The role of an unhealthy Pod in the update: one that it has replaced or is replacing, or another. */
type Part = 'replaced' | 'not replaced'

const whileUnhealthy = (history: History, part: Part): Breach[] =>
  rollingDeletions(history).flatMap((deleted) => {
    if (deleted.versions.some((version) => maxUnavailableOf(version) !== 1)) return []
    const unhealthy = othersOf(deleted).find((other) => partOf(history, deleted, other) !== undefined)
    if (unhealthy === undefined || partOf(history, deleted, unhealthy) !== part) return []
    return [breach(deleted, `${unhealthy} was not running and ready`)]
  })

/** The other Pods in range, whichever version the controller followed, the highest first. */
function othersOf({ name, ordinal, versions }: DeletedPod): string[] {
  const start = Math.max(...versions.map((version) => rangeOf(version).start))
  const end = Math.min(...versions.map((version) => rangeOf(version).end))
  const ordinals = Array.from({ length: Math.max(0, end - start) }, (_, index) => end - 1 - index)
  const set = setNameOf(name)
  return ordinals.filter((other) => other !== ordinal).map((other) => `${set}-${other}`)
}

/** The part of an unhealthy Pod; undefined where it may have been healthy as far as the controller knew. */
function partOf(history: History, deleted: DeletedPod, other: string): Part | undefined {
  const { seq, interval, pod } = deleted
  // The controller knows that a Pod that it has deleted is gone.
  const own = deletedPods(history).findLast(
    (each) => each.name === other && each.seq < seq && each.seq > interval.from && isOwn(each),
  )
  if (wasHealthy(history.trace, other, own ? own.seq + 1 : interval.from, seq)) return undefined
  const before = podsBefore(history.trace, seq).get(other)
  const isUpdated = before !== undefined && revisionOf(before) !== revisionOf(pod)
  return own || isUpdated ? 'replaced' : 'not replaced'
}

const isOwn = ({ reasons }: DeletedPod): boolean => !reasons.includes('asked') && !reasons.includes('node lost')

const breach = ({ name, seq, cause }: DeletedPod, why: string): Breach => ({
  because: `${name} was deleted for an update while ${why}`,
  seen: `${name} deleted`,
  at: seq,
  cause,
})
