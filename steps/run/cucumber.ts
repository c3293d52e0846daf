import { PassThrough } from 'node:stream'
import { type ISupportCodeLibrary, loadConfiguration, runCucumber } from '@cucumber/cucumber/api'
import type { Envelope } from '@cucumber/messages'
import type { SessionParameters } from '../world/session.ts'

interface Request {
  readonly paths: readonly string[]
  readonly tags: string
  readonly folder: string
  readonly parameters: SessionParameters
  readonly parallel: number
  /** As cucumber takes it: `2/5`. */
  readonly shard?: string
  readonly onMessage: (envelope: Envelope) => void
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
}: Request): Promise<void> {
  const provided = {
    paths: [...paths],
    tags,
    import: ['steps/vocabulary/!(*.test).ts', 'steps/world/hooks.ts'],
    strict: true,
    // One worker would only cost its start: then the scenarios run in this thread.
    parallel: parallel > 1 ? parallel : 0,
    ...(shard && { shard }),
    publishQuiet: true,
    worldParameters: JSON.parse(JSON.stringify(parameters)),
    format: [
      ['message', `${folder}/messages.ndjson`],
      ['junit', `${folder}/junit.xml`],
      ['./reports/format/allure-formatter.ts', `${folder}/allure.log`],
    ] as [string, string][],
    formatOptions: { resultsDir: `${folder}/allure-results` },
  }
  const { runConfiguration } = await loadConfiguration({ file: false, provided }, { cwd: process.cwd() })
  // Cucumber always prints a summary of its own somewhere; ours is made from the same messages.
  const request = support ? { ...runConfiguration, support } : runConfiguration
  const result = await runCucumber(request, { cwd: process.cwd(), stdout: new PassThrough().resume() }, onMessage)
  support = result.support
}
