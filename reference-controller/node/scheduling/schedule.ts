import type { Node, PersistentVolumeClaim, Pod } from '../../client/index.ts'
import { nodeFilters } from './node-filters.ts'

/** Everything except the Pod that the scheduler knows. */
export interface ClusterView {
  nodes: Node[]
  claimNamed(name: string): PersistentVolumeClaim | undefined
}

export type Decision =
  | { kind: 'fits'; nodes: string[] }
  | { kind: 'waits'; reason: 'Unschedulable' | 'SchedulingGated'; message: string }

/** Returns the node for a Pod, or the reason why it fits on none. The same view gives the same result. */
export function schedule(pod: Pod, { nodes, claimNamed }: ClusterView): Decision {
  if (isGated(pod)) {
    return {
      kind: 'waits',
      reason: 'SchedulingGated',
      message: 'Scheduling is blocked due to non-empty scheduling gates',
    }
  }
  if (nodes.length === 0) return unschedulable('no nodes available to schedule pods')

  const obstacle = claimsOf(pod).flatMap((name) => obstacleIn(name, claimNamed(name)))[0]
  if (obstacle) return unschedulable(`0/${nodes.length} nodes are available: ${obstacle}.`)

  const refusals = nodes.map((node) => nodeFilters.find((filter) => filter.refuses(pod, node))?.because)
  const fitting = nodes.filter((_, index) => refusals[index] === undefined)
  if (fitting.length > 0) return { kind: 'fits', nodes: fitting.map((node) => node.metadata.name) }
  return unschedulable(`0/${nodes.length} nodes are available: ${tally(refusals)}.`)
}

/** The claims that the Pod mounts. */
export function claimsOf(pod: Pod): string[] {
  return (pod.spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? [])
}

export function isGated(pod: Pod): boolean {
  return (pod.spec.schedulingGates ?? []).length > 0
}

function unschedulable(message: string): Decision {
  return { kind: 'waits', reason: 'Unschedulable', message }
}

function obstacleIn(name: string, claim: PersistentVolumeClaim | undefined): string[] {
  if (!claim) return [`persistentvolumeclaim "${name}" not found`]
  if (claim.status?.phase === 'Lost') return [`persistentvolumeclaim "${name}" bound to non-existent persistentvolume`]
  if (claim.metadata.deletionTimestamp) return [`persistentvolumeclaim "${name}" is being deleted`]
  return isBound(claim) ? [] : ['pod has unbound immediate PersistentVolumeClaims']
}

// The binder's last word on a claim is this annotation; spec.volumeName alone may be a user's wish.
function isBound({ spec, metadata }: PersistentVolumeClaim): boolean {
  return Boolean(spec.volumeName) && metadata.annotations?.['pv.kubernetes.io/bind-completed'] !== undefined
}

function tally(refusals: (string | undefined)[]): string {
  const counts = new Map<string, number>()
  for (const refusal of refusals) if (refusal) counts.set(refusal, (counts.get(refusal) ?? 0) + 1)
  return [...counts]
    .map(([because, count]) => `${count} ${because}`)
    .sort()
    .join(', ')
}
