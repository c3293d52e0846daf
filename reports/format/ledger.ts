import { readFileSync } from 'node:fs'
import { isNode, LineCounter, parse, parseDocument, YAMLParseError } from 'yaml'
import { z } from 'zod'

/** The families of guarantees: the middle part of an id, and how people call it. */
export const families = {
  IDN: 'identity',
  DNS: 'network names',
  STO: 'storage',
  ORD: 'ordering',
  PMP: 'parallel',
  UPD: 'updates',
  REV: 'revisions',
  DEL: 'deletion and adoption',
  PVC: 'claim retention',
  STA: 'status',
  AVL: 'availability',
  VAL: 'validation',
  RES: 'resilience',
  EVT: 'events',
  ECO: 'ecosystem',
} as const

const guarantee = z
  .strictObject({
    id: z.string().regex(/^SS-[A-Z]{3}-\d{3}$/, 'expected an id like SS-ORD-001'),
    title: z.string().min(1),
    claim: z.string().min(1).optional(),
    sentence: z.string().min(1),
    source: z.array(z.string().min(1)).min(1, 'expected at least one source'),
    level: z.enum(['documented', 'conformance', 'implementation', 'folklore']),
    profile: z.string().regex(/^(core|extended:\w+)$/, 'expected core or extended:<feature>'),
    needs: z.array(z.string()),
    since: z.string().regex(/^1\.\d+$/, 'expected a minor version like "1.27", quoted'),
    gate: z.string().optional(),
    state: z.enum(['checked', 'planned', 'excluded']),
    excluded_because: z.string().min(1).optional(),
    note: z.string().min(1).optional(),
  })
  .refine((row) => (row.state === 'excluded') === (row.excluded_because !== undefined), {
    path: ['excluded_because'],
    message: 'expected exactly where state is excluded',
  })
  .refine((row) => (row.level === 'folklore') === (row.claim !== undefined), {
    path: ['claim'],
    message: 'expected exactly where level is folklore: the wrong claim that circulates',
  })
  .refine((row) => familyKey(row.id) in families, { path: ['id'], message: 'names an unknown family' })

/** One row of the ledger: what is promised, who promises it, and whether a scenario checks it. */
export type Guarantee = z.infer<typeof guarantee>

/** Thrown when the ledger cannot be used; the message names file, line and field. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError'
}

/** Reads and checks the ledger (features/requirements.yaml). */
export function loadLedger(file: string): Guarantee[] {
  try {
    return parseLedger(readFileSync(file, 'utf8'), file)
  } catch (cause) {
    if (cause instanceof LedgerError) throw cause
    throw new LedgerError(`${file}: expected a readable ledger of guarantees, found none; check the path`, { cause })
  }
}

/** Checks the text of a ledger; `file` is only for the error message. */
export function parseLedger(text: string, file: string): Guarantee[] {
  const { success, data, error } = z.array(guarantee).min(1).safeParse(parseYaml(text, file))
  if (!success) {
    const lineOf = lineFinder(text)
    const complaints = error.issues.map(({ path, message }) => `${file}:${lineOf(path)}: ${field(path)}${message}`)
    throw new LedgerError(complaints.join('\n'))
  }
  const ids = data.map(({ id }) => id)
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index)
  if (twice < 0) return data
  throw new LedgerError(`${file}:${lineFinder(text)([twice])}: id: ${ids[twice]} is there twice; ids are unique`)
}

function parseYaml(text: string, file: string): unknown {
  try {
    return parse(text)
  } catch (cause) {
    if (!(cause instanceof YAMLParseError)) throw cause
    throw new LedgerError(`${file}:${cause.linePos?.[0].line ?? 1}: not YAML: ${cause.message}`, { cause })
  }
}

// Lines are looked up only once something is wrong: with them, parsing takes three times as long.
function lineFinder(text: string): (path: PropertyKey[]) => number {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  return (path) => {
    for (let depth = path.length; depth > 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true)
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
    }
    return 1
  }
}

/** The family of a guarantee in words: "ordering" for SS-ORD-001. */
export function familyOf(id: string): string {
  return (families as Record<string, string>)[familyKey(id)] ?? 'unknown'
}

function familyKey(id: string): string {
  return id.split('-')[1] ?? ''
}

function field(path: PropertyKey[]): string {
  const name = path.slice(1).map(String).join('.')
  return name ? `${name}: ` : ''
}
