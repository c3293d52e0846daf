import type { CrdCondition, CustomResourceDefinition } from './types.ts'

/** The finalizer that holds a deleted CRD until its objects are removed. */
export const CLEANUP = 'customresourcecleanup.apiextensions.k8s.io'

type Condition = Omit<CrdCondition, 'lastTransitionTime'>

/** The CRD with that condition set; lastTransitionTime changes only with the status. */
export function withCondition(
  crd: CustomResourceDefinition,
  now: string,
  condition: Condition,
): CustomResourceDefinition {
  const conditions = crd.status.conditions ?? []
  const before = conditions.find(({ type }) => type === condition.type)
  const { type, status, reason, message } = condition
  const lastTransitionTime = before?.status === status ? (before.lastTransitionTime ?? now) : now
  const after: CrdCondition = { type, status, lastTransitionTime, reason, message }
  const others = before ? conditions.map((one) => (one === before ? after : one)) : [...conditions, after]
  return { ...crd, status: { ...crd.status, conditions: others } }
}
