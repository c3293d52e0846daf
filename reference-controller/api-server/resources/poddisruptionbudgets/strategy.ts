import type { KubeObject, StatusCause } from '../definition.ts'
import { invalid, nonNegative, notSupported } from '../shared/field-errors.ts'
import { type StructuredSelector, validateSelector } from '../shared/labels.ts'
import type { Rules } from '../shared/strategy.ts'

interface Budget extends KubeObject {
  spec?: {
    minAvailable?: number | string
    maxUnavailable?: number | string
    selector?: StructuredSelector
    unhealthyPodEvictionPolicy?: string
  }
  status?: Partial<Record<(typeof COUNTERS)[number], number>>
}

const POLICIES = ['AlwaysAllow', 'IfHealthyBudget']

/** A budget limits disruptions; the disruption controller writes its status. */
export const budgetRules: Rules = {
  countsGenerations: true,
  needsRevision: true,
  validateStatusUpdate(object) {
    const { status = {} } = object as Budget
    return COUNTERS.flatMap((counter) => nonNegative(`status.${counter}`, status[counter]))
  },
  validate(object) {
    const { spec = {} } = object as Budget
    const { minAvailable, maxUnavailable, unhealthyPodEvictionPolicy: policy } = spec
    const both = minAvailable !== undefined && maxUnavailable !== undefined
    return [
      ...(both ? [invalid('spec', spec, 'minAvailable and maxUnavailable cannot be both set')] : []),
      ...share('spec.minAvailable', minAvailable),
      ...share('spec.maxUnavailable', maxUnavailable),
      ...validateSelector(spec.selector, 'spec.selector'),
      ...(policy === undefined || POLICIES.includes(policy)
        ? []
        : [notSupported('spec.unhealthyPodEvictionPolicy', policy, POLICIES)]),
    ]
  },
}

const COUNTERS = ['disruptionsAllowed', 'currentHealthy', 'desiredHealthy', 'expectedPods'] as const

/** A number of Pods, or a percentage of them. */
function share(field: string, value: number | string | undefined): StatusCause[] {
  if (typeof value !== 'string') return nonNegative(field, value)
  const [, percent] = /^(\d+)%$/.exec(value) ?? []
  const isPercentage = percent !== undefined && Number(percent) <= 100
  return isPercentage ? [] : [invalid(field, value, 'must be a percentage between 0% and 100%')]
}
