import type { KubeObject } from '../definition.ts'
import { age } from '../shared/age.ts'
import { type Column, column, nameColumn, wideColumn } from '../shared/columns.ts'

interface SeenEvent extends KubeObject {
  involvedObject?: { kind?: string; name?: string; fieldPath?: string }
  source?: { component?: string; host?: string }
  series?: { count?: number; lastObservedTime?: string }
}

const text = (field: string) => (event: SeenEvent) => event[field] ?? ''

export const eventColumns: Column[] = [
  column<SeenEvent>('Last Seen', (event, now) => age(lastSeen(event), now)),
  column<SeenEvent>('Type', text('type')),
  column<SeenEvent>('Reason', text('reason')),
  column<SeenEvent>('Object', objectOf),
  wideColumn<SeenEvent>('Subobject', ({ involvedObject }) => involvedObject?.fieldPath ?? ''),
  wideColumn<SeenEvent>('Source', sourceOf),
  column<SeenEvent>('Message', (event) => String(event['message'] ?? '').trim()),
  wideColumn<SeenEvent>('First Seen', (event, now) => age(firstSeen(event), now)),
  { ...wideColumn<SeenEvent>('Count', ({ series, count }) => (series ? (series.count ?? 0) : count || 1)) },
  { ...nameColumn, priority: 1 },
]

const firstSeen = (event: SeenEvent) => event['firstTimestamp'] || event['eventTime']

const lastSeen = (event: SeenEvent) =>
  event.series ? event.series.lastObservedTime : event['lastTimestamp'] || firstSeen(event)

function objectOf({ involvedObject = {} }: SeenEvent): string {
  const kind = (involvedObject.kind ?? '').toLowerCase()
  return involvedObject.name ? `${kind}/${involvedObject.name}` : kind
}

function sourceOf(event: SeenEvent): string {
  const component = event.source?.component || event['reportingComponent'] || ''
  const instance = event.source?.host || event['reportingInstance']
  return instance ? `${component}, ${instance}` : String(component)
}
