import type { Container, Pod } from '../../client/index.ts'
import { hasTerminalPhase } from './pod-state.ts'

/**
 * The time in milliseconds that the preStop hooks of the containers sleep, in parallel and never longer than the grace
 * period. Meanwhile a Pod that is being deleted keeps running, and stays Ready.
 * https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#hook-handler-execution
 */
export function sleepBeforeStop(pod: Pod): number {
  if (hasTerminalPhase(pod)) return 0
  const seconds = Math.max(...pod.spec.containers.map(sleepOf))
  return 1000 * Math.min(seconds, pod.metadata.deletionGracePeriodSeconds ?? 0)
}

const sleepOf = ({ lifecycle }: Container) => lifecycle?.preStop?.sleep?.seconds ?? 0
