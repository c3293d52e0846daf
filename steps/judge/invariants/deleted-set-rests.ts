import type { Breach } from '../verdict.ts'
import { createdPods } from './created-pods.ts'
import { versionOf } from './global-order.ts'
import type { History, Invariant } from './invariant.ts'
import { controllerOf, setsOf } from './sets.ts'

export const deletedSetRests: Invariant = {
  guarantee: 'SS-DEL-003',
  sentence: 'a set that is being deleted creates no Pods',
  breaches: (history) =>
    createdPods(history).flatMap(({ pod, seq, name, cause }): Breach[] => {
      if (!isKnownToGo(history, controllerOf(pod, history) ?? '', seq, versionOf(pod))) return []
      return [{ because: `${name} was created though its set is being deleted`, seen: name, at: seq, cause }]
    }),
}

/**
 * True if the controller knew, when it created the Pod, that the workload was being deleted: it had reported the
 * generation that a deletion brings, or the cluster had settled since.
 */
function isKnownToGo(history: History, uid: string, seq: number, version: bigint): boolean {
  const { header, trace } = history
  const seen = setsOf(history).get(uid) ?? []
  const going = seen.find(({ object }) => object.metadata.deletionTimestamp !== undefined)
  if (!going) return false
  const settled = trace.entries.some((entry) => entry.kind === 'settled' && entry.seq > going.seq && entry.seq < seq)
  const generation = going.object.metadata.generation ?? Number.POSITIVE_INFINITY
  const reported = seen.find(
    ({ object }) =>
      object.metadata.deletionTimestamp && Number(object.status?.['observedGeneration'] ?? 0) >= generation,
  )
  const before = seen.findLast((entry) => entry.seq < going.seq)
  const isNew = (before?.object.metadata.generation ?? generation) < generation
  const ordered = header.capabilities.includes('global-order')
  return settled || (ordered && isNew && reported !== undefined && versionOf(reported.object) < version)
}
