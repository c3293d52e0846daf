import type { KubeObject } from '../../client/index.ts'
import { ordinalOf, podsBefore, setNameOf } from '../../observe/facts/pods.ts'
import type { Breach } from '../verdict.ts'
import { type DeletedPod, deletedPods } from './deleted-pods.ts'
import { wasHealthy } from './health.ts'
import type { History, Invariant } from './invariant.ts'
import { controllerOf, isInRange, isOrdered, rangeOf } from './sets.ts'

export const highestFirst: Invariant = {
  guarantee: 'SS-ORD-006',
  sentence: 'under OrderedReady surplus Pods are deleted from the highest ordinal to the lowest',
  breaches: (history) =>
    [...surplusDeletions(history), ...insteadOfSurplus(history)].flatMap((deleted) => {
      const higher = higherSurplus(history, deleted).find(({ metadata }) => !metadata.deletionTimestamp)
      return higher ? [breach(deleted, `${higher.metadata.name} was still there`)] : []
    }),
}

export const oneAtATime: Invariant = {
  guarantee: 'SS-ORD-007',
  sentence: 'under OrderedReady a surplus Pod is deleted only when the one above it has gone',
  breaches: (history) =>
    surplusDeletions(history).flatMap((deleted) => {
      const higher = higherSurplus(history, deleted).find(({ metadata }) => metadata.deletionTimestamp)
      return higher ? [breach(deleted, `${higher.metadata.name} had not gone`)] : []
    }),
}

export const staysHealthyFirst: Invariant = {
  guarantee: 'SS-ORD-008',
  sentence: 'under OrderedReady no surplus Pod is deleted while a Pod that stays is missing or not ready',
  breaches: (history) =>
    surplusDeletions(history).flatMap((deleted) => {
      const { seq, interval } = deleted
      const unhealthy = staying(deleted).find((name) => !wasHealthy(history.trace, name, interval.from, seq))
      return unhealthy === undefined ? [] : [breach(deleted, `${unhealthy} was not running and ready`)]
    }),
}

/** Deletions under OrderedReady that nothing but a smaller range explains. */
const surplusDeletions = (history: History): DeletedPod[] =>
  deletedPods(history).filter(({ reasons, versions }) => reasons.join() === 'surplus' && versions.every(isOrdered))

/** A Pod in range that nothing speaks against, deleted while there is a surplus: the wrong one of them all was chosen. */
export const isInsteadOfSurplus = (history: History, deleted: DeletedPod): boolean =>
  deleted.reasons.length === 0 &&
  deleted.versions.every(isOrdered) &&
  higherSurplus(history, deleted).some(({ metadata }) => !metadata.deletionTimestamp)

const insteadOfSurplus = (history: History): DeletedPod[] =>
  deletedPods(history).filter((deleted) => isInsteadOfSurplus(history, deleted))

/** The versions of the workload that the controller can have followed when it deleted this Pod. */
const followed = ({ ordinal, versions }: DeletedPod): KubeObject[] =>
  versions.filter((version) => !isInRange(ordinal, version))

/** Higher Pods of the same workload that were surplus as well and had been there since the cluster had settled. */
function higherSurplus({ header, trace }: History, deleted: DeletedPod): KubeObject[] {
  const { seq, ordinal, setUid, interval } = deleted
  const known = podsBefore(trace, Math.max(interval.from, 0))
  return [...podsBefore(trace, seq)].flatMap(([name, pod]) => {
    const other = ordinalOf(name) ?? -1
    const same = known.get(name)?.metadata.uid === pod.metadata.uid && controllerOf(pod, { header }) === setUid
    const versions = deleted.reasons.length === 0 ? deleted.versions : followed(deleted)
    const surplus = versions.every((version) => !isInRange(other, version))
    return same && surplus && other > ordinal ? [pod] : []
  })
}

/** The Pods that stay, whichever version the controller followed. */
function staying(deleted: DeletedPod): string[] {
  const ranges = followed(deleted).map(rangeOf)
  const start = Math.max(...ranges.map((range) => range.start))
  const end = Math.min(...ranges.map((range) => range.end))
  const set = setNameOf(deleted.name)
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => `${set}-${start + index}`)
}

const breach = ({ name, seq, cause }: DeletedPod, why: string): Breach => ({
  because: `${name} was deleted while ${why}`,
  seen: `${name} deleted`,
  at: seq,
  cause,
})
