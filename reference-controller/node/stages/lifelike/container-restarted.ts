import type { Container, Pod } from '../../../client/index.ts'
import { conditionPatch } from '../condition.ts'
import { isTerminating } from '../pod-state.ts'
import { readinessOf } from '../readiness.ts'
import type { Stage } from '../stage.ts'
import { isWaitingFor, replaced, restarted, restartsOf } from './container-status.ts'
import { startedEvents } from './started-events.ts'

const crashed = (pod: Pod): Container[] =>
  pod.spec.containers.filter((one) => isWaitingFor(pod, one, 'CrashLoopBackOff'))

/**
 * A container is started again, after 10 s at first, then after twice as long each time, at most 5 minutes.
 * https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-restarts
 */
export const containerRestarted: Stage = {
  name: 'container-restarted',
  when: (pod) => !isTerminating(pod) && crashed(pod).length > 0,
  delay: (pod) => Math.min(300_000, 10_000 * 2 ** Math.max(...crashed(pod).map((one) => restartsOf(pod, one)))),
  events: { end: (pod) => crashed(pod).flatMap(startedEvents) },
  effect: {
    kind: 'status',
    of: (pod, { now }) => ({
      conditions: [
        conditionPatch(pod, 'Ready', readinessOf(pod), now),
        conditionPatch(pod, 'ContainersReady', { status: 'True' }, now),
      ],
      containerStatuses: replaced(
        pod,
        crashed(pod).map((container) => restarted(pod, container, now)),
      ),
    }),
  },
}
