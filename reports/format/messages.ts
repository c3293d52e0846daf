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

/** An attachment, and its line in messages.ndjson, if known. */
export type ReportedAttachment = Attachment & { line?: number }

/** One try of a test case: the results of its steps and hooks in order, and what was attached. */
export interface Attempt {
  id: string
  results: { stepId: string; result: TestStepResult }[]
  attachments: ReportedAttachment[]
  finished: boolean
  /** Milliseconds of the wall clock. */
  from: number
  /** Equals `from` if the step never finished. */
  until: number
}

/** A scenario that was to be run, with everything that cucumber reported about it. */
export interface ReportedScenario {
  pickle: Pickle
  testCase: TestCase
  feature: string
  rule: string
  /** The line in the feature file; 0 if unknown. */
  line: number
  /** Names of hooks by their ids. */
  hooks: ReadonlyMap<string, string>
  attempts: Attempt[]
}

/** A cucumber run, read from its messages. */
export interface Messages {
  scenarios: ReportedScenario[]
  problems: string[]
  /** Milliseconds from the first start to the last end, of shards too; 0 where it never finished. */
  wallMs: number
}

interface Reading extends Omit<Messages, 'wallMs'> {
  pickles: Map<string, Pickle>
  hooks: Map<string, string>
  titles: Map<string, Pick<ReportedScenario, 'feature' | 'rule' | 'line'>>
  byTestCase: Map<string, ReportedScenario>
  byStart: Map<string, Attempt>
  finished: boolean
  from: number
  until: number
}

/** Reads messages.ndjson; what does not parse or is missing becomes a problem, never a pass. */
export function readMessages(file: string): Messages {
  const reader = messageReader()
  const problems: string[] = []
  for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    if (line.trim() === '') continue
    try {
      reader.take(JSON.parse(line) as Envelope, index + 1)
    } catch {
      problems.push(
        `messages.ndjson line ${index + 1} is no message of cucumber: the recording is cut short or damaged`,
      )
    }
  }
  const { problems: found, ...read } = reader.end()
  return { ...read, problems: [...problems, ...found] }
}

/** Joins the stream of messages by their ids. */
export function collect(envelopes: Iterable<Envelope>): Messages {
  const reader = messageReader()
  for (const envelope of envelopes) reader.take(envelope)
  return reader.end()
}

/** The same during a run: a scenario is available as soon as it has started. */
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
    /** @param line of messages.ndjson, where the message comes from there */
    take: (envelope: Envelope, line?: number) => take(reading, envelope, line),
    started: (testCaseStartedId: string) =>
      reading.scenarios.find(({ attempts }) => attempts.some((attempt) => attempt.id === testCaseStartedId)),
    end(): Messages {
      const { scenarios, problems, finished, from, until } = reading
      const unfinished = finished ? [] : ['the run never finished: cucumber sent no testRunFinished']
      return { scenarios, problems: [...problems, ...unfinished], wallMs: Math.max(0, until - from) }
    },
  }
}

function take(reading: Reading, envelope: Envelope, line: number | undefined): void {
  const { gherkinDocument, pickle, hook, testCase, testCaseStarted, attachment, testStepFinished } = envelope
  if (gherkinDocument?.feature) nameScenarios(reading, gherkinDocument.feature)
  if (pickle) reading.pickles.set(pickle.id, pickle)
  if (hook?.name) reading.hooks.set(hook.id, hook.name)
  if (testCase) planScenario(reading, testCase)
  if (testCaseStarted) startAttempt(reading, testCaseStarted)
  if (attachment?.testCaseStartedId) {
    const reported = line === undefined ? attachment : { ...attachment, line }
    reading.byStart.get(attachment.testCaseStartedId)?.attachments.push(reported)
  }
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
    for (const { scenario } of children)
      if (scenario) titles.set(scenario.id, { feature: feature.name, rule, line: scenario.location.line })
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
  const title = reading.titles.get(pickle.astNodeIds[0] ?? '') ?? { feature: '', rule: '', line: 0 }
  // A row of an outline has a line of its own.
  const line = pickle.location?.line ?? title.line
  const scenario = { pickle, testCase, ...title, line, hooks: reading.hooks, attempts: [] }
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
