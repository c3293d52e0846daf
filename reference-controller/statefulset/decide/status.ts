import type { Pod, StatefulSet, StatefulSetStatus } from '../../client/objects.ts'
import type { Action } from './actions.ts'
import { revisionOf } from './identity.ts'
import { replicaCount } from './ordinals.ts'
import { availableAt, isAvailable, isRunningAndReady, isTerminal, isTerminating } from './pod-health.ts'
import type { View } from './view.ts'

/** The status as it follows from the Pods seen, and a wait for the next Pod to become available by time alone. */
export function status(view: View, work: Action[]): Action[] {
  const { set } = view.snapshot
  const status = counted(view)
  const ifFailed = unlessWritten(set, promoted(set, status))
  const wanted = unlessWritten(set, promoted(set, afterRollout(view, status, work)))
  const update: Action[] =
    wanted || ifFailed
      ? [{ kind: 'update-status', ...(wanted && { status: wanted }), ...(ifFailed && { ifFailed }) }]
      : []
  return [...update, ...availability(view, status)]
}

function counted(view: View): StatefulSetStatus {
  const { snapshot, minReadySeconds, now } = view
  const { set, collisionCount } = snapshot
  const pods = countable(view)
  const ready = pods.filter(isRunningAndReady)
  const staying = pods.filter((pod) => !isTerminating(pod))
  const currentRevision = view.current?.metadata.name ?? set.status?.currentRevision ?? ''
  const updateRevision = view.update?.metadata.name ?? set.status?.updateRevision ?? ''
  return {
    observedGeneration: set.metadata.generation ?? 0,
    replicas: pods.length,
    readyReplicas: ready.length,
    availableReplicas: ready.filter((pod) => isAvailable(pod, minReadySeconds, now)).length,
    currentReplicas: staying.filter((pod) => revisionOf(pod) === currentRevision).length,
    updatedReplicas: staying.filter((pod) => revisionOf(pod) === updateRevision).length,
    currentRevision,
    updateRevision,
    collisionCount,
  }
}

function countable({ snapshot, pods, replicas, condemned }: View): Pod[] {
  // Observed: the set is being deleted, and its spec no longer determines its Pods.
  if (snapshot.set.metadata.deletionTimestamp) return pods
  return [...replicas, ...condemned].flatMap(({ pod }) => (pod ? [pod] : []))
}

/** A Pod that the rollout deletes is known to be on its way out, so it no longer counts as current. */
function afterRollout(view: View, status: StatefulSetStatus, work: Action[]): StatefulSetStatus {
  const last = work.at(-1)
  if (last?.kind !== 'delete-pod' || isTerminal(last.pod) || view.condemned.some(({ pod }) => pod === last.pod))
    return status
  const wasCounted = revisionOf(last.pod) === status.currentRevision
  return wasCounted ? { ...status, currentReplicas: (status.currentReplicas ?? 0) - 1 } : status
}

/** A rolling update is complete once all Pods are there, Ready and of the new revision: it is the current one then. */
function promoted(set: StatefulSet, status: StatefulSetStatus): StatefulSetStatus {
  const { replicas, readyReplicas, updatedReplicas = 0, updateRevision = '' } = status
  const wanted = replicaCount(set)
  const rolling = (set.spec.updateStrategy?.type ?? 'RollingUpdate') === 'RollingUpdate'
  const complete = rolling && replicas === wanted && readyReplicas === wanted && updatedReplicas === wanted
  return complete ? { ...status, currentReplicas: updatedReplicas, currentRevision: updateRevision } : status
}

const COUNTERS = ['replicas', 'readyReplicas', 'availableReplicas', 'currentReplicas', 'updatedReplicas'] as const
const REVISIONS = ['currentRevision', 'updateRevision'] as const

function unlessWritten({ status: written }: StatefulSet, status: StatefulSetStatus): StatefulSetStatus | undefined {
  const differs =
    (status.observedGeneration ?? 0) > (written?.observedGeneration ?? 0) ||
    COUNTERS.some((field) => status[field] !== (written?.[field] ?? 0)) ||
    REVISIONS.some((field) => status[field] !== (written?.[field] ?? ''))
  return differs ? status : undefined
}

/** No event reports that a Ready Pod becomes available: the controller has to enqueue the set again. */
function availability({ pods, minReadySeconds, now }: View, status: StatefulSetStatus): Action[] {
  if (minReadySeconds === 0 || status.readyReplicas === status.availableReplicas) return []
  const due = pods.flatMap((pod) => availableAt(pod, minReadySeconds) ?? []).filter((at) => at > now)
  const next = due.length > 0 ? Math.min(...due) : now + minReadySeconds * 1000
  return [{ kind: 'wait', because: 'a Ready Pod is not yet available', due: next }]
}
