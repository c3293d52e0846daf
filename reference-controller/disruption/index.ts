/**
 * The status of PodDisruptionBudgets: how many Pods may be evicted now. The eviction subresource of the API server
 * reads it and spends from it; without somebody who keeps it, no Pod under a budget could be evicted, and no node be
 * drained.
 *
 * It does what upstream's disruption controller does for Pods of StatefulSets. A real control plane has its own; this
 * one is for the embedded API server.
 *
 * Not done: Pods of other controllers count only where the budget has `minAvailable` as a number; events; conditions of
 * Pods whose disruption did not come about.
 */
import {
  disruptionBudgets,
  keyOf,
  type Pod,
  type PodDisruptionBudget,
  pods as podsResource,
  type StatefulSet,
  statefulSets,
} from '../client/index.ts'
import { assembly, type PartContext, type RunningPart, timestamp } from '../part.ts'
import { budgetStatus, selectsPod } from './budget-status.ts'

const WORKERS = 4

/** Keeps the status of all budgets up to date until stopped. */
export function startDisruption(context: PartContext): Promise<RunningPart> {
  const { client, clock, rules } = context
  const statusOf = rules.budgetStatus ?? budgetStatus
  const part = assembly(context, 'disruption controller')

  const queue = part.queue(async (key) => {
    const budget = budgets.cache.get(key)
    if (!budget || budget.metadata.deletionTimestamp) return
    const { namespace = '' } = budget.metadata
    const chosen = [...pods.cache.values()].filter((pod) => selectsPod(budget, pod))
    const scaleOf = (name: string) => sets.cache.get(`${namespace}/${name}`)?.spec.replicas
    const { status, recheckAt } = statusOf(budget, chosen, { scaleOf, now: clock.now(), nowText: timestamp(clock) })
    if (recheckAt !== undefined) {
      const what = `recheck of PodDisruptionBudget ${key}`
      queue.addAfter(key, Math.max(0, recheckAt - clock.now()), what)
    }
    if (status) await client.update(disruptionBudgets, namespace, { ...budget, status }, 'status')
  }, WORKERS)

  function noteAll(namespace: string | undefined) {
    for (const [key, budget] of budgets.cache) if (budget.metadata.namespace === namespace) queue.add(key)
  }

  const budgets = part.follow<PodDisruptionBudget>(disruptionBudgets, ({ object }) => queue.add(keyOf(object)))
  const pods = part.follow<Pod>(podsResource, ({ object, old }) => {
    for (const [key, budget] of budgets.cache) {
      if (selectsPod(budget, object) || (old && selectsPod(budget, old))) queue.add(key)
    }
  })
  const sets = part.follow<StatefulSet>(statefulSets, ({ object, old }) => {
    if (object.spec.replicas !== old?.spec.replicas) noteAll(object.metadata.namespace)
  })
  return part.start()
}
