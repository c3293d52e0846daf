import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadLedger } from '../../reports/format/ledger.ts'
import {
  type Controller,
  expectedOf,
  isEquivalent,
  keysOf,
  readIndex,
  readTraces,
  rename,
  shorten,
  writeIndex,
  writeTraces,
} from '../judge/corpus/index.ts'
import { type Judgement, judge, readTrace, type TraceFile } from '../judge/index.ts'
import { recorded } from '../observe/trace.ts'
import { type Mutant, mutants } from '../target/index.ts'
import { isCaught } from './blame-table.ts'
import { excusedOf } from './deviations.ts'
import { exitCodes, UsageError } from './errors.ts'
import { selectionFor } from './measure-mutant.ts'
import { type Candidate, runExamples } from './mutant-run.ts'
import type { CertifyOptions } from './options.ts'
import { freshOutput, requireOwnFolder } from './output-folder.ts'
import type { Selection } from './selection.ts'
import { LEDGER } from './suite.ts'

export interface RecordOptions extends Omit<CertifyOptions, 'target'> {
  /** Only the controllers that run there. */
  readonly target?: string
  readonly only?: readonly string[]
  /** Nothing is run: the traces of the last recording are taken. */
  readonly again?: boolean
  /** What was recorded before is replaced, though it is equivalent. */
  readonly fresh?: boolean
  readonly output: string
  /** Where the corpus is, if it is not the judge's own. */
  readonly corpus?: string
}

interface Subject extends Candidate {
  readonly target: string
  readonly broken?: Mutant
}

/** Of the examples that charge a mutant with its guarantee. Of any other guarantee that it is charged with, one. */
const EXAMPLES_OF_A_MUTANT = 2

/**
 * Makes the corpus of the judge anew: runs the controllers that keep the contract against all examples, and each mutant
 * against those of the guarantee that it breaks, and writes shortened traces and the verdicts on them.
 * An example that a good controller breaks as declared, or that is informative, is no record of the contract.
 * @returns 1 if a good controller is not kept or a mutant not caught: then what was recorded of it before is left
 */
export async function record(options: RecordOptions): Promise<number> {
  const subjects = chosen(await allSubjects(), options)
  if (!options.again) requireOwnFolder(options.output)
  const refused: string[] = []
  for (const subject of subjects) {
    const folder = join(options.output, subject.name)
    if (!options.again) await run(subject, options, folder)
    const isExcused = subject.broken ? () => false : await excusedOf(subject.name)
    const traces = tracesIn(join(folder, 'traces')).filter((file) => !isExcused(file, judgementOf(file)))
    const refusal = write(subject, traces, options)
    if (refusal) refused.push(`${subject.name}: ${refusal}`)
  }
  for (const line of refused) console.log(`NOT recorded ${line}`)
  return refused.length > 0 ? exitCodes.nonConformant : exitCodes.conformant
}

async function allSubjects(): Promise<Subject[]> {
  const broken = (await mutants()).map((mutant) => ({
    name: mutant.name,
    target: 'reference',
    controller: 'reference' as const,
    mutant: mutant.name,
    ...mutant.choice,
    broken: mutant,
  }))
  return [
    { name: 'reference', target: 'reference', controller: 'reference' },
    { name: 'upstream', target: 'control-plane', controller: 'upstream' },
    ...broken,
  ]
}

function chosen(subjects: readonly Subject[], { only, target }: Pick<RecordOptions, 'only' | 'target'>): Subject[] {
  const unknown = only?.find((name) => subjects.every((subject) => subject.name !== name))
  if (unknown !== undefined)
    throw new UsageError(`there is no controller ${unknown}; known are ${subjects.map(({ name }) => name).join(', ')}`)
  return subjects.filter((subject) => (!only || only.includes(subject.name)) && (!target || subject.target === target))
}

async function run({ target, broken, ...candidate }: Subject, options: RecordOptions, folder: string): Promise<void> {
  freshOutput(folder)
  const selection = broken ? selectionFor(broken, loadLedger(LEDGER)) : {}
  const examples = (request: { failFast?: boolean; parallel?: number }, of: Selection = selection) =>
    runExamples(candidate, { ...options, target }, { ...of, ...request })
  if (!broken) await examples({})
  else if ('guarantee' in selection) {
    // A special case of a rule is charged to the rule, by the examples of another row.
    if (!isCaught(broken, await examples({ parallel: 1 }))) await examples({}, {})
    // By a Rule of its own a guarantee has few examples. Where an invariant proves it, one example will do.
  } else if (!isCaught(broken, await examples({ failFast: true, parallel: 1 }))) await examples({ parallel: 1 })
}

function tracesIn(folder: string): TraceFile[] {
  if (!existsSync(folder)) throw new UsageError(`there are no traces in ${folder}: record without --again`)
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'))
  return files
    .sort(numerically)
    .map((name) => readTrace(readFileSync(join(folder, name), 'utf8')))
    .sort((a, b) => numerically(a.header.example, b.header.example))
}

const numerically = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true })

/** @returns why nothing was written, if so */
function write(
  { name, target, broken }: Subject,
  traces: readonly TraceFile[],
  { fresh, corpus }: Pick<RecordOptions, 'fresh' | 'corpus'>,
): string | undefined {
  const judged = traces.map((file) => ({ file, judgement: judgementOf(file) }))
  const taken = broken ? worthKeeping(judged, broken.guarantee) : judged
  const refusal = broken ? uncaught(taken, broken) : notKept(taken)
  if (refusal) return refusal
  const before = fresh ? new Map<string, TraceFile>() : storedOf(name, corpus)
  const keys = keysOf(taken.map(({ file }) => file))
  const files = taken.map(({ file }, index) => newOrStored(shortened(file), before.get(keys[index] ?? '')))
  const bytes = writeTraces(name, files, corpus)
  const examples = files.map((file, index) => [keys[index], expectedOf(judgementOf(file))])
  const controller: Controller = {
    target,
    ...(broken && { guarantee: broken.guarantee, sentence: broken.sentence }),
    examples: Object.fromEntries(examples),
  }
  writeIndex({ ...readIndex(corpus), [name]: controller }, corpus)
  const changed = files.filter((file, index) => file !== before.get(keys[index] ?? ''))
  const entries = files.reduce((sum, file) => sum + file.entries.length, 0)
  console.log(`${name}: ${files.length} traces, ${changed.length} of them new, ${entries} entries, ${bytes} bytes`)
  return undefined
}

function storedOf(name: string, corpus: string | undefined): Map<string, TraceFile> {
  if (!readIndex(corpus)[name]) return new Map()
  try {
    const files = readTraces(name, corpus)
    const keys = keysOf(files)
    return new Map(files.map((file, index) => [keys[index] ?? '', file]))
  } catch {
    // Of another version of the format: nothing of it can stay.
    return new Map()
  }
}

function newOrStored(file: TraceFile, stored: TraceFile | undefined): TraceFile {
  return stored && isEquivalent(stored, file) ? stored : file
}

const judgementOf = ({ header, entries }: TraceFile): Judgement => judge({ header, trace: recorded(entries) })

interface JudgedTrace {
  readonly file: TraceFile
  readonly judgement: Judgement
}

/** @throws Error if the judgement on the shortened trace is another: a fault of this program */
function shortened(file: TraceFile): TraceFile {
  const short = shorten(file)
  const { file: result, renamed } = rename(short)
  if (renamed(JSON.stringify(judgementOf(short))) !== JSON.stringify(judgementOf(result)))
    throw new Error(`${file.header.example} is judged otherwise with its names replaced`)
  return result
}

function worthKeeping(judged: readonly JudgedTrace[], guarantee: string): JudgedTrace[] {
  const broken = judged.flatMap((one) =>
    one.judgement.outcome === 'broken' ? [{ ...one, charged: charged(one) }] : [],
  )
  const own = broken.filter((one) => one.charged.includes(guarantee)).slice(0, EXAMPLES_OF_A_MUTANT)
  const others = new Set(broken.flatMap((one) => one.charged))
  const taken = [...own]
  for (const other of [...others].sort()) {
    if (taken.some((one) => one.charged.includes(other))) continue
    taken.push(...broken.filter((one) => one.charged.includes(other)).slice(0, 1))
  }
  return judged.filter(({ file }) => taken.some((one) => one.file === file))
}

const charged = ({ judgement }: JudgedTrace): string[] =>
  judgement.outcome === 'broken' ? judgement.violations.map(({ guarantee }) => guarantee) : []

const uncaught = (judged: readonly JudgedTrace[], { guarantee }: Mutant): string | undefined =>
  judged.some((one) => charged(one).includes(guarantee)) ? undefined : `no example charges ${guarantee}`

function notKept(judged: readonly JudgedTrace[]): string | undefined {
  const bad = judged.filter(({ judgement: { outcome } }) => outcome !== 'kept' && outcome !== 'not applicable')
  const told = bad.map(({ file, judgement }) => `${file.header.example} is ${judgement.outcome}`)
  if (judged.length === 0) return 'no example ran'
  return told.length > 0 ? `expected every example to be kept: ${told.join(', ')}` : undefined
}
