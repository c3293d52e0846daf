import type { StatefulSetStatus } from '../../client/objects.ts'
import type { Action, StepResult } from './actions.ts'
import { revisionOf } from './identity.ts'
import { isTerminating } from './pod-health.ts'
import { slowStart } from './slow-start.ts'
import type { View } from './view.ts'

/** True if the strategy is Recreate. Without its gate the API server accepts it only where it was stored before. */
export const isRecreate = ({ snapshot }: Pick<View, 'snapshot'>): boolean =>
  snapshot.set.spec.updateStrategy?.type === 'Recreate'

/**
 * All Pods of other revisions are deleted together, whatever the management policy, and nothing else is done until the
 * last of them is gone: two versions never run at the same time.
 */
export function recreate(view: View): StepResult {
  if (!isRecreate(view)) return { actions: [], stop: false }
  // Observed: the strategy was stored while its gate was on, and the gate is off.
  if (!view.snapshot.features?.recreate) return waiting('the strategy Recreate is turned off')
  const old = oldPods(view)
  if (old.length === 0) return { actions: [], stop: false }
  const leaving = old.filter((pod) => !isTerminating(pod))
  if (leaving.length === 0) return waiting(`${old.length} Pods of another revision are terminating`)
  const batches = slowStart('recreate', leaving.length)
  const actions = leaving.map(
    (pod, index): Action => ({
      kind: 'delete-pod',
      pod,
      because: `${pod.metadata.name} has another revision`,
      batch: batches[index] ?? '',
    }),
  )
  return { actions, stop: true }
}

const oldPods = ({ replicas, condemned, update }: View) =>
  [...replicas, ...condemned].flatMap(({ pod }) => (pod && revisionOf(pod) !== update?.metadata.name ? [pod] : []))

type Conditions = NonNullable<StatefulSetStatus['conditions']>

const PROGRESSING = 'Progressing'

/** The conditions while a Recreate is under way; a set that never changed its template has none. */
export function conditionsDuring(view: View): Conditions {
  const written = view.snapshot.set.status?.conditions ?? []
  if (!isRecreate(view) || view.snapshot.set.metadata.deletionTimestamp) return written
  const inProgress = (message: string) => withProgress(view, written, 'True', ['RecreateInProgress', message])
  if (oldPods(view).length > 0) return inProgress('Deleting old revision pods')
  if (view.current?.metadata.name !== view.update?.metadata.name)
    return inProgress('Waiting for new-revision pods to be created')
  return written
}

/** The conditions once every Pod is there, Ready and of the new revision. */
export function conditionsAfter(view: View, during: Conditions): Conditions {
  if (!isRecreate(view) || !during.some(({ type }) => type === PROGRESSING)) return during
  return withProgress(view, during, 'False', ['RecreateCompleted', 'All pods recreated successfully'])
}

function withProgress(view: View, conditions: Conditions, status: string, why: readonly [string, string]): Conditions {
  const [reason, message] = why
  const former = conditions.find(({ type }) => type === PROGRESSING)
  const since = former?.status === status ? former.lastTransitionTime : undefined
  const condition = {
    type: PROGRESSING,
    status,
    lastTransitionTime: since ?? wholeSeconds(view.now),
    reason,
    message,
  }
  const others = conditions.filter(({ type }) => type !== PROGRESSING)
  return former ? conditions.map((each) => (each === former ? condition : each)) : [...others, condition]
}

function waiting(because: string): StepResult {
  return { actions: [{ kind: 'wait', because }], stop: true }
}

/** A time as the API writes it. */
const wholeSeconds = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`
