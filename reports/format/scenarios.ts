import { type Attachment, PickleStepType, type TestStepResult } from '@cucumber/messages'
import { z } from 'zod'
import type { Attempt, ReportedScenario } from './messages.ts'
import { decisive } from './precedence.ts'

/** Attachments of ours, by media type. */
export const mediaTypes = {
  notApplicable: 'application/vnd.statefulset-conformance.not-applicable+json',
  failure: 'application/vnd.statefulset-conformance.failure+json',
  trace: 'application/vnd.statefulset-conformance.trace+json',
} as const

const failure = z.object({
  sentence: z.string(),
  expected: z.unknown(),
  seen: z.unknown(),
  because: z.string().nullish(),
  reproduce: z.array(z.string()).default([]),
  guarantee: z.string().optional(),
})

/** What a broken example says about itself. */
export type Failure = z.infer<typeof failure>

/** How one scenario ended. A scenario has no documented deviation: that is a judgement on guarantees. */
export type Ending = 'conformant' | 'non-conformant' | 'not applicable' | 'harness error'

/** One scenario of a run, judged. */
export interface Scenario {
  address: string
  uri: string
  title: string
  feature: string
  rule: string
  guarantees: string[]
  /** The text of each of its steps. */
  steps: string[]
  /** What it says something against, if it was broken: an invariant that broke names its own guarantee. */
  charged: string[]
  ending: Ending
  because: string
  step: string
  /** What it says of itself; of several failures all in one. */
  failure?: Failure
  trace?: string
  /** Milliseconds that it took, with all that the suite does before and after its steps. */
  tookMs: number
}

interface Judgement {
  ending: Ending
  because: string
  stepId?: string
}

/** Judges one scenario; of several attempts the worst counts, for a retry proves nothing. */
export function judgeScenario(reported: ReportedScenario): Scenario {
  const { pickle, feature, rule, attempts } = reported
  const judged = attempts.map((attempt) => judgeAttempt(attempt, reported))
  const worst = worstFirst(judged)[0] ?? { ending: 'harness error', because: 'it was planned but never started' }
  const attachments = attempts.flatMap((attempt) => attempt.attachments)
  const failures = readAll(attachments, mediaTypes.failure, failure)
  const attached = together(failures)
  const guarantees = guaranteesOf(pickle.tags)
  const trace = readAll(attachments, mediaTypes.trace, z.object({ file: z.string() })).at(-1)
  return {
    address: addressOf(pickle.uri, pickle.name),
    uri: pickle.uri,
    title: pickle.name,
    feature,
    rule,
    guarantees,
    steps: pickle.steps.map(({ text }) => text),
    charged: chargedBy(failures, guarantees),
    ...{ ending: worst.ending, because: worst.because },
    step: stepText(reported, worst.stepId),
    ...(attached ? { failure: { ...attached, sentence: sentenceOf(attached, rule) } } : {}),
    ...(trace ? { trace: trace.file } : {}),
    tookMs: attempts.reduce((sum, { from, until }) => sum + until - from, 0),
  }
}

/** "ordering/creation [3]" for an example of features/ordering/creation.feature. */
export function addressOf(uri: string, title: string): string {
  const file = uri
    .replaceAll('\\', '/')
    .replace(/^.*?features\//, '')
    .replace(/\.feature$/, '')
  return `${file} ${/^\[[^\]]+\]/.exec(title)?.[0] ?? title}`
}

/** The guarantees that a pickle checks, by its tags (its Rule's included). */
export function guaranteesOf(tags: readonly { name: string }[]): string[] {
  return tags.map(({ name }) => name.slice(1)).filter((name) => /^SS-[A-Z]{3}-\d{3}$/.test(name))
}

/** Reads an attachment's text, which cucumber may have encoded. */
export function bodyOf({ body, contentEncoding }: Attachment): string {
  return contentEncoding === 'BASE64' ? Buffer.from(body, 'base64').toString('utf8') : body
}

/** The guarantees that failures name; where one of them names none, what the scenario is about is broken too. */
function chargedBy(failures: Failure[], guarantees: string[]): string[] {
  const named = failures.flatMap(({ guarantee }) => guarantee ?? [])
  return [...new Set(failures.length > 0 && named.length === failures.length ? named : [...guarantees, ...named])]
}

/** Several invariants may break in one scenario: a reader sees each, in one failure. */
function together(failures: Failure[]): Failure | undefined {
  const [first, ...others] = failures
  if (!first || others.length === 0) return first
  const { guarantee: _, ...rest } = first
  const each = <T>(of: (one: Failure) => T): T[] => [...new Set(failures.map(of))]
  return {
    ...rest,
    sentence: each(({ sentence }) => sentence).join('; '),
    expected: each(({ expected }) => expected),
    seen: each(({ seen }) => seen),
    because: each(({ because }) => because).join('; '),
  }
}

/** A sentence that is only the ids of guarantees says nothing to a reader; the Rule does. */
function sentenceOf({ sentence }: Failure, rule: string): string {
  const words = sentence.replaceAll(/SS-[A-Z]{3}-\d{3}|[\s,]/g, '')
  return words === '' ? rule : sentence
}

function judgeAttempt(attempt: Attempt, { pickle }: ReportedScenario): Judgement {
  if (!attempt.finished) return { ending: 'harness error', because: 'it never finished' }
  if (pickle.steps.length === 0) return { ending: 'harness error', because: 'it has no steps, so it checks nothing' }
  const bad = worstFirst(attempt.results.flatMap(({ stepId, result }) => judgeStep(stepId, result)))[0]
  if (bad) return bad
  const skipped = attempt.results.find(({ result }) => result.status === 'SKIPPED')
  const broken = attempt.attachments.some(({ mediaType }) => mediaType === mediaTypes.failure)
  if (broken) return { ending: 'harness error', because: 'it reports a broken guarantee but no step failed' }
  if (!skipped && attempt.results.length === 0) return { ending: 'harness error', because: 'none of its steps ran' }
  if (skipped) return judgeSkipped(attempt, skipped.stepId)
  // A Then, or the And or But of one. Whatever else passed, nothing was compared with what should be.
  if (pickle.steps.every(({ type }) => type !== PickleStepType.OUTCOME))
    return { ending: 'harness error', because: 'it asserts nothing: no step of it is a Then' }
  return { ending: 'conformant', because: '' }
}

function judgeStep(stepId: string, { status, exception, message }: TestStepResult): Judgement[] {
  if (status === 'PASSED' || status === 'SKIPPED') return []
  const text = exception?.message ?? message ?? ''
  if (status !== 'FAILED') return [{ ending: 'harness error', because: `step ${status.toLowerCase()}`, stepId }]
  if (exception?.type === 'GuaranteeBroken') return [{ ending: 'non-conformant', because: text, stepId }]
  return [{ ending: 'harness error', because: `${exception?.type ?? 'Error'}: ${text}`, stepId }]
}

/** A green skip is the most dangerous verdict there is: without a stated reason it is a fault of the suite. */
function judgeSkipped({ attachments }: Attempt, stepId: string): Judgement {
  const stated = readAll(attachments, mediaTypes.notApplicable, z.object({ reason: z.string().min(1) })).at(-1)
  if (stated) return { ending: 'not applicable', because: stated.reason, stepId }
  return { ending: 'harness error', because: 'it was skipped without saying why', stepId }
}

function worstFirst(judgements: Judgement[]): Judgement[] {
  const order: Ending[] = [...decisive, 'not applicable', 'conformant']
  return judgements.toSorted((a, b) => order.indexOf(a.ending) - order.indexOf(b.ending))
}

function stepText({ pickle, testCase, hooks }: ReportedScenario, stepId: string | undefined): string {
  const step = testCase.testSteps.find(({ id }) => id === stepId)
  if (!step) return ''
  if (step.hookId) return `hook: ${hooks.get(step.hookId) ?? 'without a name'}`
  return pickle.steps.find(({ id }) => id === step.pickleStepId)?.text ?? ''
}

function readAll<T>(attachments: Attachment[], mediaType: string, schema: z.ZodType<T>): T[] {
  return attachments.flatMap((each) => {
    if (each.mediaType !== mediaType) return []
    try {
      return [schema.parse(JSON.parse(bodyOf(each)))]
    } catch {
      return []
    }
  })
}
