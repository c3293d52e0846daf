import type { Violation } from './judgements.ts'
import { kubectlLine } from './kubectl.ts'
import { isReady, isTerminating, podPhase, type SeenEntry, type Trace, type TraceEntry } from './trace.ts'
import { showable } from './trace-lines.ts'

/** The state of a Pod over a period. */
export type PodState = 'pending' | 'not ready' | 'ready' | 'failed' | 'succeeded'

/** A stretch of time in which nothing about an object changed that the picture shows. */
export interface Segment {
  from: number
  to: number
  uid: string
  state: PodState
  terminating: boolean
  revision: string
}

/** One name over time: the successive objects that bore it. */
export interface Lane {
  name: string
  segments: Segment[]
}

/** Something that was done, answered, broken or lost, at a moment. */
export interface Mark {
  at: number
  text: string
  kind: 'did' | 'refused' | 'settled' | 'gap' | 'broke'
}

/** A trace as a picture needs it. */
export interface Timeline {
  pods: Lane[]
  claims: Lane[]
  marks: Mark[]
  /** Names of revisions in the order in which Pods first bore them. */
  revisions: string[]
  end: number
}

// A tenth of a second at least: a picture of three milliseconds shows nothing.
const SHORTEST = 100

/** Arranges a trace: lanes by name in the order of their numbers, marks in the order of time. */
export function arrange(trace: Trace, failures: readonly Violation[] = []): Timeline {
  const entries = showable(trace)
  const end = Math.max(SHORTEST, ...entries.map(({ at }) => at))
  const pods = lanes(entries, 'pods', end)
  const segments = pods.flatMap((lane) => lane.segments).toSorted((a, b) => a.from - b.from)
  return {
    pods,
    claims: lanes(entries, 'persistentvolumeclaims', end),
    marks: [...entries.flatMap(markOf), ...breaks(trace, failures)].toSorted((a, b) => a.at - b.at),
    revisions: [...new Set(segments.flatMap(({ revision }) => (revision ? [revision] : [])))],
    end,
  }
}

function lanes(entries: TraceEntry[], resource: string, end: number): Lane[] {
  const seen = entries.flatMap((entry) => (entry.kind === 'seen' && entry.resource === resource ? [entry] : []))
  const byName = Map.groupBy(seen, ({ object }) => object.metadata.name)
  const inOrder = new Intl.Collator('en', { numeric: true }).compare
  return [...byName]
    .toSorted(([a], [b]) => inOrder(a, b))
    .map(([name, changes]) => ({ name, segments: segmentsOf(changes, end) }))
}

function segmentsOf(changes: SeenEntry[], end: number): Segment[] {
  const segments: Segment[] = []
  for (const [index, change] of changes.entries()) {
    if (change.type === 'DELETED') continue
    const segment = segmentOf(change, changes[index + 1]?.at ?? end)
    const last = segments.at(-1)
    if (last && alike(last, segment)) last.to = segment.to
    else segments.push(segment)
  }
  return segments
}

function segmentOf({ at, object }: SeenEntry, to: number): Segment {
  const labels = object.metadata['labels'] as Record<string, string> | undefined
  return {
    from: at,
    to,
    uid: object.metadata.uid ?? '',
    state: stateOf(object),
    terminating: isTerminating(object),
    revision: labels?.['controller-revision-hash'] ?? '',
  }
}

function stateOf(object: SeenEntry['object']): PodState {
  const phase = podPhase(object)
  if (phase === 'Failed' || phase === 'Succeeded') return phase === 'Failed' ? 'failed' : 'succeeded'
  if (isReady(object) || phase === 'Bound') return 'ready'
  return phase === 'Running' ? 'not ready' : 'pending'
}

function alike(a: Segment, b: Segment): boolean {
  const same = a.uid === b.uid && a.state === b.state && a.terminating === b.terminating
  return same && a.revision === b.revision && a.to === b.from
}

/** One mark for each moment and reason; of one that lies behind the end of the trace, at the end. */
function breaks({ entries }: Trace, failures: readonly Violation[]): Mark[] {
  const marks = failures.map(({ at, because }): Mark => {
    const entry = entries[at] ?? entries.at(-1)
    return { at: entry?.at ?? 0, text: `broken: ${because}`, kind: 'broke' }
  })
  return [...new Map(marks.map((mark) => [`${mark.at} ${mark.text}`, mark])).values()]
}

function markOf(entry: TraceEntry): Mark[] {
  const { at } = entry
  switch (entry.kind) {
    case 'action':
      return entry.own ? [] : [{ at, text: kubectlLine(entry), kind: 'did' }]
    case 'answered':
      return entry.code >= 400 ? [{ at, text: `answered ${entry.code} to ${entry.text}`, kind: 'refused' }] : []
    case 'settled':
      return [{ at, text: `${entry.rests ? 'settled' : 'never came to rest'}: ${entry.how}`, kind: 'settled' }]
    case 'gap':
      return [{ at, text: `gap in the watch of ${entry.resource}: ${entry.reason}`, kind: 'gap' }]
    default:
      return []
  }
}
