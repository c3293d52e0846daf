import type { KubeObject, StatusCause } from '../definition.ts'
import { same } from '../shared/equality.ts'
import { duplicateBecause, forbidden, nonNegativeAmounts, notSupported, problems } from '../shared/field-errors.ts'
import { cidrProblems, labelKeyProblems, labelValueProblems } from '../shared/names.ts'

export interface Taint {
  key: string
  value?: string
  effect: string
}

export interface Node extends KubeObject {
  spec: { unschedulable?: boolean; taints?: Taint[]; podCIDR?: string; podCIDRs?: string[]; providerID?: string }
  status?: { capacity?: Record<string, string>; allocatable?: Record<string, string> }
}

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']

export function validateNode({ spec, status = {} }: Node): StatusCause[] {
  return [
    ...validateTaints(spec.taints ?? []),
    ...validateStatus(status),
    ...(spec.podCIDRs ?? []).flatMap((range, index) => problems(`spec.podCIDRs[${index}]`, range, cidrProblems(range))),
  ]
}

const validateStatus = ({ capacity, allocatable }: NonNullable<Node['status']>) => [
  ...nonNegativeAmounts('status.capacity.', capacity),
  ...nonNegativeAmounts('status.allocatable.', allocatable),
]

/** kube-apiserver looks for taints where they were before they had a field. */
function validateTaints(taints: readonly Taint[]): StatusCause[] {
  const pairs = taints.map(({ key, effect }) => `${key}/${effect}`)
  return taints.flatMap(({ key, value = '', effect }, index) => {
    const at = `metadata.taints[${index}]`
    const shown = { Key: key, Value: value, Effect: effect, TimeAdded: null }
    const repeated = pairs.indexOf(pairs[index]!) < index
    return [
      ...problems(`${at}.key`, key, labelKeyProblems(key)),
      ...problems(`${at}.value`, value, labelValueProblems(value).slice(0, 1)),
      ...(EFFECTS.includes(effect) ? [] : [notSupported(`${at}.effect`, effect, EFFECTS)]),
      ...(repeated ? [duplicateBecause(at, shown, 'taints must be unique by key and effect pair')] : []),
    ]
  })
}

/** What a node got once, it keeps. */
export function validateNodeUpdate(node: Node, old: Node): StatusCause[] {
  const { spec } = node
  const found = validateNode(node)
  if (old.spec.podCIDRs?.length && !same(spec.podCIDRs, old.spec.podCIDRs)) {
    found.push(forbidden('spec.podCIDRs', 'node updates may not change podCIDR except from "" to valid'))
  }
  if (old.spec.providerID && spec.providerID !== old.spec.providerID) {
    found.push(forbidden('spec.providerID', 'node updates may not change providerID except from "" to valid'))
  }
  return found
}
