import type { Pod } from '../../client/index.ts'
import { podEvents } from '../../observe/facts/pods.ts'
import { type DeletedPod, deletedPods } from './deleted-pods.ts'
import type { History, Invariant } from './invariant.ts'
import { versionsWithin } from './sets.ts'

export const graceful: Invariant = {
  guarantee: 'SS-ORD-019',
  sentence: 'a Pod is deleted with its own grace period',
  breaches: (history) =>
    deletedPods(history).flatMap((deleted) => {
      const { pod, name, seq, reasons, cause } = deleted
      // The suite, and the eviction from a lost node, have periods of their own.
      if (reasons.includes('asked') || reasons.includes('node lost') || !hasGrace(pod as Pod)) return []
      if (wasUnassigned(history, deleted)) return []
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
function hasGrace({ spec, status }: Pod & { spec: { terminationGracePeriodSeconds?: number } }): boolean {
  const ended = status?.phase === 'Failed' || status?.phase === 'Succeeded'
  return Boolean(spec.terminationGracePeriodSeconds) && !ended
}

/**
 * True if the Pod was on no node at a moment at which its deletion may have been decided. The API server reads a Pod,
 * finds that it needs no period because no kubelet has it, and may then remove it after it was bound.
 * https://github.com/kubernetes/kubernetes/blob/v1.36.3/staging/src/k8s.io/apiserver/pkg/registry/rest/delete.go
 */
function wasUnassigned({ trace }: History, { pod, interval }: DeletedPod): boolean {
  const states = podEvents(trace, 0).filter(({ object }) => object.metadata.uid === pod.metadata.uid)
  return versionsWithin(states, interval).some((state) => !(state as Pod).spec.nodeName)
}
