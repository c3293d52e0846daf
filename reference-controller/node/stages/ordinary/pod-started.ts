import { conditionPatch } from '../condition.ts'
import { runningContainers, startedInitContainers } from '../containers.ts'
import { hasTerminalPhase, isTerminating } from '../pod-state.ts'
import { readinessOf } from '../readiness.ts'
import type { Stage } from '../stage.ts'

const YES = { status: 'True' } as const

/** A Pod that was bound runs, with all its containers ready. */
export const podStarted: Stage = {
  name: 'pod-started',
  when: (pod) => pod.status?.phase !== 'Running' && !hasTerminalPhase(pod) && !isTerminating(pod),
  effect: {
    kind: 'status',
    of: (pod, { now, hostIP, podIP }) => ({
      phase: 'Running',
      ...(pod.metadata.generation !== undefined && { observedGeneration: pod.metadata.generation }),
      conditions: [
        conditionPatch(pod, 'PodReadyToStartContainers', YES, now),
        conditionPatch(pod, 'Initialized', YES, now),
        conditionPatch(pod, 'Ready', readinessOf(pod), now),
        conditionPatch(pod, 'ContainersReady', YES, now),
        conditionPatch(pod, 'PodScheduled', YES, now),
      ],
      hostIP,
      hostIPs: [{ ip: hostIP }],
      podIP,
      podIPs: [{ ip: podIP }],
      startTime: pod.status?.startTime ?? now,
      ...(pod.spec.initContainers?.length && { initContainerStatuses: startedInitContainers(pod, now) }),
      containerStatuses: runningContainers(pod, now),
    }),
  },
}
