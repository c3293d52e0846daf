import type { Container, KubeValue, Pod } from '../../../client/index.ts'
import { containerId } from '../containers.ts'
import { isTerminating } from '../pod-state.ts'
import type { Stage } from '../stage.ts'
import { replaced, stateOf, unreadyConditions, waiting } from './container-status.ts'
import { isCrashing } from './image.ts'

// The time for which a process that crashes runs.
const RUNS_FOR = 1000

const running = (pod: Pod): Container[] =>
  pod.spec.containers.filter((one) => isCrashing(one) && stateOf(pod, one)?.running)

const backOff = (pod: Pod, { name }: Container) =>
  `Back-off restarting failed container ${name} in pod ${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})`

/** The process of a container has ended with an error: it is started again after a back-off. */
export const containerCrashed: Stage = {
  name: 'container-crashed',
  when: (pod) => !isTerminating(pod) && pod.status?.phase === 'Running' && running(pod).length > 0,
  delay: () => RUNS_FOR,
  events: {
    end: (pod) =>
      running(pod).map((container) => ({ type: 'Warning', reason: 'BackOff', message: backOff(pod, container) })),
  },
  effect: {
    kind: 'status',
    of: (pod, { now }) => ({
      conditions: unreadyConditions(pod, running(pod), now),
      containerStatuses: replaced(
        pod,
        running(pod).map((container) => crashed(pod, container, now)),
      ),
    }),
  },
}

function crashed(pod: Pod, container: Container, now: string): KubeValue {
  const times = { startedAt: stateOf(pod, container)?.running?.startedAt ?? now, finishedAt: now }
  return {
    ...(waiting(pod, container, { reason: 'CrashLoopBackOff', message: backOff(pod, container) }) as object),
    lastState: {
      terminated: { exitCode: 1, reason: 'Error', containerID: containerId(pod, container), ...times },
    },
  }
}
