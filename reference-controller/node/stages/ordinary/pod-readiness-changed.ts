import { conditionHolds, conditionPatch } from '../condition.ts'
import { readinessOf } from '../readiness.ts'
import type { Stage } from '../stage.ts'

/** Someone changed a readiness gate: Ready follows. */
export const podReadinessChanged: Stage = {
  name: 'pod-readiness-changed',
  when: (pod) => pod.status?.phase === 'Running' && !conditionHolds(pod, 'Ready', readinessOf(pod)),
  effect: {
    kind: 'status',
    of: (pod, { now }) => ({ conditions: [conditionPatch(pod, 'Ready', readinessOf(pod), now)] }),
  },
}
