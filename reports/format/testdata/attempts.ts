import { PickleStepType, type TestStepResult, type TestStepResultStatus } from '@cucumber/messages'
import { JUDGEMENT } from '../judgements.ts'
import type { Attempt, ReportedAttachment, ReportedScenario } from '../messages.ts'
import type { Deviation } from '../run-info.ts'
import { judgeScenario } from '../scenarios.ts'
import { violation } from './hand-made.ts'

export const trace = 'traces/ordering-creation-3.jsonl'
export const kept = { judgement: { outcome: 'kept' }, trace }
const early = violation('SS-ORD-001', { at: 3, because: 'early' })
const late = violation('SS-IDN-019', { at: 9, because: 'late', source: 'invariant' })
export const broken = { judgement: { outcome: 'broken', violations: [late, early, early], notJudged: [] }, trace }
export const elsewhere = { judgement: { outcome: 'not applicable', reason: 'no such feature' } }
export const fault = { judgement: { outcome: 'harness error', message: 'history was lost' }, trace }

export const result = (status: string, type = '', message = ''): TestStepResult => ({
  status: status as TestStepResultStatus,
  duration: { seconds: 0, nanos: 0 },
  ...(type === '' ? {} : { exception: { type, message } }),
})
export const passed = result('PASSED')
export const skipped = result('SKIPPED')
export const asserted = result('FAILED', 'AssertionError', 'early')
export const failed = result('FAILED', 'Error', 'no watch')

export const attachment = (body: unknown, more: Partial<ReportedAttachment> = {}): ReportedAttachment =>
  ({ mediaType: JUDGEMENT, body: JSON.stringify(body), contentEncoding: 'IDENTITY', ...more }) as ReportedAttachment

export function attempt(bodies: unknown[], results: TestStepResult[], more: Partial<Attempt> = {}): Attempt {
  const steps = results.map((each, index) => ({ stepId: `test ${index}`, result: each }))
  const attachments = bodies.map((body) => attachment(body))
  return { id: 'a', results: steps, attachments, finished: true, from: 0, until: 1, ...more }
}

interface Setting {
  types?: PickleStepType[]
  tagged?: string[]
  deviations?: Deviation[]
}

/** An example of a When and a Then, and a hook after them, judged. */
export function judged(
  attempts: Attempt[],
  { types = [PickleStepType.ACTION, PickleStepType.OUTCOME], tagged = ['@SS-ORD-001'], deviations = [] }: Setting = {},
) {
  const steps = types.map((type, index) => ({ id: `${index}`, text: `step ${index}`, type, astNodeIds: [] }))
  const testSteps = [
    ...steps.map(({ id }) => ({ id: `test ${id}`, pickleStepId: id })),
    { id: `test ${steps.length}`, hookId: 'hook' },
  ]
  const tags = tagged.map((name) => ({ name, astNodeId: '' }))
  const pickle = { id: 'p', uri: 'features/a/b.feature', name: '[1] c', language: 'en', steps, tags, astNodeIds: [] }
  const testCase = { id: 't', pickleId: 'p', testSteps }
  const hooks = new Map([['hook', 'after']])
  const reported: ReportedScenario = { pickle, testCase, feature: '', rule: '', line: 1, hooks, attempts }
  return judgeScenario(reported, deviations)
}

export const all = [passed, passed, passed]
