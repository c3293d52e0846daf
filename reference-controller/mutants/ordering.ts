import type { Action, Snapshot } from '../statefulset/decide/actions.ts'
import { decide } from '../statefulset/decide/decide.ts'
import { identityOf } from '../statefulset/decide/identity.ts'
import { inRange } from '../statefulset/decide/ordinals.ts'
import { ownPods } from '../statefulset/decide/ownership.ts'
import { isTerminating } from '../statefulset/decide/pod-health.ts'
import { type Mutant, withSpec } from './mutant.ts'

type Removal = Action & { kind: 'delete-pod' }

export const parallelIsOrdered: Mutant = {
  name: 'parallel-is-ordered',
  sentence: 'Treats Parallel as OrderedReady.',
  guarantee: 'SS-PMP-001',
  rules: { decide: (snapshot, now) => decide(withSpec(snapshot, { podManagementPolicy: 'OrderedReady' }), now) },
}

export const waitsSkipped: Mutant = {
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

export const lowestFirst: Mutant = {
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

export const terminationNotAwaited: Mutant = {
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

function isSurplusRemoval({ set }: Snapshot, action: Action): action is Removal {
  return action.kind === 'delete-pod' && !inRange(set, ordinalOf(action.pod.metadata.name))
}

/** The Pods beyond the range, lowest ordinal first. */
function surplusOf(snapshot: Snapshot) {
  return ownPods(snapshot)
    .filter((pod) => !inRange(snapshot.set, ordinalOf(pod.metadata.name)))
    .sort((a, b) => ordinalOf(a.metadata.name) - ordinalOf(b.metadata.name))
}

function ordinalOf(name: string): number {
  return identityOf(name)?.ordinal ?? -1
}
