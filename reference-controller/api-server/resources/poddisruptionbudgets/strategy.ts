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
}

const POLICIES = ['AlwaysAllow', 'IfHealthyBudget']

/** How many Pods may be missing at once; the status is the disruption controller's to write. */
export const budgetRules: Rules = {
  countsGenerations: true,
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

const FORM =
  "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')"

/** A number of Pods, or a part of them in percent. */
function share(field: string, value: number | string | undefined): StatusCause[] {
  if (typeof value !== 'string') return nonNegative(field, value)
  const [, percent] = /^(\d+)%$/.exec(value) ?? []
  if (percent === undefined) return [invalid(field, value, FORM)]
  return Number(percent) > 100 ? [invalid(field, value, 'must not be greater than 100%')] : []
}
