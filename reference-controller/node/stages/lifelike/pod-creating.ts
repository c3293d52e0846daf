import { conditionPatch } from '../condition.ts'
import { hasTerminalPhase, isTerminating } from '../pod-state.ts'
import type { Stage } from '../stage.ts'
import { unreadyConditions, waiting } from './container-status.ts'

/** A Pod has been bound: the node has accepted it, and its containers are being created. */
export const podCreating: Stage = {
  name: 'pod-creating',
  when: (pod) =>
    pod.status?.phase !== 'Running' &&
    !hasTerminalPhase(pod) &&
    !isTerminating(pod) &&
    (pod.status?.containerStatuses ?? []).length === 0,
  effect: {
    kind: 'status',
    of: (pod, { now, hostIP }) => ({
      phase: 'Pending',
      ...(pod.metadata.generation !== undefined && { observedGeneration: pod.metadata.generation }),
      conditions: [
        conditionPatch(pod, 'PodReadyToStartContainers', { status: 'False' }, now),
        conditionPatch(pod, 'Initialized', { status: 'True' }, now),
        ...unreadyConditions(pod, pod.spec.containers, now),
        conditionPatch(pod, 'PodScheduled', { status: 'True' }, now),
      ],
      hostIP,
      hostIPs: [{ ip: hostIP }],
      startTime: now,
      containerStatuses: pod.spec.containers.map((container) =>
        waiting(pod, container, { reason: 'ContainerCreating' }),
      ),
    }),
  },
}
