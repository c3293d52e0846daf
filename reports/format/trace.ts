import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'

const VERSION = 2

const header = z.looseObject({
  version: z.literal(
    VERSION,
    `expected version ${VERSION}: record the run anew, or read it with the suite that wrote it`,
  ),
  example: z.string(),
  guarantees: z.array(z.string()),
  namespace: z.string(),
  marks: z.looseObject({ label: z.string() }),
  kind: z.looseObject({ fields: z.record(z.string(), z.string()).optional() }).optional(),
  statusManagers: z.array(z.string()).optional(),
})

const kubeObject = z.looseObject({
  metadata: z.looseObject({
    name: z.string().default(''),
    uid: z.string().optional(),
    deletionTimestamp: z.string().optional(),
  }),
})

const stamped = { seq: z.int().nonnegative(), at: z.number() }
const entryOf = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.object({ ...stamped, kind: z.literal(kind), ...shape })

const action = entryOf('action', {
  own: z.boolean(),
  verb: z.enum(['get', 'create', 'update', 'patch', 'delete', 'order']),
  resource: z.string(),
  name: z.string(),
  subresource: z.string().optional(),
  patchType: z.enum(['merge', 'strategic', 'json', 'apply']).optional(),
  propagation: z.string().optional(),
  command: z.string().optional(),
  body: z.unknown().optional(),
})

const traceEntry = z.discriminatedUnion('kind', [
  entryOf('seen', { resource: z.string(), type: z.enum(['ADDED', 'MODIFIED', 'DELETED']), object: kubeObject }),
  entryOf('step', { keyword: z.string(), text: z.string() }),
  entryOf('window', {}),
  entryOf('expectation', { phrase: z.string(), text: z.string() }),
  action,
  entryOf('answered', { text: z.string(), code: z.number(), status: z.unknown().optional() }),
  entryOf('response', { body: z.unknown() }),
  entryOf('printed', { code: z.number(), text: z.string() }),
  entryOf('said', { pod: z.string(), uid: z.string(), line: z.string() }),
  entryOf('resolved', {
    name: z.string(),
    domain: z.string(),
    type: z.string(),
    status: z.string(),
    records: z.array(z.string()),
  }),
  entryOf('settled', { rests: z.boolean(), tookMs: z.number(), how: z.string(), moving: z.array(z.string()) }),
  entryOf('absent', { resource: z.string(), name: z.string() }),
  entryOf('judged', { expectation: z.int().nonnegative(), when: z.string() }),
  entryOf('gap', { resource: z.string(), reason: z.string() }),
  entryOf('skipped', { reason: z.string() }),
  entryOf('harness-error', { message: z.string() }),
  entryOf('ended', {}),
])

/** The actions and observations of one example, in order; the header identifies the example. */
export interface Trace {
  header: z.infer<typeof header>
  entries: TraceEntry[]
}
export type TraceEntry = z.infer<typeof traceEntry>
export type SeenEntry = Extract<TraceEntry, { kind: 'seen' }>
export type ActionEntry = z.infer<typeof action>

/**
 * Reads a recorded trace: JSON lines, the header first.
 * @throws Error naming file, line and field, when it is none, or not as the suite wrote it.
 */
export function readTrace(file: string): Trace {
  const [first = '', ...rest] = sealedLines(file)
  const entries = rest.map((line, index) => {
    const entry = checked(traceEntry, line, `${file}:${index + 2}`)
    if (entry.seq === index) return entry
    throw new Error(`${file}:${index + 2}: seq: expected ${index}, found ${entry.seq}: an entry is missing or moved`)
  })
  if (entries.at(-1)?.kind === 'ended') return { header: checked(header, first, `${file}:1`), entries }
  throw new Error(`${file}:${rest.length + 1}: kind: expected the trace to end with "ended": it is cut off`)
}

/**
 * Checks that a trace file is whole, and of which example it is, without a look at its entries.
 * @returns its header
 * @throws Error as `readTrace` does.
 */
export function validateTrace(file: string, example: string): Trace['header'] {
  const lines = sealedLines(file)
  const first = checked(header, lines[0] ?? '', `${file}:1`)
  const named = first.example
  // The suite has no address for a title without a number.
  if (named !== example && !named.endsWith(' [?]'))
    throw new Error(`${file}:1: example: expected ${example}, found ${named}`)
  if (lines.length > 1 && checked(traceEntry, lines.at(-1) ?? '', `${file}:${lines.length}`).kind === 'ended')
    return first
  throw new Error(`${file}:${lines.length}: kind: expected the trace to end with "ended": it is cut off`)
}

/** The lines of a trace file, once each was found to follow from all before it. */
function sealedLines(file: string): string[] {
  const lines = readFileSync(file, 'utf8').replace(/\n$/, '').split('\n')
  let before = ''
  for (const [index, line] of lines.entries()) {
    const [, sealed, digest] = /^(\{.*),"digest":"([\w-]+)"\}$/.exec(line) ?? []
    if (sealed === undefined)
      throw new Error(`${file}:${index + 1}: digest: expected a line of JSON that ends with one`)
    before = createHash('sha256').update(before).update(`${sealed}}`).digest('base64url').slice(0, 22)
    if (digest === before) continue
    throw new Error(
      `${file}:${index + 1}: digest: expected ${before}, found ${digest}: this line was changed, or one before it removed`,
    )
  }
  return lines
}

function checked<T>(schema: z.ZodType<T>, line: string, where: string): T {
  const { success, data, error } = schema.safeParse(parsed(line, where))
  if (success) return data
  const complaints = error.issues.map(({ path, message }) => `${path.map(String).join('.') || 'line'}: ${message}`)
  throw new Error(`${where}: ${complaints.join('; ')}`, { cause: error })
}

function parsed(line: string, where: string): unknown {
  try {
    return JSON.parse(line)
  } catch (cause) {
    throw new Error(`${where}: not JSON: ${(cause as Error).message}`, { cause })
  }
}

/** The phase that a Pod's status gives. */
export function podPhase(object: SeenEntry['object']): string {
  const status = object['status'] as { phase?: string } | undefined
  return status?.phase ?? 'Pending'
}

/** True if a Pod's condition Ready is true. */
export function isReady(object: SeenEntry['object']): boolean {
  const status = object['status'] as { conditions?: { type: string; status: string }[] } | undefined
  return status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false
}

/** True if the object is terminating. */
export function isTerminating(object: SeenEntry['object']): boolean {
  return object.metadata.deletionTimestamp !== undefined
}
