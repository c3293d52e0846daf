import { join, resolve } from 'node:path'
import { PassThrough } from 'node:stream'
import { type ISupportCodeLibrary, loadConfiguration, loadSources, runCucumber } from '@cucumber/cucumber/api'
import type { Envelope, Pickle } from '@cucumber/messages'
import { addressOf } from '../world/address.ts'
import type { SessionParameters } from '../world/session.ts'
import { ALL, cucumberPath, LEDGER, MODULE, SUITE } from './suite.ts'

interface Selection {
  readonly paths: readonly string[]
  readonly tags: string
  /** As cucumber takes it: `2/5`. */
  readonly shard?: string
}

interface Request extends Selection {
  readonly folder: string
  readonly parameters: SessionParameters
  readonly parallel: number
  readonly onMessage: (envelope: Envelope) => void
  /** True if messages and reports are written. */
  readonly reported?: boolean
  /** True if the first example that fails is the last one. */
  readonly failFast?: boolean
}

/** Modules register their steps when they are first imported, and only then: later runs of a process reuse them. */
let support: ISupportCodeLibrary | undefined

/** Runs the features in this process, once each and in file order: a conformance suite never retries. */
export async function runFeatures({
  paths,
  tags,
  folder,
  parameters,
  parallel,
  shard,
  onMessage,
  reported = true,
  failFast = false,
}: Request): Promise<void> {
  const provided = {
    paths: paths.map(cucumberPath),
    tags,
    import: [`steps/vocabulary/!(*.test)${MODULE}`, `steps/world/hooks${MODULE}`],
    strict: true,
    failFast,
    // One worker would only cost its start: then the scenarios run in this thread.
    parallel: parallel > 1 ? parallel : 0,
    ...(shard && { shard }),
    publishQuiet: true,
    worldParameters: JSON.parse(JSON.stringify(parameters)),
    format: reported ? formatsIn(resolve(folder)) : [],
    formatOptions: { resultsDir: join(folder, 'allure-results'), ledger: LEDGER },
  }
  const { runConfiguration } = await loadConfiguration({ file: false, provided }, { cwd: SUITE })
  // Cucumber always prints a summary of its own somewhere; ours is made from the same messages.
  const request = support ? { ...runConfiguration, support } : runConfiguration
  const result = await runCucumber(request, { cwd: SUITE, stdout: new PassThrough().resume() }, onMessage)
  support = result.support
}

const formatsIn = (folder: string): [string, string][] => [
  ['message', join(folder, 'messages.ndjson')],
  [`./reports/format/allure-formatter${MODULE}`, join(folder, 'allure.log')],
]

/** The number of scenarios in a selection. */
export const countScenarios = async (selection: Selection): Promise<number> => (await planOf(selection)).length

/** The addresses of all examples of features, or of those with a tag. */
export async function addressesOf(paths: readonly string[], tags = ''): Promise<string[]> {
  return [...new Set((await planOf({ paths, tags })).map(addressOf))]
}

async function planOf({ paths, tags, shard }: Selection) {
  const provided = { paths: paths.map(cucumberPath), tags, ...(shard && { shard }), format: [] }
  const { runConfiguration } = await loadConfiguration({ file: false, provided }, { cwd: SUITE })
  return (await loadSources(runConfiguration.sources, { cwd: SUITE })).plan
}

/** The scenarios that have a tag, with all their tags; all scenarios where none is given. */
export async function picklesOf(tags = ''): Promise<Pickle[]> {
  const provided = { paths: [cucumberPath(ALL)], tags, import: [], dryRun: true, publishQuiet: true }
  const { runConfiguration } = await loadConfiguration({ file: false, provided }, { cwd: SUITE })
  const all = new Map<string, Pickle>()
  const chosen: string[] = []
  const stdout = new PassThrough().resume()
  await runCucumber(runConfiguration, { cwd: SUITE, stdout }, ({ pickle, testCase }) => {
    if (pickle) all.set(pickle.id, pickle)
    if (testCase) chosen.push(testCase.pickleId)
  })
  return chosen.flatMap((id) => all.get(id) ?? [])
}
