import type { Action, Snapshot } from '../statefulset/decide/actions.ts'
import { decide } from '../statefulset/decide/decide.ts'
import { revisionOf } from '../statefulset/decide/identity.ts'
import { ownPods } from '../statefulset/decide/ownership.ts'
import { isReady, isTerminal, isTerminating } from '../statefulset/decide/pod-health.ts'
import { chosenRevisions } from '../statefulset/decide/revisions.ts'
import { changing, isInRange, type Mutant, ordinalOf, removalOf, withSpec } from './mutant.ts'

const parallelIsOrdered: Mutant = {
  name: 'parallel-is-ordered',
  sentence: 'Treats Parallel as OrderedReady.',
  guarantee: 'SS-PMP-001',
  rules: { decide: (snapshot, now) => decide(withSpec(snapshot, { podManagementPolicy: 'OrderedReady' }), now) },
}

/** Omits some of the actions, for a Parallel set only. */
const omitting = (concerns: (action: Action, snapshot: Snapshot) => boolean): Mutant['rules'] => ({
  decide: changing((action, snapshot) => (isParallel(snapshot) && concerns(action, snapshot) ? undefined : action)),
})

const isParallel = ({ set }: Snapshot): boolean => set.spec.podManagementPolicy === 'Parallel'

const isSurplusRemoval = (action: Action, snapshot: Snapshot): boolean =>
  action.kind === 'delete-pod' && !isInRange(snapshot, action.pod)

const parallelShrinksInTurn: Mutant = {
  name: 'parallel-shrinks-in-turn',
  sentence: 'Removes the surplus Pods of a Parallel set one after the other.',
  guarantee: 'SS-PMP-002',
  rules: omitting((action, snapshot) => {
    if (action.kind !== 'delete-pod' || !isSurplusRemoval(action, snapshot)) return false
    const surplus = ownPods(snapshot).filter((pod) => !isInRange(snapshot, pod))
    return surplus.some((pod) => ordinalOf(pod) > ordinalOf(action.pod))
  }),
}

const parallelScalesHealthy: Mutant = {
  name: 'parallel-scales-healthy',
  sentence: 'Scales a Parallel set only while the Pods that it has are Ready.',
  guarantee: 'SS-PMP-003',
  rules: omitting((action, snapshot) => {
    const pods = ownPods(snapshot)
    const stuck = pods.some((pod) => !isReady(pod) && !isTerminating(pod) && !isTerminal(pod))
    const reported = snapshot.set.status?.observedGeneration === snapshot.set.metadata.generation
    return (
      stuck &&
      (isSurplusRemoval(action, snapshot) || (action.kind === 'create-pod' && reported && isHigher(action.pod, pods)))
    )
  }),
}

const isHigher = (pod: Parameters<typeof ordinalOf>[0], pods: readonly Parameters<typeof ordinalOf>[0][]): boolean =>
  pods.every((other) => ordinalOf(other) < ordinalOf(pod))

const parallelWaitsForTermination: Mutant = {
  name: 'parallel-waits-for-termination',
  sentence: 'Leaves a Parallel set alone while one of its Pods is terminating.',
  guarantee: 'SS-PMP-004',
  rules: omitting(
    (action, snapshot) =>
      ownPods(snapshot).some(isTerminating) && (action.kind === 'create-pod' || action.kind === 'delete-pod'),
  ),
}

const parallelUpdatesAll: Mutant = {
  name: 'parallel-updates-all',
  sentence: 'Replaces all Pods of a Parallel set at once when the template changes.',
  guarantee: 'SS-PMP-005',
  rules: {
    decide(snapshot, now) {
      const actions = decide(snapshot, now)
      const isUpdate = (action: Action) =>
        action.kind === 'delete-pod' && isInRange(snapshot, action.pod) && !isTerminal(action.pod)
      if (!isParallel(snapshot) || !actions.some(isUpdate)) return actions
      const update = chosenRevisions(snapshot).update?.metadata.name
      const stale = ownPods(snapshot).filter(
        (pod) => isInRange(snapshot, pod) && revisionOf(pod) !== update && !isTerminating(pod),
      )
      return [...stale.map(removalOf), ...actions.filter((action) => !isUpdate(action))]
    },
  },
}

const parallelUpdatesHealthy: Mutant = {
  name: 'parallel-updates-healthy',
  sentence: 'Updates a Parallel set only while its lower Pods are Ready.',
  guarantee: 'SS-PMP-006',
  rules: omitting((action, snapshot) => {
    if (action.kind !== 'delete-pod' || isTerminal(action.pod) || isSurplusRemoval(action, snapshot)) return false
    return ownPods(snapshot).some((pod) => ordinalOf(pod) < ordinalOf(action.pod) && !isReady(pod))
  }),
}

const parallelBrokenKept: Mutant = {
  name: 'parallel-broken-kept',
  sentence: 'Waits for a Pod of an old revision to become Ready before it replaces it.',
  guarantee: 'SS-PMP-007',
  rules: omitting(
    (action, snapshot) =>
      action.kind === 'delete-pod' &&
      !isTerminal(action.pod) &&
      !isSurplusRemoval(action, snapshot) &&
      !isReady(action.pod),
  ),
}

const oneBatch: Mutant = {
  name: 'one-batch',
  sentence: 'Creates all Pods of a Parallel set in one batch.',
  guarantee: 'SS-PMP-008',
  rules: {
    decide: changing((action) => (action.kind === 'create-pod' && action.batch ? { ...action, batch: 'all' } : action)),
  },
}

const parallelRestoresHealthy: Mutant = {
  name: 'parallel-restores-healthy',
  sentence: 'Restores a lost Pod of a Parallel set only when the lower ones are Ready.',
  guarantee: 'SS-PMP-009',
  rules: omitting((action, snapshot) => {
    if (action.kind !== 'create-pod') return false
    const { status, metadata } = snapshot.set
    const isOld = status?.observedGeneration === metadata.generation && (status?.replicas ?? 0) > 1
    return isOld && ownPods(snapshot).some((pod) => ordinalOf(pod) < ordinalOf(action.pod) && !isReady(pod))
  }),
}

const parallelNeedsOnDelete: Mutant = {
  name: 'parallel-needs-on-delete',
  sentence: 'Knows Parallel only together with the strategy OnDelete.',
  guarantee: 'SS-PMP-010',
  rules: {
    decide(snapshot, now) {
      const onDelete = snapshot.set.spec.updateStrategy?.type === 'OnDelete'
      return decide(onDelete ? snapshot : withSpec(snapshot, { podManagementPolicy: 'OrderedReady' }), now)
    },
  },
}

const batchCutShort: Mutant = {
  name: 'batch-cut-short',
  sentence: 'Ends the pass at the first Pod of a batch that cannot be created.',
  guarantee: 'SS-PMP-011',
  rules: {
    decide: changing((action) =>
      action.kind === 'create-pod' && action.batch ? { ...action, batch: action.pod.metadata.name } : action,
    ),
  },
}

const refusalBlocksRemoval: Mutant = {
  name: 'refusal-blocks-removal',
  sentence: 'Creates the missing Pods of a Parallel set before it removes the surplus.',
  guarantee: 'SS-PMP-012',
  rules: {
    decide(snapshot, now) {
      const actions = decide(snapshot, now)
      const isCreation = ({ kind }: Action) => kind === 'create-pod'
      return [...actions.filter(isCreation), ...actions.filter((action) => !isCreation(action))]
    },
  },
}

export const parallelMutants: readonly Mutant[] = [
  parallelIsOrdered,
  parallelShrinksInTurn,
  parallelScalesHealthy,
  parallelWaitsForTermination,
  parallelUpdatesAll,
  parallelUpdatesHealthy,
  parallelBrokenKept,
  oneBatch,
  batchCutShort,
  refusalBlocksRemoval,
  parallelRestoresHealthy,
  parallelNeedsOnDelete,
]
