import type { Pod } from '../client/index.ts'
import type { Decide, Snapshot } from '../statefulset/decide/actions.ts'
import { decide } from '../statefulset/decide/decide.ts'
import { isReady } from '../statefulset/decide/pod-health.ts'
import { chosenRevisions } from '../statefulset/decide/revisions.ts'
import { isInRange, isWork, type Mutant, ordinalOf, removalOf, withPods, withSpec } from './mutant.ts'
import { reporting } from './reporting.ts'

/** Mutants of minReadySeconds. */

const minReadySeconds = ({ set }: Snapshot): number => set.spec.minReadySeconds ?? 0

const isOrdered = ({ set }: Snapshot): boolean => set.spec.podManagementPolicy !== 'Parallel'

/** The Pod as if it had become ready at another time. */
function readySince(pod: Pod, since: string | undefined): Pod {
  const conditions = pod.status?.conditions?.map((condition) =>
    condition.type === 'Ready' && since !== undefined ? { ...condition, lastTransitionTime: since } : condition,
  )
  return { ...pod, status: { ...pod.status, ...(conditions && { conditions }) } }
}

/** Forgets that readiness was lost: the time goes on from when the Pod was ready first. */
function accumulating(): Decide {
  const first = new Map<string, string>()
  return (snapshot, now) =>
    decide(
      withPods(snapshot, (pod) => {
        const { uid = '' } = pod.metadata
        const since = pod.status?.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime
        if (isReady(pod) && since !== undefined && !first.has(uid)) first.set(uid, String(since))
        return readySince(pod, first.get(uid))
      }),
      now,
    )
}

const isUpdated = (snapshot: Snapshot): boolean => {
  const { current, update } = chosenRevisions(snapshot)
  return current?.metadata.name === update?.metadata.name
}

/** Works, where `concerns` says so, as if minReadySeconds were 0; its status and its timers stay right. */
const hasty =
  (concerns: (snapshot: Snapshot) => boolean): Decide =>
  (snapshot, now) => {
    const right = decide(snapshot, now)
    if (!concerns(snapshot)) return right
    const work = decide(withSpec(snapshot, { minReadySeconds: 0 }), now).filter(isWork)
    return [...work, ...right.filter((action) => !isWork(action))]
  }

/** The lowest ordinal whose Pod is not available yet. */
function firstUnavailable(snapshot: Snapshot, now: number): number {
  const isDue = (pod: Pod): boolean => {
    const ready = pod.status?.conditions?.find(({ type }) => type === 'Ready')
    const since = Date.parse(String(ready?.lastTransitionTime))
    return ready?.status === 'True' && now >= since + 1000 * minReadySeconds(snapshot)
  }
  return Math.min(...snapshot.pods.filter((pod) => isInRange(snapshot, pod) && !isDue(pod)).map(ordinalOf))
}

const waitsForTime: Decide = (snapshot, now) => {
  if (isOrdered(snapshot) || minReadySeconds(snapshot) === 0) return decide(snapshot, now)
  const limit = firstUnavailable(snapshot, now)
  const [first] = decide(snapshot, now).filter(({ kind }) => kind === 'create-pod')
  return decide(snapshot, now).filter(
    (action) => action.kind !== 'create-pod' || (action === first && ordinalOf(action.pod) < limit),
  )
}

/** Replaces the first Pod of a set when its minReadySeconds change. */
function rollingOnChange(): Decide {
  const known = new Map<string, number>()
  return (snapshot, now) => {
    const { uid = '' } = snapshot.set.metadata
    const before = known.get(uid)
    known.set(uid, minReadySeconds(snapshot))
    const [first] = snapshot.pods.filter((pod) => isInRange(snapshot, pod))
    const actions = decide(snapshot, now)
    const isChanged = before !== undefined && before !== minReadySeconds(snapshot)
    return isChanged && first ? [removalOf(first), ...actions.filter(({ kind }) => kind !== 'delete-pod')] : actions
  }
}

export const availabilityMutants: readonly Mutant[] = [
  {
    name: 'available-when-ready',
    sentence: 'Reports every Pod that is ready as available.',
    guarantee: 'SS-AVL-001',
    rules: reporting((status) => ({ ...status, availableReplicas: status.readyReplicas ?? 0 })),
  },
  {
    name: 'available-since-creation',
    sentence: 'Counts minReadySeconds from the creation of a Pod.',
    guarantee: 'SS-AVL-001',
    rules: {
      decide: (snapshot, now) =>
        decide(
          withPods(snapshot, (pod) => readySince(pod, String(pod.metadata.creationTimestamp))),
          now,
        ),
    },
  },
  {
    name: 'readiness-accumulated',
    sentence: 'Does not begin minReadySeconds anew when a Pod has lost its readiness.',
    guarantee: 'SS-AVL-002',
    get rules() {
      return { decide: accumulating() }
    },
  },
  {
    name: 'scales-when-ready',
    sentence: 'Creates and removes Pods of an ordered set as soon as the others are ready.',
    guarantee: 'SS-AVL-004',
    rules: { decide: hasty((snapshot) => isOrdered(snapshot) && isUpdated(snapshot)) },
  },
  {
    // https://github.com/kubernetes/kubernetes/pull/130909
    name: 'updates-when-ready',
    sentence: 'Updates the next Pod as soon as the one before is ready.',
    guarantee: 'SS-AVL-005',
    rules: { decide: hasty((snapshot) => !isUpdated(snapshot)) },
  },
  {
    name: 'parallel-waits-for-time',
    sentence: 'Creates a Pod of a Parallel set only when the lower ones are available.',
    guarantee: 'SS-AVL-006',
    rules: { decide: waitsForTime },
  },
  {
    name: 'minimum-ready-rolls',
    sentence: 'Replaces a Pod when minReadySeconds change.',
    guarantee: 'SS-AVL-006',
    get rules() {
      return { decide: rollingOnChange() }
    },
  },
]
