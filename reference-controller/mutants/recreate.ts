import type { Action, Snapshot } from '../statefulset/decide/actions.ts'
import { decide } from '../statefulset/decide/decide.ts'
import { ownPods } from '../statefulset/decide/ownership.ts'
import { isTerminating } from '../statefulset/decide/pod-health.ts'
import { chosenRevisions } from '../statefulset/decide/revisions.ts'
import { changing, isWork, type Mutant, ROLL_NONE, removalOf, withSpec } from './mutant.ts'
import { isUpdate, stalePods, strategyOf } from './strategies.ts'

/** Mutants of the strategy Recreate. */

const choice = { kubernetes: '1.37', featureGates: 'StatefulSetRecreateStrategy=true' }

const isRecreate = (snapshot: Snapshot): boolean => strategyOf(snapshot).type === 'Recreate'

const isUpdating = (snapshot: Snapshot): boolean => {
  const { current, update } = chosenRevisions(snapshot)
  return current?.metadata.name !== update?.metadata.name
}

const creations = (snapshot: Snapshot, now: number): Action[] =>
  decide(snapshot, now).filter(({ kind }) => kind === 'create-pod')

/** The Pods to delete for a switch of the strategy alone, by the uid of their set. */
function switching(): Mutant['rules'] {
  const types = new Map<string, string | undefined>()
  const doomed = new Map<string, ReadonlySet<string | undefined>>()
  return {
    decide(snapshot, now) {
      const uid = snapshot.set.metadata.uid ?? ''
      const { type } = strategyOf(snapshot)
      const isSwitch = types.has(uid) && types.get(uid) !== type
      if (isSwitch) doomed.set(uid, new Set(ownPods(snapshot).map(({ metadata }) => metadata.uid)))
      types.set(uid, type)
      const leaving = ownPods(snapshot).filter(
        (pod) => doomed.get(uid)?.has(pod.metadata.uid) && !isTerminating(pod) && stalePods(snapshot).length === 0,
      )
      const actions = decide(snapshot, now)
      if (leaving.length === 0) return actions
      return [...leaving.map(removalOf), ...actions.filter((action) => !isWork(action))]
    },
  }
}

export const recreateMutants: readonly Mutant[] = [
  {
    name: 'recreated-early',
    sentence: 'Creates a Pod under Recreate as soon as its predecessor is gone, while other old Pods are still there.',
    guarantee: 'SS-UPD-036',
    choice,
    rules: {
      decide(snapshot, now) {
        const right = decide(snapshot, now)
        const isWaiting = isRecreate(snapshot) && !right.some(({ kind }) => kind === 'create-pod')
        if (!isWaiting || !isUpdating(snapshot)) return right
        return [...creations(withSpec(snapshot, { updateStrategy: ROLL_NONE }), now), ...right]
      },
    },
  },
  {
    name: 'recreated-one-by-one',
    sentence: 'Deletes the old Pods under Recreate one after the other.',
    guarantee: 'SS-UPD-036',
    choice,
    rules: {
      decide: changing((action, snapshot) => {
        if (!isRecreate(snapshot) || !isUpdate(snapshot, action)) return action
        const [first] = stalePods(snapshot)
        const isBusy = ownPods(snapshot).some(isTerminating)
        return action.kind === 'delete-pod' && action.pod === first && !isBusy ? action : undefined
      }),
    },
  },
  {
    name: 'recreate-in-turn',
    sentence: 'Creates Pods one after the other after a Recreate, also under Parallel.',
    guarantee: 'SS-UPD-037',
    choice,
    rules: {
      decide: (snapshot, now) =>
        isRecreate(snapshot) && isUpdating(snapshot)
          ? decide(withSpec(snapshot, { podManagementPolicy: 'OrderedReady' }), now)
          : decide(snapshot, now),
    },
  },
  {
    name: 'recreated-on-switch',
    sentence: 'Recreates all Pods when the strategy is switched and the template has not changed.',
    guarantee: 'SS-UPD-037',
    choice,
    rules: switching(),
  },
  {
    name: 'progress-unreported',
    sentence: 'Reports no condition Progressing.',
    guarantee: 'SS-UPD-038',
    choice,
    rules: {
      decide: changing((action) => {
        if (action.kind !== 'update-status' || !action.status) return action
        const { conditions: _, ...status } = action.status
        return { ...action, status }
      }),
    },
  },
  {
    name: 'progress-unfinished',
    sentence: 'Still reports a Recreate in progress after it is complete.',
    guarantee: 'SS-UPD-038',
    choice,
    rules: {
      decide: changing((action) => {
        const { status } = action.kind === 'update-status' ? action : {}
        if (action.kind !== 'update-status' || !status?.conditions) return action
        const conditions = status.conditions.map((each) => ({ ...each, status: 'True', reason: 'RecreateInProgress' }))
        return { ...action, status: { ...status, conditions } }
      }),
    },
  },
]
