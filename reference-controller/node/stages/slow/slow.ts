import { ordinary } from '../ordinary/ordinary.ts'
import { podTerminated } from '../ordinary/pod-terminated.ts'
import { sleepBeforeStop } from '../sleep-before-stop.ts'
import type { Stage } from '../stage.ts'

// The time that an orderly shutdown of a process takes; never more than the grace period.
const SHUTDOWN = 1000

const podTerminatedSlowly: Stage = {
  ...podTerminated,
  delay: (pod) => Math.min(sleepBeforeStop(pod) + SHUTDOWN, 1000 * (pod.metadata.deletionGracePeriodSeconds ?? 0)),
}

/** A node whose containers take their time to end, as real ones do. */
export const slow: Stage[] = ordinary.map((stage) => (stage === podTerminated ? podTerminatedSlowly : stage))
