import { readFileSync } from 'node:fs'
import type {
  Attachment,
  Envelope,
  Feature,
  Pickle,
  Rule,
  TestCase,
  TestCaseStarted,
  TestStepResult,
} from '@cucumber/messages'

/** One try of a test case: the results of its steps and hooks in order, and what was attached. */
export interface Attempt {
  id: string
  results: { stepId: string; result: TestStepResult }[]
  attachments: Attachment[]
  finished: boolean
}

/** A scenario that was to be run, with everything that cucumber reported about it. */
export interface ReportedScenario {
  pickle: Pickle
  testCase: TestCase
  feature: string
  rule: string
  /** Names of hooks by their ids. */
  hooks: ReadonlyMap<string, string>
  attempts: Attempt[]
}

/** A cucumber run as its messages tell it. */
export interface Messages {
  scenarios: ReportedScenario[]
  problems: string[]
}

interface Reading extends Messages {
  pickles: Map<string, Pickle>
  hooks: Map<string, string>
  titles: Map<string, { feature: string; rule: string }>
  byTestCase: Map<string, ReportedScenario>
  byStart: Map<string, Attempt>
  finished: boolean
}

/** Reads messages.ndjson; what does not parse or is missing becomes a problem, never a pass. */
export function readMessages(file: string): Messages {
  const envelopes: Envelope[] = []
  const problems: string[] = []
  for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    if (line.trim() === '') continue
    try {
      envelopes.push(JSON.parse(line) as Envelope)
    } catch {
      problems.push(`messages.ndjson line ${index + 1} is not JSON: the recording is cut short or damaged`)
    }
  }
  const { scenarios, problems: found } = collect(envelopes)
  return { scenarios, problems: [...problems, ...found] }
}

/** Joins the stream of messages by their ids. */
export function collect(envelopes: Iterable<Envelope>): Messages {
  const reader = messageReader()
  for (const envelope of envelopes) reader.take(envelope)
  return reader.end()
}

/** The same while a run goes on: a scenario can be asked for as soon as it has started. */
export function messageReader() {
  const reading: Reading = {
    scenarios: [],
    problems: [],
    pickles: new Map(),
    hooks: new Map(),
    titles: new Map(),
    byTestCase: new Map(),
    byStart: new Map(),
    finished: false,
  }
  return {
    take: (envelope: Envelope) => take(reading, envelope),
    started: (testCaseStartedId: string) =>
      reading.scenarios.find(({ attempts }) => attempts.some((attempt) => attempt.id === testCaseStartedId)),
    end(): Messages {
      const { scenarios, problems, finished } = reading
      const unfinished = finished ? [] : ['the run never finished: cucumber sent no testRunFinished']
      return { scenarios, problems: [...problems, ...unfinished] }
    },
  }
}

function take(reading: Reading, envelope: Envelope): void {
  const { gherkinDocument, pickle, hook, testCase, testCaseStarted, attachment, testStepFinished } = envelope
  if (gherkinDocument?.feature) nameScenarios(reading, gherkinDocument.feature)
  if (pickle) reading.pickles.set(pickle.id, pickle)
  if (hook?.name) reading.hooks.set(hook.id, hook.name)
  if (testCase) planScenario(reading, testCase)
  if (testCaseStarted) startAttempt(reading, testCaseStarted)
  if (attachment?.testCaseStartedId) reading.byStart.get(attachment.testCaseStartedId)?.attachments.push(attachment)
  if (testStepFinished) {
    const { testCaseStartedId, testStepId: stepId, testStepResult: result } = testStepFinished
    reading.byStart.get(testCaseStartedId)?.results.push({ stepId, result })
  }
  takeRunLevel(reading, envelope)
}

function takeRunLevel(reading: Reading, { testCaseFinished, parseError, ...rest }: Envelope): void {
  const { testRunHookFinished, undefinedParameterType, testRunFinished } = rest
  const attempt = reading.byStart.get(testCaseFinished?.testCaseStartedId ?? '')
  if (attempt) attempt.finished = true
  if (parseError) reading.problems.push(`a feature does not parse: ${parseError.source.uri}: ${parseError.message}`)
  if (undefinedParameterType) {
    reading.problems.push(`a step uses the undefined parameter type {${undefinedParameterType.name}}`)
  }
  if (testRunHookFinished && testRunHookFinished.result.status !== 'PASSED') {
    const { status, message } = testRunHookFinished.result
    reading.problems.push(`a hook around the run ended ${status}: ${firstLine(message)}`)
  }
  if (!testRunFinished) return
  reading.finished = true
  if (testRunFinished.exception) {
    reading.problems.push(`the run broke off: ${firstLine(testRunFinished.exception.message)}`)
  }
}

function nameScenarios({ titles }: Reading, feature: Feature): void {
  const name = (children: Rule['children'], rule: string) => {
    for (const { scenario } of children) if (scenario) titles.set(scenario.id, { feature: feature.name, rule })
  }
  name(feature.children, '')
  for (const { rule } of feature.children) if (rule) name(rule.children, rule.name)
}

function planScenario(reading: Reading, testCase: TestCase): void {
  const pickle = reading.pickles.get(testCase.pickleId)
  if (!pickle) {
    reading.problems.push(`a test case names the pickle ${testCase.pickleId}, which was never announced`)
    return
  }
  const title = reading.titles.get(pickle.astNodeIds[0] ?? '') ?? { feature: '', rule: '' }
  const scenario = { pickle, testCase, ...title, hooks: reading.hooks, attempts: [] }
  reading.byTestCase.set(testCase.id, scenario)
  reading.scenarios.push(scenario)
}

function startAttempt(reading: Reading, { id, testCaseId }: TestCaseStarted): void {
  const attempt: Attempt = { id, results: [], attachments: [], finished: false }
  reading.byStart.set(id, attempt)
  reading.byTestCase.get(testCaseId)?.attempts.push(attempt)
}

function firstLine(message: string | undefined): string {
  return message?.split('\n')[0] ?? 'no message'
}
