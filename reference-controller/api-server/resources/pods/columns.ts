import { age } from '../shared/age.ts'
import { ageColumn, type Column, column, nameColumn, type RowCondition, wideColumn } from '../shared/columns.ts'
import { podSummary, type SeenPod } from './summary.ts'

const orNone = (text: string | undefined) => text || '<none>'

export const podColumns: Column[] = [
  nameColumn,
  column<SeenPod>('Ready', (pod) => {
    const { ready, total } = podSummary(pod)
    return `${ready}/${total}`
  }),
  column<SeenPod>('Status', (pod) => podSummary(pod).reason),
  column<SeenPod>('Restarts', (pod, now) => {
    const { restarts, lastRestart } = podSummary(pod)
    return restarts > 0 && lastRestart ? `${restarts} (${age(lastRestart, now)} ago)` : String(restarts)
  }),
  ageColumn,
  wideColumn<SeenPod>('IP', ({ status }) => orNone(status?.podIPs?.[0]?.ip)),
  wideColumn<SeenPod>('Node', ({ spec }) => orNone(spec?.nodeName)),
  wideColumn<SeenPod>('Nominated Node', ({ status }) => orNone(status?.nominatedNodeName)),
  wideColumn<SeenPod>('Readiness Gates', readinessGates),
]

function readinessGates({ spec, status }: SeenPod): string {
  const gates = spec?.readinessGates ?? []
  if (gates.length === 0) return '<none>'
  const open = gates.filter(({ conditionType }) => {
    return status?.conditions?.find(({ type }) => type === conditionType)?.status === 'True'
  })
  return `${open.length}/${gates.length}`
}

const ended: Record<string, string> = {
  Succeeded: 'The pod has completed successfully.',
  Failed: 'The pod failed.',
}

export function podRowConditions({ status }: SeenPod): RowCondition[] {
  const reason = status?.phase ?? ''
  const message = ended[reason]
  return message ? [{ type: 'Completed', status: 'True', reason, message }] : []
}
