import { createdPods } from './created-pods.ts'
import { revisionOf } from './deleted-pods.ts'
import type { Invariant } from './invariant.ts'
import { revisionsNamed } from './revisions.ts'

export const revisionLabel: Invariant = {
  guarantee: 'SS-IDN-007',
  sentence: 'the revision label of a Pod is the name of a ControllerRevision',
  breaches: (history) => {
    const { trace } = history
    return createdPods(history).flatMap(({ seq, name, pod, interval, cause }) => {
      const seen = revisionOf(pod)
      const breach = {
        expected: 'the name of a ControllerRevision',
        seen,
        at: seq,
        cause: { ...cause, field: 'labels[controller-revision-hash]' },
      }
      if (seen === undefined) return [{ because: `${name} was created without a revision label`, ...breach }]
      // Watches of two resources do not wait for each other, but all have arrived when the cluster has settled.
      const arrived = interval.to < trace.entries.length
      if (!arrived || revisionsNamed(trace, seen).some((revision) => revision.seq < interval.to)) return []
      return [{ because: `${name} was created with the label of a revision that does not exist`, ...breach }]
    })
  },
}
