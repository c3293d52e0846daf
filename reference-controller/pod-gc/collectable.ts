import type { Node, Pod } from '../client/index.ts'
import { isTerminating } from '../node/stages/pod-state.ts'
import { taintsOf } from '../node/tolerations.ts'

/** Why no kubelet will ever end a Pod. */
export type Cause = 'node-gone' | 'never-scheduled' | 'out-of-service'

// Upstream looks every 20 seconds, and gives a Node that it does not see 40 seconds to appear.
const CHECK_PERIOD = 20_000
const QUARANTINE = 40_000

/** How long a cause must last before the Pod is removed, in milliseconds. */
export const PATIENCE: Record<Cause, number> = {
  'node-gone': QUARANTINE,
  'never-scheduled': CHECK_PERIOD,
  'out-of-service': CHECK_PERIOD,
}

const OUT_OF_SERVICE = 'node.kubernetes.io/out-of-service'

/**
 * @param node of the Pod, if it exists
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-garbage-collection
 */
export function collectable(pod: Pod, node: Node | undefined): Cause | undefined {
  if (pod.spec.nodeName && !node) return 'node-gone'
  if (!isTerminating(pod)) return undefined
  if (!node) return 'never-scheduled'
  return isOutOfService(node) ? 'out-of-service' : undefined
}

/** A user has said that the machine is off. */
function isOutOfService(node: Node): boolean {
  const ready = node.status?.conditions?.find(({ type }) => type === 'Ready')
  return ready?.status !== 'True' && taintsOf(node).some(({ key }) => key === OUT_OF_SERVICE)
}
