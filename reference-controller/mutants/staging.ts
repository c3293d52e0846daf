import { decide } from '../statefulset/decide/decide.ts'
import { revisionOf } from '../statefulset/decide/identity.ts'
import { startOrdinal } from '../statefulset/decide/ordinals.ts'
import { ownPods } from '../statefulset/decide/ownership.ts'
import { chosenRevisions } from '../statefulset/decide/revisions.ts'
import { changing, isInRange, isWork, type Mutant, ordinalOf, ROLL_ALL, removalOf } from './mutant.ts'
import {
  creatingBy,
  following,
  isUpdate,
  latched,
  PROTECT_ALL,
  partitionOf,
  recreating,
  type Strategy,
  stalePods,
} from './strategies.ts'

/** Controllers that have a rule of the partition or of the strategy wrong. */

const withPartition = (strategy: Strategy, partition: number): Strategy =>
  strategy.rollingUpdate ? { ...strategy, rollingUpdate: { partition } } : strategy

const protectedPodUpdated: Mutant = {
  name: 'protected-pod-updated',
  sentence: 'Recreates a Pod below the partition from the new template.',
  guarantee: 'SS-UPD-009',
  rules: creatingBy((strategy, snapshot) => (partitionOf(snapshot) > 0 ? withPartition(strategy, 0) : strategy)),
}

/** The mistake of early patches of 1.27: a missing Pod does not count against the end of an update. */
const missingPodForgotten: Mutant = {
  name: 'missing-pod-forgotten',
  sentence: 'Takes an update for complete while the only Pod of the old revision is missing.',
  guarantee: 'SS-UPD-009',
  rules: creatingBy((strategy, snapshot) => {
    const update = chosenRevisions(snapshot).update?.metadata.name
    const pods = ownPods(snapshot)
    return pods.length > 0 && pods.every((pod) => revisionOf(pod) === update) ? ROLL_ALL : strategy
  }),
}

const updatedPodRestored: Mutant = {
  name: 'updated-pod-restored',
  sentence: 'Recreates an updated Pod above the partition from the old template.',
  guarantee: 'SS-UPD-010',
  rules: recreating((lost, snapshot) => {
    const { current, update } = chosenRevisions(snapshot)
    const wasUpdated = partitionOf(snapshot) > 0 && revisionOf(lost) === update?.metadata.name
    return wasUpdated ? current?.metadata.name : undefined
  }),
}

/** A partition that is read once for each template. */
const partitionLatched: Mutant = {
  name: 'partition-latched',
  sentence: 'Keeps to the partition that the set had when its template changed.',
  guarantee: 'SS-UPD-012',
  rules: following(latched(({ type }) => type !== 'OnDelete')),
}

const raisedPartitionReverts: Mutant = {
  name: 'raised-partition-reverts',
  sentence: 'Takes the update of a Pod back when the partition is raised above it.',
  guarantee: 'SS-UPD-012',
  rules: {
    decide(snapshot, now) {
      const actions = decide(snapshot, now)
      const { current, update } = chosenRevisions(snapshot)
      const end = startOrdinal(snapshot.set) + partitionOf(snapshot)
      const updated = ownPods(snapshot).find(
        (pod) => isInRange(snapshot, pod) && ordinalOf(pod) < end && revisionOf(pod) === update?.metadata.name,
      )
      if (current === update || !updated || actions.some(isWork)) return actions
      return [removalOf(updated), ...actions]
    },
  },
}

const partitionAbsolute: Mutant = {
  name: 'partition-absolute',
  sentence: 'Compares the partition with the ordinal itself, whatever the start ordinal is.',
  guarantee: 'SS-UPD-013',
  rules: following((strategy, snapshot) =>
    withPartition(strategy, Math.max(0, partitionOf(snapshot) - startOrdinal(snapshot.set))),
  ),
}

const newOrdinalsUpdated: Mutant = {
  name: 'new-ordinals-updated',
  sentence: 'Creates the Pods of a scale-up from the new template, also below the partition.',
  guarantee: 'SS-UPD-014',
  rules: creatingBy((strategy, snapshot, { pod }) => {
    const isHighest = ownPods(snapshot).every((other) => ordinalOf(other) < ordinalOf(pod))
    return isHighest ? withPartition(strategy, 0) : strategy
  }),
}

const newOrdinalsProtected: Mutant = {
  name: 'new-ordinals-protected',
  sentence: 'Creates the Pods of a scale-up from the old template, also above the partition.',
  guarantee: 'SS-UPD-014',
  rules: creatingBy((strategy, snapshot, { pod }) => {
    const isHighest = ownPods(snapshot).every((other) => ordinalOf(other) < ordinalOf(pod))
    return isHighest && partitionOf(snapshot) > 0 ? PROTECT_ALL : strategy
  }),
}

const zeroKeepsRevision: Mutant = {
  name: 'zero-keeps-revision',
  sentence: 'Keeps the current revision of a staged update while there are no replicas.',
  guarantee: 'SS-UPD-015',
  rules: {
    decide: changing((action, { set }) => {
      const before = set.status?.currentRevision
      if (action.kind !== 'update-status' || set.spec.replicas !== 0 || !before || !action.status) return action
      return { ...action, status: { ...action.status, currentRevision: before } }
    }),
  },
}

const partitionInParallel: Mutant = {
  name: 'partition-in-parallel',
  sentence: 'Updates all Pods above a partition at once.',
  guarantee: 'SS-UPD-040',
  rules: {
    decide(snapshot, now) {
      const actions = decide(snapshot, now)
      const from = startOrdinal(snapshot.set) + partitionOf(snapshot)
      if (partitionOf(snapshot) === 0 || !actions.some((action) => isUpdate(snapshot, action))) return actions
      const others = actions.filter((action) => !isUpdate(snapshot, action))
      return [
        ...stalePods(snapshot)
          .filter((pod) => ordinalOf(pod) >= from)
          .map(removalOf),
        ...others,
      ]
    },
  },
}

const steppingRequired: Mutant = {
  name: 'stepping-required',
  sentence: 'Updates only the highest Pod until the partition is changed.',
  guarantee: 'SS-UPD-041',
  rules: following((strategy, { set }) =>
    strategy.rollingUpdate?.partition === 0
      ? withPartition(strategy, Math.max(0, (set.spec.replicas ?? 1) - 1))
      : strategy,
  ),
}

const onDeleteScalesOld: Mutant = {
  name: 'on-delete-scales-old',
  sentence: 'Creates the Pods of a scale-up from the old template under OnDelete.',
  guarantee: 'SS-UPD-018',
  rules: creatingBy((strategy, snapshot, { pod }) => {
    const isHighest = ownPods(snapshot).every((other) => ordinalOf(other) < ordinalOf(pod))
    return strategy.type === 'OnDelete' && isHighest ? PROTECT_ALL : strategy
  }),
}

const strategyLatched: Mutant = {
  name: 'strategy-latched',
  sentence: 'Updates each template by the strategy that the set had when the template changed.',
  guarantee: 'SS-UPD-019',
  rules: following(latched(() => true)),
}

export const stagingMutants: readonly Mutant[] = [
  protectedPodUpdated,
  missingPodForgotten,
  updatedPodRestored,
  partitionLatched,
  raisedPartitionReverts,
  partitionAbsolute,
  newOrdinalsUpdated,
  newOrdinalsProtected,
  zeroKeepsRevision,
  partitionInParallel,
  steppingRequired,
  onDeleteScalesOld,
  strategyLatched,
]
