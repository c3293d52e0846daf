import type { Attachment, TestStepResult } from '@cucumber/messages'
import { z } from 'zod'
import type { Attempt, ReportedScenario } from './messages.ts'

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
  ending: Ending
  because: string
  step: string
  failure?: Failure
  trace?: string
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
  const attached = read(attachments, mediaTypes.failure, failure)
  const trace = read(attachments, mediaTypes.trace, z.object({ file: z.string() }))
  return {
    address: addressOf(pickle.uri, pickle.name),
    uri: pickle.uri,
    title: pickle.name,
    feature,
    rule,
    guarantees: guaranteesOf(pickle.tags),
    ...{ ending: worst.ending, because: worst.because },
    step: stepText(reported, worst.stepId),
    ...(attached ? { failure: { ...attached, sentence: sentenceOf(attached, rule) } } : {}),
    ...(trace ? { trace: trace.file } : {}),
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
  return skipped ? judgeSkipped(attempt, skipped.stepId) : { ending: 'conformant', because: '' }
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
  const stated = read(attachments, mediaTypes.notApplicable, z.object({ reason: z.string().min(1) }))
  if (stated) return { ending: 'not applicable', because: stated.reason, stepId }
  return { ending: 'harness error', because: 'it was skipped without saying why', stepId }
}

function worstFirst(judgements: Judgement[]): Judgement[] {
  const order: Ending[] = ['harness error', 'non-conformant', 'not applicable', 'conformant']
  return judgements.toSorted((a, b) => order.indexOf(a.ending) - order.indexOf(b.ending))
}

function stepText({ pickle, testCase, hooks }: ReportedScenario, stepId: string | undefined): string {
  const step = testCase.testSteps.find(({ id }) => id === stepId)
  if (!step) return ''
  if (step.hookId) return `hook: ${hooks.get(step.hookId) ?? 'without a name'}`
  return pickle.steps.find(({ id }) => id === step.pickleStepId)?.text ?? ''
}

function read<T>(attachments: Attachment[], mediaType: string, schema: z.ZodType<T>): T | undefined {
  const attachment = attachments.findLast((each) => each.mediaType === mediaType)
  if (!attachment) return undefined
  try {
    return schema.parse(JSON.parse(bodyOf(attachment)))
  } catch {
    return undefined
  }
}
