import type { Pod } from '../../client/index.ts'
import type { Finding } from './condition.ts'
import { conditionOf } from './pod-state.ts'

/** Readiness of a Pod whose containers are ready: all of its readiness gates must be True. Words as kubelet's. */
export function readinessOf(pod: Pod): Finding {
  const complaints = (pod.spec.readinessGates ?? []).flatMap(({ conditionType }) => {
    const gate = conditionOf(pod, conditionType)
    if (!gate) return [`corresponding condition of pod readiness gate "${conditionType}" does not exist.`]
    if (gate.status === 'True') return []
    return [`the status of pod readiness gate "${conditionType}" is not "True", but ${gate.status}`]
  })
  if (complaints.length === 0) return { status: 'True' }
  return { status: 'False', reason: 'ReadinessGatesNotReady', message: complaints.join(', ') }
}
