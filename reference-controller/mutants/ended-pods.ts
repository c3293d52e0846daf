import { type Pod, pods as podsResource, refusedAs } from '../client/index.ts'
import { act } from '../statefulset/act/act.ts'
import type { Decide, Snapshot } from '../statefulset/decide/actions.ts'
import { decide } from '../statefulset/decide/decide.ts'
import { startOrdinal } from '../statefulset/decide/ordinals.ts'
import { ownPods } from '../statefulset/decide/ownership.ts'
import { isTerminal, isTerminating } from '../statefulset/decide/pod-health.ts'
import { asReady, isInRange, type Mutant, misleading, ordinalOf, removalOf, withPods, withSpec } from './mutant.ts'

/** Controllers that treat Pods otherwise that have ended. */

type Phase = 'Failed' | 'Succeeded'

const hasEnded = (pod: Pod, phase: Phase): boolean => pod.status?.phase === phase

const failedBeforeTurn: Decide = (snapshot, now) => {
  const removals = ownPods(snapshot)
    .filter((pod) => isInRange(snapshot, pod) && hasEnded(pod, 'Failed') && !isTerminating(pod))
    .map(removalOf)
  const names = new Set(removals.map(({ pod }) => pod.metadata.name))
  const rest = decide(snapshot, now).filter(
    (action) => action.kind !== 'delete-pod' || !names.has(action.pod.metadata.name),
  )
  return [...removals, ...rest]
}

/** A failed surplus Pod counts as one of the range until it has come back. */
function surplusReplaced(): Decide {
  const owed = new Map<string, number>()
  return misleading((snapshot) => {
    const { uid = '' } = snapshot.set.metadata
    const failed = ownPods(snapshot).filter((pod) => !isInRange(snapshot, pod) && hasEnded(pod, 'Failed'))
    const count = Math.max(0, ...failed.map((pod) => ordinalOf(pod) + 1 - startOrdinal(snapshot.set)))
    const replicas = Math.max(count, owed.get(uid) ?? 0)
    if (replicas === 0) return snapshot
    const larger = withSpec(snapshot, { replicas })
    if (isWhole(larger)) owed.delete(uid)
    else owed.set(uid, replicas)
    return larger
  })
}

const isWhole = (snapshot: Snapshot): boolean => {
  const present = ownPods(snapshot).filter((pod) => isInRange(snapshot, pod) && !isTerminal(pod))
  return present.length === snapshot.set.spec.replicas
}

const takenForReady = (phase: Phase): Mutant['rules'] => ({
  decide: misleading((snapshot) =>
    withPods(snapshot, (pod) => (hasEnded(pod, phase) && isInRange(snapshot, pod) ? asReady(pod) : pod)),
  ),
})

export const endedPodMutants: readonly Mutant[] = [
  {
    name: 'failed-kept',
    sentence: 'Takes a failed Pod for one that is ready.',
    guarantee: 'SS-RES-002',
    rules: takenForReady('Failed'),
  },
  {
    name: 'succeeded-kept',
    sentence: 'Takes a Pod that has succeeded for one that is ready.',
    guarantee: 'SS-RES-003',
    rules: takenForReady('Succeeded'),
  },
  {
    name: 'ended-released',
    sentence: 'Takes the finalizers off a Pod that has ended, so as to replace it at once.',
    guarantee: 'SS-RES-004',
    rules: {
      async act(context, actions) {
        await act(context, actions)
        const removed = actions.flatMap((action) => (action.kind === 'delete-pod' ? action.pod : []))
        for (const { metadata } of removed.filter(isTerminal)) {
          const patch = { type: 'merge', body: { metadata: { finalizers: null } } } as const
          await context.client.patch(podsResource, metadata.namespace, metadata.name, patch).catch((error: unknown) => {
            if (!refusedAs(error, 'NotFound')) throw error
          })
        }
      },
    },
  },
  {
    name: 'failed-out-of-turn',
    sentence: 'Deletes a failed Pod of an ordered set while a lower one is not healthy.',
    guarantee: 'SS-RES-005',
    rules: { decide: failedBeforeTurn },
  },
  {
    name: 'failed-surplus-replaced',
    sentence: 'Replaces a failed Pod before it scales it away.',
    guarantee: 'SS-RES-012',
    get rules() {
      return { decide: surplusReplaced() }
    },
  },
]
