import { act } from '../statefulset/act/act.ts'
import type { Action, Decide, Snapshot } from '../statefulset/decide/actions.ts'
import { decide } from '../statefulset/decide/decide.ts'
import { identityOf } from '../statefulset/decide/identity.ts'
import { ownPods } from '../statefulset/decide/ownership.ts'
import { isReady, isTerminating } from '../statefulset/decide/pod-health.ts'
import { finalizersOf, finalizing, isGoing, withFinalizers } from './finalizing.ts'
import { type Mutant, ordinalOf, removalOf } from './mutant.ts'

/** Controllers that meddle in the deletion of their sets. */

/** Deletes the Pods of a set that goes by itself, and lets the set go after them. */
function endingItself(removals: (snapshot: Snapshot) => Action[]): Mutant['rules'] {
  const left = new Map<string, number>()
  const ending: Decide = (snapshot, now) => {
    left.set(snapshot.set.metadata.uid ?? '', ownPods(snapshot).length)
    return [...(isGoing(snapshot.set) ? removals(snapshot) : []), ...decide(snapshot, now)]
  }
  return { decide: ending, act: finalizing(({ metadata }) => left.get(metadata.uid ?? '') === 0) }
}

const deletionHeld: Mutant = {
  name: 'deletion-held',
  sentence: 'Puts a finalizer on its sets and never removes it.',
  guarantee: 'SS-DEL-001',
  rules: { act: finalizing(() => false) },
}

const deletionNeedsHealth: Mutant = {
  name: 'deletion-needs-health',
  sentence: 'Deletes the Pods of a deleted set only if all of them are Ready.',
  guarantee: 'SS-DEL-002',
  get rules() {
    return endingItself((snapshot) => {
      const pods = ownPods(snapshot)
      return pods.every((pod) => isTerminating(pod) || isReady(pod))
        ? pods.filter((pod) => !isTerminating(pod)).map(removalOf)
        : []
    })
  },
}

const deletionScalesDown: Mutant = {
  name: 'deletion-scales-down',
  sentence: 'Deletes the Pods of a deleted set one by one, from the highest ordinal.',
  guarantee: 'SS-DEL-013',
  get rules() {
    return endingItself((snapshot) => {
      const [highest] = ownPods(snapshot).toSorted((a, b) => ordinalOf(b) - ordinalOf(a))
      return highest && !isTerminating(highest) ? [removalOf(highest)] : []
    })
  },
}

const deletedSetActs: Mutant = {
  name: 'deleted-set-acts',
  sentence: 'Manages the Pods of a set that is being deleted as before.',
  guarantee: 'SS-DEL-003',
  rules: {
    decide(snapshot, now) {
      const { deletionTimestamp: _, ...metadata } = snapshot.set.metadata
      return decide({ ...snapshot, set: { ...snapshot.set, metadata } }, now)
    },
  },
}

const foregroundCutShort: Mutant = {
  name: 'foreground-cut-short',
  sentence: 'Lets a set go at once that is deleted in the foreground.',
  guarantee: 'SS-DEL-004',
  rules: {
    async act(context, actions) {
      await act(context, actions)
      const finalizers = finalizersOf(context.set)
      const others = finalizers.filter((finalizer) => finalizer !== 'foregroundDeletion')
      if (others.length < finalizers.length) await withFinalizers(context, others)
    },
  },
}

const orphansDeleted: Mutant = {
  name: 'orphans-deleted',
  sentence: 'Deletes the Pods of a deleted set though they are to be orphaned.',
  guarantee: 'SS-DEL-005',
  get rules() {
    return endingItself(({ set, pods }) =>
      pods
        .filter((pod) => identityOf(pod.metadata.name)?.parent === set.metadata.name && !isTerminating(pod))
        .map(removalOf),
    )
  },
}

export const deletionMutants: readonly Mutant[] = [
  deletionHeld,
  deletionNeedsHealth,
  deletionScalesDown,
  deletedSetActs,
  foregroundCutShort,
  orphansDeleted,
]
