import type { Pod } from '../client/objects.ts'
import type { Act } from '../statefulset/act/act.ts'
import { act } from '../statefulset/act/act.ts'
import type { SyncContext } from '../statefulset/act/sync-context.ts'
import type { Action, Snapshot } from '../statefulset/decide/actions.ts'
import { decide } from '../statefulset/decide/decide.ts'
import { startOrdinal } from '../statefulset/decide/ordinals.ts'
import { ownPods } from '../statefulset/decide/ownership.ts'
import { isReady, isTerminating } from '../statefulset/decide/pod-health.ts'
import {
  asReady,
  changing,
  isInRange,
  type Mutant,
  misleading,
  ordinalOf,
  type Removal,
  removalOf,
  withPods,
  withSpec,
} from './mutant.ts'

const lowestFirst: Mutant = {
  name: 'lowest-first',
  sentence: 'Scales down from the lowest surplus ordinal instead of the highest.',
  guarantee: 'SS-ORD-006',
  rules: {
    decide(snapshot, now) {
      const [lowest] = surplusOf(snapshot)
      return decide(snapshot, now).flatMap((action): Action[] => {
        if (!isSurplusRemoval(snapshot, action) || !lowest) return [action]
        return isTerminating(lowest) ? [] : [{ ...action, pod: lowest }]
      })
    },
  },
}

const terminationNotAwaited: Mutant = {
  name: 'termination-not-awaited',
  sentence: 'Deletes the next surplus Pod while the one before it is still terminating.',
  guarantee: 'SS-ORD-007',
  rules: {
    decide(snapshot, now) {
      const actions = decide(snapshot, now)
      const leaving = surplusOf(snapshot).filter(isTerminating)
      if (leaving.length === 0) return actions
      const rest = { ...snapshot, pods: snapshot.pods.filter((pod) => !leaving.includes(pod)) }
      return [...decide(rest, now).filter((action) => isSurplusRemoval(snapshot, action)), ...actions]
    },
  },
}

const lowestOfAll: Mutant = {
  name: 'lowest-of-all',
  sentence: 'Deletes the lowest Pod of the set whenever it should delete one.',
  guarantee: 'SS-ORD-006',
  rules: {
    decide: changing((action, snapshot) => {
      const [lowest] = ownPods(snapshot).toSorted((a, b) => ordinalOf(a) - ordinalOf(b))
      return action.kind === 'delete-pod' && lowest ? { ...action, pod: lowest } : action
    }),
  },
}

const unhealthyStaying: Mutant = {
  name: 'scales-down-unhealthy',
  sentence: 'Deletes surplus Pods though a Pod that stays is not Ready.',
  guarantee: 'SS-ORD-008',
  rules: {
    decide(snapshot, now) {
      const healthy = withPods(snapshot, (pod) => (isInRange(snapshot, pod) ? asReady(pod) : pod))
      return [
        ...decide(healthy, now).filter((action) => isSurplusRemoval(snapshot, action)),
        ...decide(snapshot, now).filter((action) => !isSurplusRemoval(snapshot, action)),
      ]
    },
  },
}

const unhealthySurplusKept: Mutant = {
  name: 'unhealthy-surplus-kept',
  sentence: 'Never deletes a surplus Pod that is not Ready.',
  guarantee: 'SS-ORD-009',
  rules: {
    decide: changing((action, snapshot) =>
      isOrdered(snapshot) && isSurplusRemoval(snapshot, action) && !isReady(action.pod) ? undefined : action,
    ),
  },
}

const unhealthySurplusDeleted: Mutant = {
  name: 'unhealthy-surplus-deleted',
  sentence: 'Deletes the highest surplus Pod regardless of its health and that of the surplus below.',
  guarantee: 'SS-ORD-010',
  rules: {
    decide: misleading((snapshot) =>
      withPods(snapshot, (pod) => (isInRange(snapshot, pod) || isTerminating(pod) ? pod : asReady(pod))),
    ),
  },
}

const healthySurplusKept: Mutant = {
  name: 'healthy-surplus-kept',
  sentence: 'Does not delete a surplus Pod while a lower surplus Pod is not Ready.',
  guarantee: 'SS-ORD-011',
  rules: {
    decide: changing((action, snapshot) => {
      if (!isOrdered(snapshot) || !isSurplusRemoval(snapshot, action)) return action
      const { pod } = action
      return surplusOf(snapshot).some((each) => each !== pod && !isReady(each)) ? undefined : action
    }),
  },
}

const shrinkingFirst = (concerns: (surplus: Pod[], snapshot: Snapshot) => boolean): Mutant['rules'] => ({
  decide(snapshot, now) {
    const surplus = surplusOf(snapshot)
    const actions = decide(snapshot, now)
    const creates = actions.some(({ kind }) => kind === 'create-pod')
    const highest = surplus.at(-1)
    if (!isOrdered(snapshot) || !creates || !highest || !concerns(surplus, snapshot)) return actions
    return isTerminating(highest) ? [] : [removalOf(highest)]
  },
})

const shrinksBeforeRising: Mutant = {
  name: 'shrinks-before-rising',
  sentence: 'Deletes the Pods below a range that has moved up before it creates those above.',
  guarantee: 'SS-ORD-008',
  rules: shrinkingFirst((surplus, { set }) => surplus.some((pod) => ordinalOf(pod) < startOrdinal(set))),
}

const shrinksBeforeFalling: Mutant = {
  name: 'shrinks-before-falling',
  sentence: 'Deletes the Pods above a range that has moved down before it creates those below.',
  guarantee: 'SS-ORD-008',
  rules: shrinkingFirst(
    (surplus, snapshot) =>
      surplus.every((pod) => ordinalOf(pod) > startOrdinal(snapshot.set)) && !hasFirst(snapshot) && !isAsNew(snapshot),
  ),
}

const hasFirst = (snapshot: Snapshot): boolean =>
  ownPods(snapshot).some((pod) => ordinalOf(pod) === startOrdinal(snapshot.set))

const isAsNew = ({ set }: Snapshot): boolean => (set.status?.replicas ?? 0) < 2

const shrinksBeforeHealing: Mutant = {
  name: 'shrinks-before-healing',
  sentence: 'Deletes a surplus Pod before a lost one is there again.',
  guarantee: 'SS-ORD-008',
  rules: shrinkingFirst((surplus, { set }) => surplus.every((pod) => ordinalOf(pod) >= startOrdinal(set))),
}

/** Once begun, a scale-down goes on to the end that it had, though the set is scaled up again meanwhile. */
const scaleDownFinished: Mutant = {
  name: 'scale-down-finished',
  sentence: 'Finishes a scale-down though the set has been scaled up again meanwhile.',
  guarantee: 'SS-ORD-016',
  rules: { decide: withMemoryOfTarget() },
}

function withMemoryOfTarget(): NonNullable<Mutant['rules']['decide']> {
  const lowest = new Map<string, number>()
  return (snapshot, now) => {
    const { spec, metadata } = snapshot.set
    const wanted = Math.min(lowest.get(metadata.uid ?? '') ?? Number.POSITIVE_INFINITY, spec.replicas ?? 1)
    const isOver = ownPods(snapshot).length <= wanted
    if (isOver) lowest.delete(metadata.uid ?? '')
    else lowest.set(metadata.uid ?? '', wanted)
    return decide(isOver ? snapshot : withSpec(snapshot, { replicas: wanted }), now)
  }
}

const zeroIsOne: Mutant = {
  name: 'zero-is-one',
  sentence: 'Takes zero replicas for one.',
  guarantee: 'SS-ORD-017',
  rules: {
    decide: (snapshot, now) => decide(withSpec(snapshot, { replicas: snapshot.set.spec.replicas || 1 }), now),
  },
}

const belowStartKept: Mutant = {
  name: 'below-start-kept',
  sentence: 'Leaves Pods alone whose ordinals are below the first of the set.',
  guarantee: 'SS-ORD-021',
  rules: {
    decide: changing((action, snapshot) =>
      action.kind === 'delete-pod' && ordinalOf(action.pod) < startOrdinal(snapshot.set) ? undefined : action,
    ),
  },
}

const forcedDeletion: Mutant = {
  name: 'forced-deletion',
  sentence: 'Deletes Pods without a grace period.',
  guarantee: 'SS-ORD-019',
  rules: { act: deletingWithin(() => 0) },
}

const graceOfTemplate: Mutant = {
  name: 'grace-of-template',
  sentence: 'Deletes Pods with the grace period of the present template.',
  guarantee: 'SS-ORD-019',
  rules: { act: deletingWithin(({ set }) => set.spec.template.spec.terminationGracePeriodSeconds ?? 30) },
}

function deletingWithin(secondsFor: (context: SyncContext) => number): Act {
  return (context, actions) => {
    const { client } = context
    const gracePeriodSeconds = secondsFor(context)
    const remove: typeof client.remove = (resource, namespace, name, options) =>
      client.remove(resource, namespace, name, { ...options, gracePeriodSeconds })
    return act({ ...context, client: { ...client, remove } }, actions)
  }
}

const isOrdered = ({ set }: Snapshot): boolean => set.spec.podManagementPolicy !== 'Parallel'

function isSurplusRemoval(snapshot: Snapshot, action: Action): action is Removal {
  return action.kind === 'delete-pod' && !isInRange(snapshot, action.pod)
}

/** The Pods beyond the range, lowest ordinal first. */
function surplusOf(snapshot: Snapshot): Pod[] {
  return ownPods(snapshot)
    .filter((pod) => !isInRange(snapshot, pod))
    .sort((a, b) => ordinalOf(a) - ordinalOf(b))
}

export const scaleDownMutants: readonly Mutant[] = [
  lowestFirst,
  terminationNotAwaited,
  lowestOfAll,
  unhealthyStaying,
  unhealthySurplusKept,
  unhealthySurplusDeleted,
  healthySurplusKept,
  shrinksBeforeRising,
  shrinksBeforeFalling,
  shrinksBeforeHealing,
  scaleDownFinished,
  zeroIsOne,
  belowStartKept,
  forcedDeletion,
  graceOfTemplate,
]
