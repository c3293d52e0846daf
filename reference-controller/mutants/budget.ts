import type { Snapshot } from '../statefulset/decide/actions.ts'
import { ownPods } from '../statefulset/decide/ownership.ts'
import { isReady, isTerminating } from '../statefulset/decide/pod-health.ts'
import { asReady, changing, isInRange, type Mutant, misleading, withPods } from './mutant.ts'
import { following, isUpdate, partitionOf, stalePods, strategyOf } from './strategies.ts'

/** Mutants of updates of several Pods at once. */

const choice = { featureGates: 'MaxUnavailableStatefulSet=true' }

type Budget = number | string

const budgetOf = (snapshot: Snapshot): Budget => strategyOf(snapshot).rollingUpdate?.maxUnavailable ?? 1

/** Follows another maxUnavailable than the one that the set asks for. */
const budgeting = (other: (budget: Budget, snapshot: Snapshot) => Budget): Mutant['rules'] =>
  following((strategy, snapshot) =>
    strategy.rollingUpdate
      ? {
          ...strategy,
          rollingUpdate: { ...strategy.rollingUpdate, maxUnavailable: other(budgetOf(snapshot), snapshot) },
        }
      : strategy,
  )

const replicasOf = ({ set }: Snapshot): number => set.spec.replicas ?? 1

const isParallel = ({ set }: Snapshot): boolean => set.spec.podManagementPolicy === 'Parallel'

const isWhole = (snapshot: Snapshot): boolean => {
  const pods = ownPods(snapshot).filter((pod) => isInRange(snapshot, pod))
  return pods.length === replicasOf(snapshot) && pods.every((pod) => isReady(pod) && !isTerminating(pod))
}

const stale = (snapshot: Snapshot) => new Set(stalePods(snapshot))

export const budgetMutants: readonly Mutant[] = [
  {
    name: 'budget-ignored',
    sentence: 'Replaces one Pod at a time although maxUnavailable allows more.',
    guarantee: 'SS-UPD-026',
    choice,
    rules: budgeting(() => 1),
  },
  {
    name: 'budget-exceeded',
    sentence: 'Takes down one Pod more than maxUnavailable allows where it allows several.',
    guarantee: 'SS-UPD-026',
    choice,
    rules: budgeting((budget) => (typeof budget === 'number' && budget > 1 ? budget + 1 : budget)),
  },
  {
    name: 'unready-not-counted',
    sentence: 'Counts only the Pods that it has updated against maxUnavailable.',
    guarantee: 'SS-UPD-027',
    choice,
    rules: {
      decide: misleading((snapshot) => {
        const old = stale(snapshot)
        return withPods(snapshot, (pod) => (old.has(pod) ? asReady(pod) : pod))
      }),
    },
  },
  {
    name: 'batch-not-refilled',
    sentence: 'Waits under Parallel until a whole batch is available before it deletes another Pod.',
    guarantee: 'SS-UPD-028',
    choice,
    rules: {
      decide: changing((action, snapshot) =>
        isUpdate(snapshot, action) && isParallel(snapshot) && !isWhole(snapshot) ? undefined : action,
      ),
    },
  },
  {
    name: 'batch-in-turn',
    sentence: 'Deletes one Pod of a batch at a time under OrderedReady.',
    guarantee: 'SS-UPD-029',
    choice,
    rules: budgeting((budget, snapshot) => (isParallel(snapshot) ? budget : 1)),
  },
  {
    name: 'percentage-rounded-up',
    sentence: 'Rounds a percentage for maxUnavailable up.',
    guarantee: 'SS-UPD-030',
    choice,
    rules: budgeting((budget, snapshot) =>
      typeof budget === 'string' ? Math.ceil((replicasOf(snapshot) * Number.parseInt(budget, 10)) / 100) : budget,
    ),
  },
  {
    name: 'percentage-above-partition',
    sentence: 'Takes a percentage of the Pods above the partition instead of all.',
    guarantee: 'SS-UPD-030',
    choice,
    rules: budgeting((budget, snapshot) =>
      typeof budget === 'string'
        ? Math.floor(((replicasOf(snapshot) - partitionOf(snapshot)) * Number.parseInt(budget, 10)) / 100)
        : budget,
    ),
  },
  {
    name: 'default-is-all',
    sentence: 'Takes down all Pods at once where maxUnavailable is 1, as it is by default.',
    guarantee: 'SS-UPD-031',
    choice,
    rules: budgeting((budget) => (budget === 1 ? '100%' : budget)),
  },
  {
    // https://github.com/kubernetes/kubernetes/pull/137666
    name: 'unavailable-wait',
    sentence: 'Leaves unready Pods of a Parallel set at the old revision until they recover, as Kubernetes 1.36 does.',
    guarantee: 'SS-UPD-035',
    choice: { kubernetes: '1.37' },
    rules: {
      decide: changing((action, snapshot) => {
        if (action.kind !== 'delete-pod' || !isParallel(snapshot) || !isUpdate(snapshot, action)) return action
        return isReady(action.pod) ? action : undefined
      }),
    },
  },
]
