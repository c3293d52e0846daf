import type { Pod } from '../client/objects.ts'
import type { Snapshot } from '../statefulset/decide/actions.ts'
import { decide } from '../statefulset/decide/decide.ts'
import { revisionOf } from '../statefulset/decide/identity.ts'
import { ownPods } from '../statefulset/decide/ownership.ts'
import { isTerminal, isTerminating } from '../statefulset/decide/pod-health.ts'
import { chosenRevisions } from '../statefulset/decide/revisions.ts'
import {
  isInRange,
  isWork,
  type Mutant,
  ordinalOf,
  ROLL_ALL,
  ROLL_NONE,
  removalOf,
  withPods,
  withSpec,
} from './mutant.ts'
import { asUpdated, creatingBy, following, isUpdate, PROTECT_ALL, strategyOf } from './strategies.ts'

const partitionIgnored: Mutant = {
  name: 'partition-ignored',
  sentence: 'Updates the Pods below the partition too.',
  guarantee: 'SS-UPD-008',
  rules: following((strategy) => (strategy.rollingUpdate ? ROLL_ALL : strategy)),
}

const partitionCapped: Mutant = {
  name: 'partition-capped',
  sentence: 'Updates the highest Pod although the partition is as high as replicas.',
  guarantee: 'SS-UPD-008',
  rules: {
    decide(snapshot, now) {
      const { replicas = 1, updateStrategy } = snapshot.set.spec
      const partition = updateStrategy?.rollingUpdate?.partition ?? 0
      if (partition < replicas) return decide(snapshot, now)
      const capped = { type: 'RollingUpdate', rollingUpdate: { partition: Math.max(0, replicas - 1) } }
      return decide(withSpec(snapshot, { updateStrategy: capped }), now)
    },
  },
}

const onDeleteRolls: Mutant = {
  name: 'on-delete-rolls',
  sentence: 'Replaces Pods by itself although the strategy is OnDelete.',
  guarantee: 'SS-UPD-016',
  rules: following((strategy) => (strategy.type === 'OnDelete' ? ROLL_ALL : strategy)),
}

const onDeleteKeepsTemplate: Mutant = {
  name: 'on-delete-keeps-template',
  sentence: 'Creates a Pod that the user has deleted under OnDelete from the old template.',
  guarantee: 'SS-UPD-017',
  rules: creatingBy((strategy) => (strategy.type === 'OnDelete' ? PROTECT_ALL : strategy)),
}

const neverRolls: Mutant = {
  name: 'never-rolls',
  sentence: 'Waits for the user to delete Pods though the strategy is RollingUpdate.',
  guarantee: 'SS-UPD-001',
  rules: {
    decide(snapshot, now) {
      const right = decide(snapshot, now)
      const passive = decide(withSpec(snapshot, { updateStrategy: ROLL_NONE }), now)
      return right.flatMap((action) => {
        if (action.kind === 'update-status') return passive.filter(({ kind }) => kind === 'update-status')
        return isUpdate(snapshot, action) ? [] : [action]
      })
    },
  },
}

const lowestUpdatedFirst: Mutant = {
  name: 'lowest-updated-first',
  sentence: 'Updates Pods from the lowest ordinal to the highest.',
  guarantee: 'SS-UPD-003',
  rules: {
    decide(snapshot, now) {
      const { update } = chosenRevisions(snapshot)
      const pods = ownPods(snapshot).toSorted((a, b) => ordinalOf(a) - ordinalOf(b))
      const lowest = pods.find((pod) => isInRange(snapshot, pod) && revisionOf(pod) !== update?.metadata.name)
      return decide(snapshot, now).map((action) =>
        isUpdate(snapshot, action) && lowest ? { ...action, pod: lowest } : action,
      )
    },
  },
}

const updatesBeforeScaling: Mutant = {
  name: 'updates-before-scaling',
  sentence: 'Begins an update while Pods are still to be created or removed.',
  guarantee: 'SS-ORD-018',
  rules: {
    decide(snapshot, now) {
      const { set } = snapshot
      const pods = ownPods(snapshot)
      const { update } = chosenRevisions(snapshot)
      const isHalfway = pods.length !== (set.spec.replicas ?? 1) && (set.status?.replicas ?? 0) > 0
      const isRolling = strategyOf(snapshot).type !== 'OnDelete' && !strategyOf(snapshot).rollingUpdate?.partition
      const stale = pods
        .filter((pod) => isInRange(snapshot, pod) && !isTerminal(pod) && revisionOf(pod) !== update?.metadata.name)
        .toSorted((a, b) => ordinalOf(b) - ordinalOf(a))
      const [first] = stale
      const actions = decide(snapshot, now)
      if (!isHalfway || !isRolling || !first || pods.some((pod) => isInRange(snapshot, pod) && isTerminating(pod)))
        return actions
      return [removalOf(first), ...actions.filter((action) => !isWork(action))]
    },
  },
}

const lostPodUpdated: Mutant = {
  name: 'lost-pod-updated',
  sentence: 'Recreates a Pod lost before its turn from the new template although no rollingUpdate block was given.',
  guarantee: 'SS-UPD-025',
  rules: following((strategy) => (strategy.type === 'RollingUpdate' && !strategy.rollingUpdate ? ROLL_ALL : strategy)),
}

const lostPodKept: Mutant = {
  name: 'lost-pod-kept',
  sentence: 'Recreates a Pod lost before its turn from the old template although a partition is stored.',
  guarantee: 'SS-UPD-042',
  rules: creatingBy(({ rollingUpdate, ...strategy }) =>
    strategy.type === 'RollingUpdate' || rollingUpdate ? { ...strategy, type: 'RollingUpdate' } : strategy,
  ),
}

const twoAtOnce: Mutant = {
  name: 'two-at-once',
  sentence: 'Takes down two Pods at once in a rolling update.',
  guarantee: 'SS-UPD-004',
  rules: {
    decide(snapshot, now) {
      const actions = decide(snapshot, now)
      const first = actions.find((action) => isUpdate(snapshot, action))
      if (first?.kind !== 'delete-pod') return actions
      const next = decide(asIfUpdated(snapshot, first.pod), now).filter(({ kind }) => kind === 'delete-pod')
      return [...next, ...actions]
    },
  },
}

function asIfUpdated(snapshot: Snapshot, pod: Pod): Snapshot {
  return withPods(snapshot, (each) => (each === pod ? asUpdated(snapshot, pod) : each))
}

export const updateMutants: readonly Mutant[] = [
  partitionIgnored,
  partitionCapped,
  onDeleteRolls,
  onDeleteKeepsTemplate,
  neverRolls,
  lowestUpdatedFirst,
  updatesBeforeScaling,
  lostPodUpdated,
  lostPodKept,
  twoAtOnce,
]
