import { finalStatus } from '../final-status.ts'
import { isStopped, isTerminating } from '../pod-state.ts'
import { sleepBeforeStop } from '../sleep-before-stop.ts'
import type { Stage } from '../stage.ts'

/** The Pod is being deleted: its containers end. A final status precedes the removal, as with a kubelet. */
export const podTerminated: Stage = {
  name: 'pod-terminated',
  when: (pod) => isTerminating(pod) && !isStopped(pod),
  delay: sleepBeforeStop,
  effect: { kind: 'status', of: finalStatus },
}
