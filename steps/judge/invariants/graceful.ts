import type { Pod } from '../../client/index.ts'
import { type DeletedPod, deletedPods } from './deleted-pods.ts'
import type { Invariant } from './invariant.ts'

export const graceful: Invariant = {
  guarantee: 'SS-ORD-019',
  sentence: 'a Pod is deleted with its own grace period',
  breaches: (history) =>
    deletedPods(history).flatMap(({ pod, name, seq, reasons, cause }) => {
      // The suite, and the eviction from a lost node, have periods of their own.
      if (reasons.includes('asked') || reasons.includes('node lost') || !hasGrace(pod)) return []
      const expected = (pod as Pod & { spec: { terminationGracePeriodSeconds?: number } }).spec
        .terminationGracePeriodSeconds
      const entry = history.trace.entries[seq]
      // An object that is removed with no period is never seen terminating.
      const seen =
        entry?.kind === 'seen' && entry.type !== 'DELETED' ? entry.object.metadata.deletionGracePeriodSeconds : 0
      if (seen === expected) return []
      return [
        {
          because: `${name} was deleted with another grace period`,
          expected,
          seen,
          at: seq,
          cause: { ...cause, field: 'deletionGracePeriodSeconds' },
        },
      ]
    }),
}

/** The API grants a period to a Pod that a kubelet has to end, and to no other. */
function hasGrace(pod: DeletedPod['pod']): boolean {
  const { nodeName, terminationGracePeriodSeconds } = (pod as Pod).spec as {
    nodeName?: string
    terminationGracePeriodSeconds?: number
  }
  const phase = (pod as Pod).status?.phase
  const ended = phase === 'Failed' || phase === 'Succeeded'
  return Boolean(nodeName) && Boolean(terminationGracePeriodSeconds) && !ended
}
