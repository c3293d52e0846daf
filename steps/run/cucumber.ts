import { PassThrough } from 'node:stream'
import { type ISupportCodeLibrary, loadConfiguration, loadSources, runCucumber } from '@cucumber/cucumber/api'
import type { Envelope, Pickle } from '@cucumber/messages'
import { addressOf } from '../world/address.ts'
import type { SessionParameters } from '../world/session.ts'

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
    paths: [...paths],
    tags,
    import: ['steps/vocabulary/!(*.test).ts', 'steps/world/hooks.ts'],
    strict: true,
    failFast,
    // One worker would only cost its start: then the scenarios run in this thread.
    parallel: parallel > 1 ? parallel : 0,
    ...(shard && { shard }),
    publishQuiet: true,
    worldParameters: JSON.parse(JSON.stringify(parameters)),
    format: reported ? formatsIn(folder) : [],
    formatOptions: { resultsDir: `${folder}/allure-results` },
  }
  const { runConfiguration } = await loadConfiguration({ file: false, provided }, { cwd: process.cwd() })
  // Cucumber always prints a summary of its own somewhere; ours is made from the same messages.
  const request = support ? { ...runConfiguration, support } : runConfiguration
  const result = await runCucumber(request, { cwd: process.cwd(), stdout: new PassThrough().resume() }, onMessage)
  support = result.support
}

const formatsIn = (folder: string): [string, string][] => [
  ['message', `${folder}/messages.ndjson`],
  ['./reports/format/allure-formatter.ts', `${folder}/allure.log`],
]

/** The number of scenarios in a selection. */
export const countScenarios = async (selection: Selection): Promise<number> => (await planOf(selection)).length

/** The addresses of all examples of features, or of those with a tag. */
export async function addressesOf(paths: readonly string[], tags = ''): Promise<string[]> {
  return [...new Set((await planOf({ paths, tags })).map(addressOf))]
}

async function planOf({ paths, tags, shard }: Selection) {
  const provided = { paths: [...paths], tags, ...(shard && { shard }), format: [] }
  const { runConfiguration } = await loadConfiguration({ file: false, provided }, { cwd: process.cwd() })
  return (await loadSources(runConfiguration.sources, { cwd: process.cwd() })).plan
}

/** The scenarios that have a tag, with all their tags; all scenarios where none is given. */
export async function picklesOf(tags = ''): Promise<Pickle[]> {
  const provided = { paths: ['features'], tags, import: [], dryRun: true, publishQuiet: true }
  const { runConfiguration } = await loadConfiguration({ file: false, provided }, { cwd: process.cwd() })
  const all = new Map<string, Pickle>()
  const chosen: string[] = []
  const stdout = new PassThrough().resume()
  await runCucumber(runConfiguration, { cwd: process.cwd(), stdout }, ({ pickle, testCase }) => {
    if (pickle) all.set(pickle.id, pickle)
    if (testCase) chosen.push(testCase.pickleId)
  })
  return chosen.flatMap((id) => all.get(id) ?? [])
}
