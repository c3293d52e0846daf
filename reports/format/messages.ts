import { readFileSync } from 'node:fs'
import type {
  Attachment,
  Envelope,
  Feature,
  Pickle,
  Rule,
  TestCase,
  TestCaseFinished,
  TestCaseStarted,
  TestStepResult,
  Timestamp,
} from '@cucumber/messages'

/** One try of a test case: the results of its steps and hooks in order, and what was attached. */
export interface Attempt {
  id: string
  results: { stepId: string; result: TestStepResult }[]
  attachments: Attachment[]
  finished: boolean
  /** Milliseconds of the wall clock. */
  from: number
  /** Where it never finished, as `from`. */
  until: number
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
  /** Milliseconds from the first start to the last end, of shards too; 0 where it never finished. */
  wallMs: number
}

interface Reading extends Omit<Messages, 'wallMs'> {
  pickles: Map<string, Pickle>
  hooks: Map<string, string>
  titles: Map<string, { feature: string; rule: string }>
  byTestCase: Map<string, ReportedScenario>
  byStart: Map<string, Attempt>
  finished: boolean
  from: number
  until: number
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
  const { problems: found, ...read } = collect(envelopes)
  return { ...read, problems: [...problems, ...found] }
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
    from: Number.POSITIVE_INFINITY,
    until: Number.NEGATIVE_INFINITY,
  }
  return {
    take: (envelope: Envelope) => take(reading, envelope),
    started: (testCaseStartedId: string) =>
      reading.scenarios.find(({ attempts }) => attempts.some((attempt) => attempt.id === testCaseStartedId)),
    end(): Messages {
      const { scenarios, problems, finished, from, until } = reading
      const unfinished = finished ? [] : ['the run never finished: cucumber sent no testRunFinished']
      return { scenarios, problems: [...problems, ...unfinished], wallMs: Math.max(0, until - from) }
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
  const { testRunHookFinished, undefinedParameterType, testRunStarted, testRunFinished } = rest
  if (testCaseFinished) finishAttempt(reading, testCaseFinished)
  if (testRunStarted) reading.from = Math.min(reading.from, inMs(testRunStarted.timestamp))
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
  reading.until = Math.max(reading.until, inMs(testRunFinished.timestamp))
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

function startAttempt(reading: Reading, { id, testCaseId, timestamp }: TestCaseStarted): void {
  const from = inMs(timestamp)
  const attempt: Attempt = { id, results: [], attachments: [], finished: false, from, until: from }
  reading.byStart.set(id, attempt)
  reading.byTestCase.get(testCaseId)?.attempts.push(attempt)
}

function finishAttempt({ byStart }: Reading, { testCaseStartedId, timestamp }: TestCaseFinished): void {
  const attempt = byStart.get(testCaseStartedId)
  if (!attempt) return
  attempt.finished = true
  attempt.until = inMs(timestamp)
}

const inMs = ({ seconds, nanos }: Timestamp): number => seconds * 1000 + nanos / 1_000_000

function firstLine(message: string | undefined): string {
  return message?.split('\n')[0] ?? 'no message'
}
