import { act } from '../statefulset/act/act.ts'
import type { Decide } from '../statefulset/decide/actions.ts'
import { decide } from '../statefulset/decide/decide.ts'
import { changing, isInRange, type Mutant, removalOf } from './mutant.ts'

/** Controllers that lose what a refusal, a restart or the passing of time asks for. */

const refusalsFinal: Mutant = {
  name: 'refusals-final',
  sentence: 'Does not try again what the API server has refused.',
  guarantee: 'SS-RES-009',
  rules: {
    async act(context, actions) {
      await act(context, actions).catch(() => undefined)
    },
  },
}

const restartReplaces: Mutant = {
  name: 'restart-replaces',
  sentence: 'Replaces the first Pod of a set that it did not see being created.',
  guarantee: 'SS-RES-010',
  // Read once by each controller that starts: what it has seen is lost with it.
  get rules() {
    const seen = new Set<string>()
    const replacing: Decide = (snapshot, now) => {
      const { uid = '' } = snapshot.set.metadata
      const first = snapshot.pods.find((pod) => isInRange(snapshot, pod))
      const isKnown = seen.has(uid)
      seen.add(uid)
      return isKnown || !first ? decide(snapshot, now) : [removalOf(first), ...decide(snapshot, now)]
    }
    return { decide: replacing }
  },
}

const waitsForEvents: Mutant = {
  name: 'waits-for-events',
  sentence: 'Sets no timer for the end of minReadySeconds.',
  guarantee: 'SS-AVL-003',
  rules: { decide: changing((action) => (action.kind === 'wait' ? undefined : action)) },
}

export const resilienceMutants: readonly Mutant[] = [refusalsFinal, restartReplaces, waitsForEvents]
