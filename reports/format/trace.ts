import { readFileSync } from 'node:fs'
import { z } from 'zod'

// On objects of the suite that only serve observation; nothing is ever judged by them.
const MARKER_LABEL = 'statefulset-conformance.dev/marker'

const stamped = { seq: z.number(), at: z.number() }

const kubeObject = z.looseObject({
  metadata: z.looseObject({
    name: z.string().default(''),
    uid: z.string().optional(),
    deletionTimestamp: z.string().optional(),
  }),
})

const traceEntry = z.discriminatedUnion('kind', [
  z.object({
    ...stamped,
    kind: z.literal('seen'),
    resource: z.string(),
    type: z.enum(['ADDED', 'MODIFIED', 'DELETED']),
    object: kubeObject,
  }),
  z.object({ ...stamped, kind: z.literal('step'), keyword: z.string(), text: z.string() }),
  z.object({ ...stamped, kind: z.literal('did'), text: z.string(), own: z.boolean() }),
  z.object({
    ...stamped,
    kind: z.literal('answered'),
    text: z.string(),
    code: z.number(),
    status: z.unknown().optional(),
  }),
  z.object({ ...stamped, kind: z.literal('said'), pod: z.string(), uid: z.string(), line: z.string() }),
  z.object({ ...stamped, kind: z.literal('settled'), tookMs: z.number(), how: z.string() }),
  z.object({ ...stamped, kind: z.literal('gap'), resource: z.string(), reason: z.string() }),
])

const trace = z.object({ address: z.string(), guarantees: z.array(z.string()), entries: z.array(traceEntry) })

/** What one scenario did and saw, in order. */
export type Trace = z.infer<typeof trace>
export type TraceEntry = Trace['entries'][number]
export type SeenEntry = Extract<TraceEntry, { kind: 'seen' }>

/** Reads a recorded trace; throws with file and field when it is not one. */
export function readTrace(file: string): Trace {
  const { success, data, error } = trace.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (success) return data
  const [issue] = error.issues
  throw new Error(`${file}: not a trace: ${issue?.path.map(String).join('.')}: ${issue?.message}`, { cause: error })
}

/** What a reader wants to see of a trace: all but the fences, objects of the suite that only mark an end of a window. */
export function tellable({ entries }: Trace): TraceEntry[] {
  return entries.filter((entry) => entry.kind !== 'seen' || !isMarker(entry.object))
}

function isMarker({ metadata }: SeenEntry['object']): boolean {
  const labels = metadata['labels'] as Record<string, string> | undefined
  return labels !== undefined && MARKER_LABEL in labels
}

/** One entry as a line for people: time, what, to whom. */
export function traceLine(entry: TraceEntry): string {
  return `${(entry.at / 1000).toFixed(3).padStart(8)} s  ${tell(entry)}`
}

function tell(entry: TraceEntry): string {
  switch (entry.kind) {
    case 'seen':
      return `${entry.type.toLowerCase().padEnd(8)} ${entry.resource}/${entry.object.metadata.name}${condition(entry)}`
    case 'step':
      return `${entry.keyword} ${entry.text}`
    case 'did':
      return `did      ${entry.text}${entry.own ? ' (housekeeping)' : ''}`
    case 'answered':
      return `answered ${entry.code} to ${entry.text}`
    case 'said':
      return `said     by ${entry.pod}: ${entry.line}`
    case 'settled':
      return `settled  after ${entry.tookMs} ms: ${entry.how}`
    case 'gap':
      return `gap      in the watch of ${entry.resource}: ${entry.reason}`
  }
}

function condition({ resource, type, object }: SeenEntry): string {
  if (resource !== 'pods' || type === 'DELETED') return ''
  const parts = [podPhase(object), isReady(object) ? 'ready' : 'not ready', isTerminating(object) ? 'terminating' : '']
  return ` (${parts.filter(Boolean).join(', ')})`
}

/** The phase that a Pod's status gives. */
export function podPhase(object: SeenEntry['object']): string {
  const status = object['status'] as { phase?: string } | undefined
  return status?.phase ?? 'Pending'
}

/** Whether a Pod's condition Ready is true. */
export function isReady(object: SeenEntry['object']): boolean {
  const status = object['status'] as { conditions?: { type: string; status: string }[] } | undefined
  return status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false
}

/** Whether deletion was asked for and the object is still there. */
export function isTerminating(object: SeenEntry['object']): boolean {
  return object.metadata.deletionTimestamp !== undefined
}
