import { finalStatus } from '../final-status.ts'
import { hasTerminalPhase, isStopped, isTerminating } from '../pod-state.ts'
import type { Stage } from '../stage.ts'

/** A client gave the Pod a terminal phase: its containers end, the phase stays. */
export const podEnded: Stage = {
  name: 'pod-ended',
  when: (pod) => hasTerminalPhase(pod) && !isTerminating(pod) && !isStopped(pod),
  effect: { kind: 'status', of: finalStatus },
}
