import type { StatusCause } from '../../definition.ts'
import { duplicate, invalid, notSupported, required } from '../field-errors.ts'
import { type StructuredSelector, validateSelector } from '../labels.ts'
import { validateLabelKeys } from './affinity.ts'

interface Constraint {
  maxSkew?: number
  topologyKey?: string
  whenUnsatisfiable?: string
  minDomains?: number
  nodeAffinityPolicy?: string
  nodeTaintsPolicy?: string
  labelSelector?: StructuredSelector
  matchLabelKeys?: string[]
}

/** How evenly the Pods that a selector finds are to be spread. */
export function validateTopologySpread(value: unknown, field: string): StatusCause[] {
  const constraints = (value ?? []) as Constraint[]
  return constraints.flatMap((constraint, index) => {
    const pair = pairOf(constraint)
    const repeated = constraints.slice(index + 1).some((other) => pairOf(other) === pair)
    return [
      ...validateConstraint(constraint, `${field}[${index}]`),
      ...(repeated ? [duplicate(`${field}[${index}].{topologyKey, whenUnsatisfiable}`, pair)] : []),
      ...validateKeysAndSelector(constraint, `${field}[${index}]`),
    ]
  })
}

const pairOf = ({ topologyKey = '', whenUnsatisfiable = '' }: Constraint) => `{${topologyKey}, ${whenUnsatisfiable}}`

function validateConstraint(constraint: Constraint, field: string): StatusCause[] {
  const { maxSkew = 0, topologyKey, whenUnsatisfiable = '', minDomains } = constraint
  const actions = ['DoNotSchedule', 'ScheduleAnyway']
  const found: StatusCause[] = []
  if (maxSkew <= 0) found.push(invalid(`${field}.maxSkew`, maxSkew, 'must be greater than zero'))
  if (!topologyKey) found.push(required(`${field}.topologyKey`, 'can not be empty'))
  if (!actions.includes(whenUnsatisfiable)) {
    found.push(notSupported(`${field}.whenUnsatisfiable`, whenUnsatisfiable, actions))
  }
  if (minDomains !== undefined && minDomains <= 0) {
    found.push(invalid(`${field}.minDomains`, minDomains, 'must be greater than zero'))
  }
  if (minDomains !== undefined && whenUnsatisfiable !== 'DoNotSchedule') {
    const detail = `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${whenUnsatisfiable}`
    found.push(invalid(`${field}.minDomains`, minDomains, detail))
  }
  return found
}

function validateKeysAndSelector(constraint: Constraint, field: string): StatusCause[] {
  const policies = ['Honor', 'Ignore']
  return [
    ...(['nodeAffinityPolicy', 'nodeTaintsPolicy'] as const).flatMap((name) => {
      const policy = constraint[name]
      return policy === undefined || policies.includes(policy)
        ? []
        : [notSupported(`${field}.${name}`, policy, policies)]
    }),
    ...validateLabelKeys(constraint.matchLabelKeys ?? [], constraint.labelSelector, `${field}.matchLabelKeys`),
    ...validateSelector(constraint.labelSelector, `${field}.labelSelector`),
  ]
}
