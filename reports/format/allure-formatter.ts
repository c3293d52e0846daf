import { EventEmitter } from 'node:events'
import { dirname } from 'node:path'
import type { IFormatterOptions } from '@cucumber/cucumber'
import type { Envelope } from '@cucumber/messages'
import reporter from 'allure-cucumberjs/reporter'
import type { LifecycleListener } from 'allure-js-commons/sdk/reporter'
import { complete } from './allure-result.ts'
import { JUDGEMENT } from './judgements.ts'
import { type Guarantee, loadLedger } from './ledger.ts'
import { messageReader } from './messages.ts'
import { judgeScenario, type Scenario } from './scenarios.ts'

// The types of this package resolve as CommonJS under nodenext: the default import is typed one level too high.
const Base = reporter as unknown as typeof reporter.default

/**
 * Allure results with our verdicts. allure-cucumberjs takes its verdict from the steps it knows, so that undefined,
 * ambiguous, pending and skipped steps and failing hooks come out green (allure-framework/allure-js#1358); here the
 * same judgement counts as in the conformance report. Cucumber asks for a default export.
 */
export default class ConformanceAllureFormatter extends Base {
  constructor(options: IFormatterOptions) {
    const { resultsDir = 'allure-results', ledger = 'features' } = options.parsedArgvOptions as Settings
    const places = { results: resultsDir, folder: dirname(resultsDir) }
    const reader = messageReader()
    const rowsOf = lazyLedger(ledger)
    let ending: Scenario | undefined
    const listener: LifecycleListener = {
      beforeTestResultWrite(result) {
        if (ending) complete(result, ending, rowsOf(ending.guarantees), places)
      },
    }
    const forwarded = new EventEmitter()
    options.eventBroadcaster.on('envelope', (envelope: Envelope) => {
      reader.take(envelope)
      const id = envelope.testCaseFinished?.testCaseStartedId
      const reported = id === undefined ? undefined : reader.started(id)
      ending = reported ? judgeScenario(reported) : undefined
      // The suite's attachments are for its own reports; Allure gets them as pictures and text.
      if (envelope.attachment?.mediaType !== JUDGEMENT) forwarded.emit('envelope', envelope)
    })
    const parsedArgvOptions = { ...options.parsedArgvOptions, resultsDir, listeners: [listener] }
    super({ ...options, eventBroadcaster: forwarded, parsedArgvOptions } as IFormatterOptions)
  }
}

interface Settings {
  resultsDir?: string
  ledger?: string
}

/** A run without a readable ledger still has results; writeReports reports the error in the ledger. */
function lazyLedger(file: string): (ids: string[]) => Guarantee[] {
  let rows: Map<string, Guarantee> | undefined
  const load = () => {
    try {
      return new Map(loadLedger(file).map((row) => [row.id, row]))
    } catch {
      return new Map<string, Guarantee>()
    }
  }
  return (ids) => {
    const known = rows ?? load()
    rows = known
    return ids.flatMap((id) => known.get(id) ?? [])
  }
}
