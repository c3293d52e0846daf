import { act } from '../statefulset/act/act.ts'
import type { Snapshot } from '../statefulset/decide/actions.ts'
import { decide } from '../statefulset/decide/decide.ts'
import { revisionOf } from '../statefulset/decide/identity.ts'
import { isRunningAndReady, isTerminating } from '../statefulset/decide/pod-health.ts'
import { changing, type Mutant } from './mutant.ts'
import { count, isShown, replicasOf, reporting, type Status } from './reporting.ts'
import { partitionOf } from './strategies.ts'

/** Mutants of what a status says of the Pods and of the spec. */

const staying = (snapshot: Snapshot): number => count(snapshot, (pod) => !isTerminating(pod))

/** No counter is larger than replicas. */
function capped(status: Status): Status {
  const { replicas, readyReplicas = 0, availableReplicas = 0 } = status
  const ready = Math.min(replicas, readyReplicas)
  return { ...status, readyReplicas: ready, availableReplicas: Math.min(ready, availableReplicas) }
}

/** The number of Pods that a rolling update has reached if each of them is updated from the partition on. */
function updatedByOrdinal(status: Status, snapshot: Snapshot): Status {
  const { replicas, currentRevision, updateRevision } = status
  if (currentRevision === updateRevision) return status
  const currentReplicas = Math.min(partitionOf(snapshot), replicas)
  return { ...status, currentReplicas, updatedReplicas: replicas - currentReplicas }
}

const counterMutants: readonly Mutant[] = [
  {
    name: 'generation-with-others',
    sentence: 'Reports a new generation only together with another change of the status.',
    guarantee: 'SS-STA-001',
    rules: reporting((status, snapshot) => {
      const observedGeneration = snapshot.set.status?.observedGeneration ?? 0
      return isShown({ ...status, observedGeneration }, snapshot) ? { ...status, observedGeneration } : status
    }),
  },
  {
    name: 'replicas-of-spec',
    sentence: 'Reports spec.replicas as status.replicas.',
    guarantee: 'SS-STA-002',
    rules: reporting((status, snapshot) => capped({ ...status, replicas: replicasOf(snapshot) })),
  },
  {
    name: 'terminating-uncounted',
    sentence: 'Leaves Pods that are terminating out of status.replicas.',
    guarantee: 'SS-STA-002',
    rules: reporting((status, snapshot) => capped({ ...status, replicas: staying(snapshot) })),
  },
  {
    name: 'running-is-ready',
    sentence: 'Counts every Pod that is Running as ready.',
    guarantee: 'SS-STA-003',
    rules: reporting((status, snapshot) => ({
      ...status,
      readyReplicas: count(snapshot, (pod) => pod.status?.phase === 'Running'),
    })),
  },
  {
    name: 'terminating-is-unready',
    sentence: 'Counts no Pod that is terminating as ready, although its containers still run.',
    guarantee: 'SS-STA-003',
    rules: reporting((status, snapshot) => {
      const readyReplicas = count(snapshot, (pod) => isRunningAndReady(pod) && !isTerminating(pod))
      return { ...status, readyReplicas, availableReplicas: Math.min(readyReplicas, status.availableReplicas ?? 0) }
    }),
  },
  {
    name: 'updated-by-ordinal',
    sentence: 'Computes updatedReplicas from the partition instead of counting Pods.',
    guarantee: 'SS-STA-004',
    rules: reporting(updatedByOrdinal),
  },
  {
    name: 'terminating-in-revisions',
    sentence: 'Counts Pods that are terminating in currentReplicas and updatedReplicas.',
    guarantee: 'SS-STA-004',
    rules: reporting((status, snapshot) => ({
      ...status,
      currentReplicas: count(snapshot, (pod) => revisionOf(pod) === status.currentRevision),
      updatedReplicas: count(snapshot, (pod) => revisionOf(pod) === status.updateRevision),
    })),
  },
  {
    name: 'third-revision-counted',
    sentence: 'Counts every Pod that is not of the current revision as updated.',
    guarantee: 'SS-STA-004',
    rules: reporting((status, snapshot) =>
      status.currentRevision === status.updateRevision
        ? status
        : { ...status, updatedReplicas: Math.max(0, staying(snapshot) - (status.currentReplicas ?? 0)) },
    ),
  },
  {
    // https://github.com/kubernetes/kubernetes/issues/52653
    name: 'updated-forgotten',
    sentence: 'Reports no updatedReplicas where no update is under way.',
    guarantee: 'SS-STA-004',
    rules: reporting((status) =>
      status.currentRevision === status.updateRevision ? { ...status, updatedReplicas: 0 } : status,
    ),
  },
]

const beat = 1_000

/** Writes an annotation of its set once in a second. */
function heartbeat(): Mutant['rules'] {
  const beats = new Map<string, number>()
  const due = new Set<string>()
  return {
    decide(snapshot, now) {
      const { uid = '', deletionTimestamp } = snapshot.set.metadata
      const last = beats.get(uid) ?? now
      const isDue = now >= last + beat && !deletionTimestamp
      if (isDue) due.add(uid)
      beats.set(uid, isDue ? now : last)
      return [...decide(snapshot, now), { kind: 'wait', because: 'it beats', due: (isDue ? now : last) + beat }]
    },
    async act(context, actions) {
      await act(context, actions)
      const { client, resource, set } = context
      const { uid = '', namespace, name } = set.metadata
      if (!due.delete(uid)) return
      const annotations = { beats: String(beats.get(uid)) }
      await client.patch(resource, namespace, name, { type: 'merge', body: { metadata: { annotations } } })
    },
  }
}

export const statusMutants: readonly Mutant[] = [
  ...counterMutants,
  {
    name: 'conditions-reported',
    sentence: 'Reports a condition Available.',
    guarantee: 'SS-STA-009',
    rules: reporting((status) => ({
      ...status,
      conditions: [{ type: 'Available', status: status.availableReplicas ? 'True' : 'False' }],
    })),
  },
  {
    name: 'collision-count-missing',
    sentence: 'Reports no collisionCount.',
    guarantee: 'SS-STA-010',
    rules: reporting(({ collisionCount: _, ...status }) => status),
  },
  {
    // https://github.com/kubernetes/kubernetes/issues/108837
    name: 'status-lost-on-failure',
    sentence: 'Writes no status where a Pod cannot be created.',
    guarantee: 'SS-STA-011',
    rules: {
      decide: changing((action) => {
        if (action.kind !== 'update-status') return action
        const { ifFailed: _, ...rest } = action
        return rest
      }),
    },
  },
  {
    name: 'heartbeat',
    sentence: 'Writes an annotation of its set every second.',
    guarantee: 'SS-STA-012',
    get rules() {
      return heartbeat()
    },
  },
]
