import type { Pod, StatefulSet, StatefulSetStatus } from '../../client/objects.ts'
import type { Action } from './actions.ts'
import { revisionOf } from './identity.ts'
import { replicaCount } from './ordinals.ts'
import { availableAt, isAvailable, isRunningAndReady, isTerminal, isTerminating } from './pod-health.ts'
import { conditionsAfter, conditionsDuring, isRecreate } from './recreate.ts'
import type { View } from './view.ts'

/** The status as it follows from the Pods seen, and a wait for the next Pod to become available by time alone. */
export function status(view: View, work: Action[]): Action[] {
  const { set } = view.snapshot
  const status = counted(view)
  const ifFailed = unlessWritten(set, promoted(view, status))
  const wanted = unlessWritten(set, promoted(view, afterRollout(view, status, work)))
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
    ...(snapshot.features?.recreate && conditioned(conditionsDuring(view))),
  }
}

const conditioned = (conditions: NonNullable<StatefulSetStatus['conditions']>) =>
  conditions.length > 0 && { conditions }

function countable({ snapshot, pods, replicas, condemned }: View): Pod[] {
  // Observed: the set is being deleted, and its spec no longer determines its Pods.
  if (snapshot.set.metadata.deletionTimestamp) return pods
  return [...replicas, ...condemned].flatMap(({ pod }) => (pod ? [pod] : []))
}

/** Pods that the rollout deletes are known to be on their way out, so they no longer count as current. */
function afterRollout(view: View, status: StatefulSetStatus, work: Action[]): StatefulSetStatus {
  const counted = work.filter(
    (action) =>
      action.kind === 'delete-pod' &&
      !isTerminal(action.pod) &&
      view.condemned.every(({ pod }) => pod !== action.pod) &&
      revisionOf(action.pod) === status.currentRevision,
  ).length
  // Observed: a Recreate reports what is there, and its Pods are still there.
  if (counted === 0 || isRecreate(view)) return status
  return { ...status, currentReplicas: (status.currentReplicas ?? 0) - counted }
}

/** An update is complete once all Pods are there, Ready and of the new revision: it is the current one then. */
function promoted(view: View, status: StatefulSetStatus): StatefulSetStatus {
  const { set } = view.snapshot
  const { replicas, readyReplicas, updatedReplicas = 0, updateRevision = '' } = status
  const wanted = replicaCount(set)
  const type = set.spec.updateStrategy?.type ?? 'RollingUpdate'
  const isCompleted =
    type === 'RollingUpdate' ||
    isRecreate(view) ||
    (type === 'OnDelete' && view.snapshot.features?.completesOnDelete === true)
  const complete = isCompleted && replicas === wanted && readyReplicas === wanted && updatedReplicas === wanted
  if (!complete) return status
  const { conditions } = status
  return {
    ...status,
    currentReplicas: updatedReplicas,
    currentRevision: updateRevision,
    ...(conditions && { conditions: conditionsAfter(view, conditions) }),
  }
}

const COUNTERS = ['replicas', 'readyReplicas', 'availableReplicas', 'currentReplicas', 'updatedReplicas'] as const
const REVISIONS = ['currentRevision', 'updateRevision'] as const

function unlessWritten({ status: written }: StatefulSet, status: StatefulSetStatus): StatefulSetStatus | undefined {
  const differs =
    (status.observedGeneration ?? 0) > (written?.observedGeneration ?? 0) ||
    COUNTERS.some((field) => status[field] !== (written?.[field] ?? 0)) ||
    REVISIONS.some((field) => status[field] !== (written?.[field] ?? '')) ||
    (status.conditions !== undefined && !sameConditions(status.conditions, written?.conditions))
  return differs ? status : undefined
}

type Conditions = StatefulSetStatus['conditions']

const sameConditions = (one: Conditions, other: Conditions = []): boolean =>
  one?.length === other.length &&
  one.every(({ type, status, reason, message }, index) => {
    const theirs = other[index]
    return type === theirs?.type && status === theirs.status && reason === theirs.reason && message === theirs.message
  })

/** No event reports that a Ready Pod becomes available: the controller has to enqueue the set again. */
function availability({ pods, minReadySeconds, now }: View, status: StatefulSetStatus): Action[] {
  if (minReadySeconds === 0 || status.readyReplicas === status.availableReplicas) return []
  const due = pods.flatMap((pod) => availableAt(pod, minReadySeconds) ?? []).filter((at) => at > now)
  const next = due.length > 0 ? Math.min(...due) : now + minReadySeconds * 1000
  return [{ kind: 'wait', because: 'a Ready Pod is not yet available', due: next }]
}
