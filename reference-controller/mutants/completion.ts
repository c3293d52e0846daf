import type { Snapshot } from '../statefulset/decide/actions.ts'
import { revisionOf } from '../statefulset/decide/identity.ts'
import { isTerminating } from '../statefulset/decide/pod-health.ts'
import type { Mutant } from './mutant.ts'
import { count, replicasOf, reporting, type Status } from './reporting.ts'
import { strategyOf } from './strategies.ts'

/** Mutants of the two revisions of a status, and of the moment at which an update is complete. */

/** The status as it is before an update is taken for complete, or after. */
const pending = (status: Status, { set }: Snapshot): Status => ({
  ...status,
  currentRevision: set.status?.currentRevision ?? status.currentRevision ?? '',
})

const completed = (status: Status): Status => ({
  ...status,
  currentRevision: status.updateRevision ?? '',
  currentReplicas: status.updatedReplicas ?? 0,
})

/** Takes an update for complete by another rule. */
const completing = (isComplete: (status: Status, replicas: number) => boolean): Mutant['rules'] =>
  reporting((status, snapshot) => {
    const isOnDelete = strategyOf(snapshot).type === 'OnDelete'
    if (!isOnDelete && isComplete(status, replicasOf(snapshot))) return completed(status)
    if (!isOnDelete && status.currentRevision !== pending(status, snapshot).currentRevision)
      return behind(status, snapshot)
    return status
  })

/** The real controller has taken the update for complete, and this one has not. */
function behind(status: Status, snapshot: Snapshot): Status {
  const waiting = pending(status, snapshot)
  const currentReplicas = count(snapshot, (pod) => !isTerminating(pod) && revisionOf(pod) === waiting.currentRevision)
  return { ...waiting, currentReplicas }
}

export const completionMutants: readonly Mutant[] = [
  {
    name: 'current-revision-early',
    sentence: 'Moves currentRevision together with updateRevision.',
    guarantee: 'SS-STA-005',
    rules: reporting(completed),
  },
  {
    name: 'update-revision-late',
    sentence: 'Names the new revision only once a Pod has it.',
    guarantee: 'SS-STA-005',
    rules: reporting((status, snapshot) =>
      count(snapshot, (pod) => revisionOf(pod) === status.updateRevision) > 0
        ? status
        : { ...status, updateRevision: status.currentRevision ?? '', updatedReplicas: status.currentReplicas ?? 0 },
    ),
  },
  {
    name: 'completed-unready',
    sentence: 'Takes an update for complete although updated Pods are not ready.',
    guarantee: 'SS-STA-006',
    rules: completing(({ replicas, updatedReplicas }, wanted) => replicas === wanted && updatedReplicas === wanted),
  },
  {
    name: 'completed-beside-surplus',
    sentence: 'Takes an update for complete although surplus Pods are still there.',
    guarantee: 'SS-STA-006',
    rules: completing(
      ({ readyReplicas, updatedReplicas }, wanted) => readyReplicas === wanted && updatedReplicas === wanted,
    ),
  },
  {
    // https://github.com/kubernetes/kubernetes/issues/119684
    name: 'completed-with-gaps',
    sentence: 'Takes an update for complete when all Pods that exist are updated, although others are missing.',
    guarantee: 'SS-STA-006',
    rules: completing(
      ({ replicas, readyReplicas, updatedReplicas }) =>
        replicas === updatedReplicas && readyReplicas === updatedReplicas,
    ),
  },
  {
    name: 'never-completed',
    sentence: 'Leaves currentRevision as it is when an update is complete.',
    guarantee: 'SS-STA-006',
    rules: completing(() => false),
  },
  {
    // https://github.com/kubernetes/kubernetes/pull/139307
    name: 'completed-when-available',
    sentence: 'Takes an update for complete only when all Pods are available.',
    guarantee: 'SS-STA-007',
    rules: completing(
      ({ replicas, updatedReplicas, availableReplicas }, wanted) =>
        replicas === wanted && updatedReplicas === wanted && availableReplicas === wanted,
    ),
  },
  {
    name: 'on-delete-not-completed',
    sentence: 'Never takes an update under OnDelete for complete, as Kubernetes 1.36 does.',
    guarantee: 'SS-STA-008',
    choice: { kubernetes: '1.37' },
    rules: reporting((status, snapshot) =>
      strategyOf(snapshot).type === 'OnDelete' && status.currentRevision !== pending(status, snapshot).currentRevision
        ? behind(status, snapshot)
        : status,
    ),
  },
]
