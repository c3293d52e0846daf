import { isPrecondition } from '../statefulset/act/establish.ts'
import type { Snapshot } from '../statefulset/decide/actions.ts'
import { decide } from '../statefulset/decide/decide.ts'
import { startOrdinal } from '../statefulset/decide/ordinals.ts'
import { ownPods } from '../statefulset/decide/ownership.ts'
import { isReady, isTerminating } from '../statefulset/decide/pod-health.ts'
import { chosenRevisions } from '../statefulset/decide/revisions.ts'
import {
  asReady,
  changing,
  isInRange,
  isWork,
  type Mutant,
  misleading,
  ordinalOf,
  removalOf,
  withPods,
  withSpec,
} from './mutant.ts'

const waitsSkipped: Mutant = {
  name: 'waits-skipped',
  sentence: 'Creates the next Pod without waiting until the lower ones are Ready.',
  guarantee: 'SS-ORD-002',
  rules: {
    decide(snapshot, now) {
      const actions = decide(snapshot, now)
      if (!actions.some(({ kind }) => kind === 'wait')) return actions
      const impatient = decide(withSpec(snapshot, { podManagementPolicy: 'Parallel' }), now)
      return [...impatient.filter(({ kind }) => kind === 'create-pod').slice(0, 1), ...actions]
    },
  },
}

/** Always the lowest Pod of all: what it takes away it makes again, so that it never comes to the surplus. */
const descendingCreation: Mutant = {
  name: 'descending-creation',
  sentence: 'Creates the highest missing ordinal first.',
  guarantee: 'SS-ORD-001',
  rules: {
    decide(snapshot, now) {
      const all = decide(withSpec(snapshot, { podManagementPolicy: 'Parallel' }), now)
      const last = all.findLast(({ kind }) => kind === 'create-pod')
      return decide(snapshot, now).map((action) => (action.kind === 'create-pod' ? (last ?? action) : action))
    },
  },
}

const readinessIgnored: Mutant = {
  name: 'readiness-ignored',
  sentence: 'Takes every Pod that runs for Ready.',
  guarantee: 'SS-ORD-002',
  rules: {
    decide: misleading((snapshot) =>
      withPods(snapshot, (pod) => (pod.status?.phase === 'Running' && !isTerminating(pod) ? asReady(pod) : pod)),
    ),
  },
}

const podZeroRestarted: Mutant = {
  name: 'pod-zero-restarted',
  sentence: 'Restarts its first Pod whenever the set is scaled up.',
  guarantee: 'SS-ORD-004',
  rules: {
    decide(snapshot, now) {
      const { set } = snapshot
      const pods = ownPods(snapshot)
      const first = pods.find((pod) => ordinalOf(pod) === startOrdinal(set) && !isTerminating(pod))
      const isNew = (set.status?.observedGeneration ?? 0) < (set.metadata.generation ?? 0)
      const grows = pods.length > 0 && pods.length < (set.spec.replicas ?? 1)
      const actions = decide(snapshot, now)
      return first && isNew && grows && isReady(first) ? [...actions, removalOf(first)] : actions
    },
  },
}

/** Deletes a surplus Pod before it creates a missing one. */
/** True if the range has not changed since the last word of the controller. */
const lostPodWaitsForHigher: Mutant = {
  name: 'lost-pod-waits-for-higher',
  sentence: 'Does not create a lost Pod again while a higher one is not Ready.',
  guarantee: 'SS-ORD-014',
  rules: {
    decide: changing((action, snapshot) => {
      if (!isOrdered(snapshot) || action.kind !== 'create-pod') return action
      const higher = ownPods(snapshot).filter((pod) => ordinalOf(pod) > ordinalOf(action.pod))
      return higher.every(isReady) ? action : undefined
    }),
  },
}

const gapLeft: Mutant = {
  name: 'gap-left',
  sentence: 'Creates Pods above the highest that there is, and none below it.',
  guarantee: 'SS-ORD-015',
  rules: {
    decide: changing((action, snapshot) => {
      if (!isOrdered(snapshot) || action.kind !== 'create-pod') return action
      const inRange = ownPods(snapshot).filter((pod) => isInRange(snapshot, pod))
      return inRange.some((pod) => ordinalOf(pod) > ordinalOf(action.pod)) ? undefined : action
    }),
  },
}

const surge: Mutant = {
  name: 'surge',
  sentence: 'Has one Pod more than replicas while a rolling update is under way.',
  guarantee: 'SS-ORD-020',
  rules: {
    decide: (snapshot, now) => {
      const { current, update } = chosenRevisions(snapshot)
      const more = withSpec(snapshot, { replicas: (snapshot.set.spec.replicas ?? 1) + 1 })
      return decide(current?.metadata.name === update?.metadata.name ? snapshot : more, now)
    },
  },
}

/** It has once seen the Pod Ready, and does not look again. */
const readyOnce: Mutant = {
  name: 'ready-once',
  sentence: 'Creates the next Pod when the lower ones were Ready once, though they are not any more.',
  guarantee: 'SS-ORD-002',
  rules: { decide: withMemoryOfReady() },
}

function withMemoryOfReady(): Mutant['rules']['decide'] & {} {
  const ready = new Set<string>()
  return (snapshot, now) => {
    for (const pod of snapshot.pods) if (isReady(pod)) ready.add(pod.metadata.uid ?? '')
    const right = decide(snapshot, now)
    if (right.some(isPrecondition) || right.some(isWork)) return right
    const remembered = withPods(snapshot, (pod) =>
      ready.has(pod.metadata.uid ?? '') && !isReady(pod) && !isTerminating(pod) ? asReady(pod) : pod,
    )
    return [...decide(remembered, now).filter(({ kind }) => kind === 'create-pod'), ...right]
  }
}

const isOrdered = ({ set }: Snapshot): boolean => set.spec.podManagementPolicy !== 'Parallel'

export const orderingMutants: readonly Mutant[] = [
  waitsSkipped,
  descendingCreation,
  readinessIgnored,
  podZeroRestarted,
  lostPodWaitsForHigher,
  gapLeft,
  surge,
  readyOnce,
]
