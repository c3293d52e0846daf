import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Envelope } from '@cucumber/messages'
import { JUDGEMENT } from '../../reports/format/judgements.ts'
import { parseRunInfo } from '../../reports/format/run-info.ts'
import { writeReports } from '../../reports/write-reports.ts'
import { type Judgement, judge, readTrace } from '../judge/index.ts'
import { recorded } from '../observe/trace.ts'
import { replacingDeviations } from './deviations.ts'
import { exitCodes, UsageError } from './errors.ts'
import { freshOutput } from './output-folder.ts'
import { LEDGER } from './suite.ts'

/** The default folder for the evidence of a run that is judged again. */
export const REPLAYED = 'reports/replayed'
const MESSAGES = 'messages.ndjson'
const TRACES = 'traces'

interface Attached {
  readonly judgement: Judgement
  /** The path of the trace in the folder of the evidence. */
  readonly trace: string
}

/**
 * Judges a finished run again from its traces, without a cluster, and writes its reports anew.
 * @returns the exit code of the run; 3 if a trace is damaged, or its verdict differs from that of the run
 */
export async function replay(folder: string, output: string, deviations?: string): Promise<number> {
  requireEvidence(folder, output)
  const file = join(folder, 'run.json')
  const judgedBefore = parseRunInfo(JSON.parse(readFileSync(file, 'utf8')), file)
  const run = (await replacingDeviations(deviations))(judgedBefore)
  freshOutput(output)
  // All of them: one that no message names any more must be missed.
  if (existsSync(join(folder, TRACES))) cpSync(join(folder, TRACES), join(output, TRACES), { recursive: true })
  const differences: string[] = []
  let examples = 0
  const lines = readFileSync(join(folder, MESSAGES), 'utf8').split('\n')
  const judged = lines.map((line) => {
    const attached = attachedTo(line)
    if (!attached) return line
    examples += 1
    const { header, judgement } = judgedAgain(join(folder, attached.trace))
    if (JSON.stringify(judgement) !== JSON.stringify(attached.judgement))
      differences.push(`${header.example}: was ${attached.judgement.outcome}, is ${judgement.outcome}`)
    return withBody(line, { ...attached, judgement })
  })
  writeFileSync(join(output, MESSAGES), judged.join('\n'))
  const { exitCode, summary } = writeReports({ folder: output, ledger: LEDGER, run })
  console.log(
    `${summary}\n${examples - differences.length} of ${examples} examples judged as in the run; evidence in ${output}`,
  )
  for (const difference of differences) console.log(`  ${difference}`)
  return differences.length > 0 ? exitCodes.harnessError : exitCode
}

function requireEvidence(folder: string, output: string): void {
  for (const file of [MESSAGES, 'run.json'])
    if (!existsSync(join(folder, file)))
      throw new UsageError(`${folder} holds no ${file}: name the --output folder of a finished run`)
  if (folder === output) throw new UsageError(`the evidence in ${folder} is kept: name another folder with --output`)
}

function judgedAgain(file: string) {
  try {
    const { header, entries } = readTrace(readFileSync(file, 'utf8'))
    return { header, judgement: judge({ header, trace: recorded(entries) }) }
  } catch (cause) {
    throw new Error(`${file} can't be judged`, { cause })
  }
}

/** Returns the attachment of a message, if it is a judgement. */
function attachedTo(line: string): Attached | undefined {
  if (!line.includes(JUDGEMENT)) return undefined
  const { attachment } = JSON.parse(line) as Envelope
  return attachment?.mediaType === JUDGEMENT ? (JSON.parse(textOf(attachment)) as Attached) : undefined
}

const textOf = ({ body, contentEncoding }: NonNullable<Envelope['attachment']>): string =>
  contentEncoding === 'BASE64' ? Buffer.from(body, 'base64').toString('utf8') : body

function withBody(line: string, attached: Attached): string {
  const message = JSON.parse(line) as Envelope
  const body = JSON.stringify(attached)
  return JSON.stringify({ ...message, attachment: { ...message.attachment, body, contentEncoding: 'IDENTITY' } })
}
