import { isStopped, isTerminating } from '../pod-state.ts'
import type { Stage } from '../stage.ts'

/**
 * Nothing of the Pod runs any more: the node gives its consent to the removal by a delete without grace. Once that
 * is recorded (deletionGracePeriodSeconds 0) only finalizers can hold the object.
 */
export const podRemoved: Stage = {
  name: 'pod-removed',
  when: (pod) => isTerminating(pod) && isStopped(pod) && pod.metadata.deletionGracePeriodSeconds !== 0,
  effect: { kind: 'remove' },
}
