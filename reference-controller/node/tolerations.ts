import type { Node, Pod, Taint, Toleration } from '../client/index.ts'

export function taintsOf(node: Node): Taint[] {
  return node.spec?.taints ?? []
}

export function tolerationsOf(pod: Pod): Toleration[] {
  return pod.spec.tolerations ?? []
}

export function tolerates({ key, operator, value, effect }: Toleration, taint: Taint): boolean {
  if (effect && effect !== taint.effect) return false
  if (key && key !== taint.key) return false
  return operator === 'Exists' || (key !== undefined && (value ?? '') === (taint.value ?? ''))
}

/**
 * When a Pod is to be evicted from a node with these taints, in milliseconds since the epoch; `undefined` if it may
 * stay. The shortest toleration counts.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions
 */
export function evictionTime(pod: Pod, taints: readonly Taint[]): number | undefined {
  const times = taints
    .filter(({ effect }) => effect === 'NoExecute')
    .map((taint) => {
      const fitting = tolerationsOf(pod).filter((toleration) => tolerates(toleration, taint))
      const since = Date.parse(taint.timeAdded ?? '') || 0
      if (fitting.length === 0) return since
      const seconds = fitting.map(({ tolerationSeconds }) => tolerationSeconds ?? Number.POSITIVE_INFINITY)
      return since + 1000 * Math.max(0, Math.min(...seconds))
    })
  const first = Math.min(...times)
  return Number.isFinite(first) ? first : undefined
}
