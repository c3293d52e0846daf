import { changedFields } from './changed-fields.ts'
import { kubectlLine } from './kubectl.ts'
import { isReady, isTerminating, podPhase, type SeenEntry, type Trace, type TraceEntry } from './trace.ts'

const AROUND = 2

// Entries for the judge only are left out: the steps show the same.
const silent: TraceEntry['kind'][] = ['window', 'expectation', 'judged', 'ended']

/** The part of a trace to show to a reader: without observation objects of the suite and without bookkeeping. */
export function showable({ header, entries }: Trace): TraceEntry[] {
  return entries.filter(
    (entry) => !silent.includes(entry.kind) && (entry.kind !== 'seen' || !isMarker(entry.object, header.marks.label)),
  )
}

function isMarker({ metadata }: SeenEntry['object'], label: string): boolean {
  const labels = metadata['labels'] as Record<string, string> | undefined
  return labels !== undefined && label in labels
}

/** The whole trace as lines for people: time, what, to whom. */
export function traceLines(trace: Trace): string[] {
  return showable(trace).map((entry) => traceLine(entry, trace))
}

/** The five lines around the entry where a promise broke, that one marked with an arrow. */
export function linesAround(trace: Trace, at: number): string[] {
  const shown = showable(trace)
  const before = shown.filter(({ seq }) => seq < at).slice(-AROUND)
  const after = shown.filter(({ seq }) => seq > at).slice(0, AROUND)
  const broke = trace.entries[at]
  return [
    ...before.map((entry) => `  ${traceLine(entry, trace)}`),
    ...(broke ? [`→ ${traceLine(broke, trace)}`] : []),
    ...after.map((entry) => `  ${traceLine(entry, trace)}`),
  ]
}

function traceLine(entry: TraceEntry, trace: Trace): string {
  return `${(entry.at / 1000).toFixed(3).padStart(8)} s  ${lineOf(entry, trace)}`
}

function lineOf(entry: TraceEntry, { entries }: Trace): string {
  switch (entry.kind) {
    case 'seen':
      return `${entry.type.toLowerCase().padEnd(8)} ${entry.resource}/${entry.object.metadata.name}${details(entry, entries)}`
    case 'step':
      return `${entry.keyword} ${entry.text}`
    case 'action':
      return `did      ${kubectlLine(entry)}${entry.own ? ' (housekeeping)' : ''}`
    case 'answered':
      return `answered ${entry.code} to ${entry.text}`
    case 'response':
      return `response ${JSON.stringify(entry.body)}`
    case 'printed':
      return `printed  (exit code ${entry.code}) ${entry.text.trim()}`
    case 'said':
      return `said     by ${entry.pod}: ${entry.line}`
    case 'resolved':
      return `resolved ${entry.type} ${entry.name}.${entry.domain}: ${[entry.status, ...entry.records].join(' ')}`
    case 'settled':
      return `settled  ${entry.rests ? '' : 'not '}after ${entry.tookMs} ms: ${entry.how}`
    case 'absent':
      return `absent   ${entry.resource}/${entry.name}`
    case 'gap':
      return `gap      in the watch of ${entry.resource}: ${entry.reason}`
    case 'judged': {
      const judged = entries[entry.expectation]
      return `judged   ${judged?.kind === 'expectation' ? judged.text : ''} (${entry.when})`
    }
    case 'skipped':
      return `skipped  ${entry.reason}`
    case 'harness-error':
      return `failed   ${entry.message}`
    case 'expectation':
      return `expected ${entry.text}`
    case 'window':
    case 'ended':
      return entry.kind
  }
}

function details(entry: SeenEntry, entries: TraceEntry[]): string {
  const parts = [...condition(entry), ...changesOf(entry, entries)]
  return parts.length > 0 ? ` (${parts.join(', ')})` : ''
}

function condition({ resource, type, object }: SeenEntry): string[] {
  if (type === 'DELETED') return []
  const ofPod = resource === 'pods' ? [podPhase(object), isReady(object) ? 'ready' : 'not ready'] : []
  return [...ofPod, ...(isTerminating(object) ? ['terminating'] : [])]
}

/** Since the version of the object that was seen before; of a Pod's status the conditions suffice. */
function changesOf({ seq, resource, type, object }: SeenEntry, entries: TraceEntry[]): string[] {
  if (type !== 'MODIFIED') return []
  const same = (entry: TraceEntry): entry is SeenEntry =>
    entry.kind === 'seen' && entry.resource === resource && entry.object.metadata.uid === object.metadata.uid
  const before = entries.slice(0, seq).findLast(same)?.object
  if (!before) return []
  if (resource !== 'pods') return changedFields(before, object)
  return changedFields({ ...before, status: {} }, { ...object, status: {} })
}
