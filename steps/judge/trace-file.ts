import { createHash } from 'node:crypto'
import { type Header, TRACE_VERSION, type TraceEntry } from '../observe/trace.ts'

/**
 * The file of a trace: JSON lines, the header first, each with a digest over itself and all lines before it. A line that
 * is changed, moved or taken out breaks the chain at its place; a file that is cut off lacks its last entry, `ended`.
 */

/** A trace file is not what the suite wrote. */
export class TraceDamaged extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'TraceDamaged'
  }
}

export interface TraceFile {
  readonly header: Header
  readonly entries: readonly TraceEntry[]
}

export function writeTrace({ header, entries }: TraceFile): string {
  let digest = ''
  const lines = [header, ...entries].map((line) => {
    digest = digestOf(digest, JSON.stringify(line))
    return `${JSON.stringify({ ...line, digest })}\n`
  })
  return lines.join('')
}

/** @throws TraceDamaged naming the first entry that does not fit to what precedes it. */
export function readTrace(text: string): TraceFile {
  const [first, ...rest] = text.split('\n').filter((line) => line !== '')
  if (first === undefined) throw new TraceDamaged('the trace is empty')
  const header = parsed(first, 'the header') as unknown as Header & { digest?: string }
  if (header.version !== TRACE_VERSION)
    throw new TraceDamaged(
      `expected a trace of version ${TRACE_VERSION}, found ${header.version ?? 'none'}: record it anew`,
    )
  let digest = checked('', first, 'the header')
  const entries = rest.map((line, index) => {
    const entry = parsed(line, `entry ${index}`) as unknown as TraceEntry
    digest = checked(digest, line, `entry ${index}`)
    if (entry.seq !== index) throw new TraceDamaged(`entry ${index} says that it is entry ${entry.seq}`)
    return without(entry)
  })
  if (entries.at(-1)?.kind !== 'ended')
    throw new TraceDamaged(`the trace is cut off after ${entries.length} entries: it does not end with "ended"`)
  return { header: without(header), entries }
}

function parsed(line: string, what: string): object {
  try {
    return JSON.parse(line) as object
  } catch (cause) {
    throw new TraceDamaged(`${what} is no JSON: ${(cause as Error).message}`)
  }
}

const SEAL = /,"digest":"([^"]*)"\}$/

/** The digest stands last in its line, so the rest need not be written again to be checked. */
function checked(before: string, line: string, what: string): string {
  const expected = digestOf(before, line.replace(SEAL, '}'))
  if (SEAL.exec(line)?.[1] !== expected)
    throw new TraceDamaged(`${what} was changed, or an entry before it was taken out, added or moved`)
  return expected
}

function without<T extends object>(line: T): T {
  const { digest: _, ...rest } = line as T & { digest?: string }
  return rest as T
}

/** 128 bits: the chain finds accidents and edits; it does not keep out somebody who seals a forged trace anew. */
const digestOf = (before: string, line: string): string =>
  createHash('sha256').update(before).update(line).digest('base64url').slice(0, 22)
