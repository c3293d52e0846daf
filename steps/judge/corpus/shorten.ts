import { isDeepStrictEqual } from 'node:util'
import { recorded, type TraceEntry } from '../../observe/trace.ts'
import { judge } from '../judge.ts'
import type { TraceFile } from '../trace-file.ts'
import type { Judgement } from '../verdict.ts'
import { superfluousEntries } from './superfluous-entries.ts'
import { NOISE, withoutNoise } from './superfluous-fields.ts'

/** Drops fields and entries that no verdict needs. The judgement stays the same, or more is kept until it does. */
export function shorten(file: TraceFile): TraceFile {
  const judgement = judgementOf(file)
  const withoutFields = (keys: readonly string[]): TraceFile => ({
    header: file.header,
    entries: file.entries.map((entry) => withoutNoise(entry, new Set(keys))),
  })
  const fields = droppable(NOISE, (keys) => isDeepStrictEqual(judgementOf(withoutFields(keys)), judgement))
  const lean = withoutFields(fields)
  const entries = droppable(superfluousEntries(lean), (seqs) =>
    isDeepStrictEqual(judgementOf(withoutEntries(lean, seqs)), renumbered(judgement, numbering(lean, seqs))),
  )
  return withoutEntries(lean, entries)
}

export const judgementOf = ({ header, entries }: TraceFile): Judgement => judge({ header, trace: recorded(entries) })

/** As many of these as can be dropped together: all, or what can be dropped of each half. */
export function droppable<T>(items: readonly T[], staysSame: (dropped: readonly T[]) => boolean): readonly T[] {
  const settle = (part: readonly T[], before: readonly T[]): readonly T[] => {
    if (part.length === 0 || staysSame([...before, ...part])) return [...before, ...part]
    if (part.length === 1) return before
    const half = Math.ceil(part.length / 2)
    return settle(part.slice(half), settle(part.slice(0, half), before))
  }
  return settle(items, [])
}

function withoutEntries(file: TraceFile, seqs: readonly number[]): TraceFile {
  const numberOf = numbering(file, seqs)
  const dropped = new Set(seqs)
  const entries = file.entries.filter(({ seq }) => !dropped.has(seq)).map((entry) => moved(entry, numberOf))
  return { header: file.header, entries }
}

const moved = (entry: TraceEntry, numberOf: (seq: number) => number): TraceEntry => ({
  ...entry,
  seq: numberOf(entry.seq),
  ...(entry.kind === 'judged' && { expectation: numberOf(entry.expectation) }),
})

/** The number of an entry, and of the place behind the last one, when others are gone. */
function numbering({ entries }: TraceFile, seqs: readonly number[]): (seq: number) => number {
  const dropped = new Set(seqs)
  const numbers = [0]
  for (const { seq } of entries) numbers.push((numbers[seq] ?? 0) + (dropped.has(seq) ? 0 : 1))
  return (seq) => numbers[seq] ?? seq
}

function renumbered(judgement: Judgement, numberOf: (seq: number) => number): Judgement {
  if (judgement.outcome !== 'broken') return judgement
  const violations = judgement.violations.map((violation) => ({ ...violation, at: numberOf(violation.at) }))
  return { ...judgement, violations }
}
