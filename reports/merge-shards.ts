import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readMessages } from './format/messages.ts'
import { parseRunInfo, type RunInfo } from './format/run-info.ts'
import { type Reports, writeReports } from './write-reports.ts'

/** Shards that do not belong to one run, or are incomplete, cannot be judged together. */
export class ShardMismatch extends Error {}

/** The evidence of each shard, the folder for the whole, and the ledger to judge it by. */
export interface MergeRequest {
  folders: readonly string[]
  folder: string
  ledger: string
  /** Changes the description of the run before it is judged. */
  change?: (run: RunInfo) => RunInfo
}

/**
 * Puts the evidence of a run's shards together and judges it as one run: the same verdicts as if all had run in one
 * place. Each shard must be there once and must have come to its end; what is damaged in one is damaged in the whole.
 * @throws ShardMismatch naming the folders, when they are shards of different runs or one is missing or there twice
 */
export function mergeShards({ folders, folder, ledger, change = (run) => run }: MergeRequest): Reports {
  const shards = folders.map((from) => ({ from, run: readRun(from) }))
  requireAllShards(shards)
  // A stream that breaks off would be hidden by the end of the next one.
  const problems = shards.flatMap(({ from }) => problemsOf(from).map((problem) => `${from}: ${problem}`))
  const run = change(whole(shards, problems))
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const texts = shards.map(({ from }) => messagesIn(from))
  writeFileSync(join(folder, 'messages.ndjson'), texts.join(''))
  for (const { from } of shards)
    for (const part of ['traces', 'allure-results'])
      if (existsSync(join(from, part))) cpSync(join(from, part), join(folder, part), { recursive: true })
  return writeReports({ folder, ledger, run })
}

interface Shard {
  from: string
  run: RunInfo
}

function readRun(from: string): RunInfo {
  const file = join(from, 'run.json')
  if (!existsSync(file)) throw new ShardMismatch(`${from} holds no run.json: expected the --output folder of a run`)
  return parseRunInfo(JSON.parse(readFileSync(file, 'utf8')), file)
}

const messagesIn = (from: string): string => {
  const file = join(from, 'messages.ndjson')
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  return text === '' || text.endsWith('\n') ? text : `${text}\n`
}

function problemsOf(from: string): string[] {
  const file = join(from, 'messages.ndjson')
  return existsSync(file) ? readMessages(file).problems : ['messages.ndjson is missing']
}

function requireAllShards(shards: readonly Shard[]): void {
  const [first] = shards
  const of = first?.run.shard?.of
  for (const { from, run } of shards) {
    if (!run.shard) throw new ShardMismatch(`${from} is no shard: it was run without --shard`)
    const differing = Object.keys(facts(run)).filter(
      (fact) => JSON.stringify(facts(run)[fact]) !== JSON.stringify(facts(first?.run)[fact]),
    )
    if (run.shard.of !== of || differing.length > 0)
      throw new ShardMismatch(
        `${from} is a shard of another run than ${first?.from}: they differ in ${differing.join(', ') || 'the number of shards'}`,
      )
  }
  const indices = shards.map(({ run }) => run.shard?.index)
  const wrong = Array.from({ length: of ?? 1 }, (_, index) => index + 1).filter(
    (index) => indices.filter((each) => each === index).length !== 1,
  )
  if (wrong.length > 0)
    throw new ShardMismatch(`expected each of ${of} shards once; missing or there twice: ${wrong.join(', ')}`)
}

/** In which shards of one run agree. */
const facts = (run: RunInfo | undefined): Record<string, unknown> => ({
  target: run?.target,
  controller: run?.controller,
  kind: run?.kind,
  versions: run?.versions,
  selection: selectionOf(run),
  mutant: run?.provenance['mutant'],
  fault: run?.provenance['fault'],
  deviations: run?.deviations,
  baseline: run?.baseline,
  // A cluster that is made for a shard may have a name of its own; one that is there already is one cluster.
  context: run?.target === 'kubeconfig' ? run.provenance['context'] : undefined,
})

/** The selection before it was divided into shards. */
const selectionOf = (run: RunInfo | undefined): string => (run?.selection ?? '').replace(/ ?shard \d+\/\d+$/, '')

function whole(shards: readonly Shard[], problems: string[]): RunInfo {
  const [first] = shards.map(({ run }) => run)
  const { shard: _, ...run } = first as RunInfo
  return {
    ...run,
    started: shards.map(({ run: { started } }) => started).sort()[0] ?? '',
    finished:
      shards
        .map(({ run: { finished } }) => finished)
        .sort()
        .at(-1) ?? '',
    selection: selectionOf(first),
    command: run.command.replace(/ --shard \S+/, ''),
    provenance: { ...run.provenance, shards: String(shards.length) },
    harnessErrors: [...shards.flatMap(({ run: { harnessErrors } }) => harnessErrors), ...problems],
  }
}
