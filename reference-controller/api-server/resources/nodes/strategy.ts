import type { KubeObject } from '../definition.ts'
import type { Rules } from '../shared/strategy.ts'

interface Node extends KubeObject {
  spec: { unschedulable?: boolean; taints?: { key: string; effect: string }[]; podCIDR?: string; podCIDRs?: string[] }
  status?: { capacity?: Record<string, string>; allocatable?: Record<string, string> }
}

const NOT_READY = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }

/** A node may register with its status; admission (TaintNodesByCondition) holds Pods off until it is ready. */
export const nodeRules: Rules = {
  keepsStatusOnCreate: true,
  defaults(object) {
    const { spec, status } = object as Node
    // One address range is the first of many, however it is given.
    if (spec && !Object.isFrozen(spec)) {
      if (spec.podCIDR && spec.podCIDRs?.[0] !== spec.podCIDR) spec.podCIDRs = [spec.podCIDR]
      else if (spec.podCIDRs?.[0]) spec.podCIDR = spec.podCIDRs[0]
    }
    if (status?.capacity) status.allocatable ??= { ...status.capacity }
  },
  prepareForCreate(object) {
    const { spec } = object as Node
    const taints = spec.taints ?? []
    if (!taints.some(({ key, effect }) => key === NOT_READY.key && effect === NOT_READY.effect)) {
      spec.taints = [...taints, NOT_READY]
    }
  },
  selectableFields: ({ spec }) => ({ 'spec.unschedulable': ((spec ?? {}) as Node['spec']).unschedulable ?? false }),
}
