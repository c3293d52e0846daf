import type { Pod } from '../../client/index.ts'
import { conditionPatch } from './condition.ts'
import { endedContainers } from './containers.ts'
import { hasTerminalPhase } from './pod-state.ts'
import type { NodeFacts, StatusPatch } from './stage.ts'

/** The last status of a Pod: all containers ended, not ready. A phase that is terminal already is kept. */
export function finalStatus(pod: Pod, { now }: NodeFacts): StatusPatch {
  const phase = finalPhase(pod)
  const over = { status: 'False', reason: phase === 'Failed' ? 'PodFailed' : 'PodCompleted' } as const
  return {
    phase,
    ...(pod.metadata.generation !== undefined && { observedGeneration: pod.metadata.generation }),
    conditions: [
      conditionPatch(pod, 'PodReadyToStartContainers', { status: 'False' }, now),
      ...(phase === 'Succeeded'
        ? [conditionPatch(pod, 'Initialized', { status: 'True', reason: 'PodCompleted' }, now)]
        : []),
      conditionPatch(pod, 'Ready', over, now),
      conditionPatch(pod, 'ContainersReady', over, now),
    ],
    containerStatuses: endedContainers(pod, now),
  }
}

// Containers that exit with 0 make a Pod succeed; a Pod that ends before it ever ran has failed.
function finalPhase(pod: Pod): string {
  if (hasTerminalPhase(pod)) return pod.status?.phase ?? 'Failed'
  return pod.status?.phase === 'Running' ? 'Succeeded' : 'Failed'
}
