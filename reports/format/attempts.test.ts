import { describe, it } from 'node:test'
import { PickleStepType, type TestStepResult, type TestStepResultStatus } from '@cucumber/messages'
import { expect } from 'chai'
import type { Ending } from './attempts.ts'
import { JUDGEMENT } from './judgements.ts'
import type { Attempt, ReportedAttachment, ReportedScenario } from './messages.ts'
import { judgeScenario } from './scenarios.ts'
import { violation } from './testdata/hand-made.ts'

const trace = 'traces/a.jsonl'
const kept = { judgement: { outcome: 'kept' }, trace }
const early = violation('SS-ORD-001', { at: 3, because: 'early' })
const late = violation('SS-IDN-019', { at: 9, because: 'late', source: 'invariant' })
const broken = { judgement: { outcome: 'broken', violations: [late, early, early], notJudged: [] }, trace }
const elsewhere = { judgement: { outcome: 'not applicable', reason: 'no such feature' } }
const fault = { judgement: { outcome: 'harness error', message: 'history was lost' }, trace }

const result = (status: string, type = '', message = ''): TestStepResult => ({
  status: status as TestStepResultStatus,
  duration: { seconds: 0, nanos: 0 },
  ...(type === '' ? {} : { exception: { type, message } }),
})
const passed = result('PASSED')
const skipped = result('SKIPPED')
const asserted = result('FAILED', 'AssertionError', 'early')
const failed = result('FAILED', 'Error', 'no watch')

const attachment = (body: unknown, more: Partial<ReportedAttachment> = {}): ReportedAttachment =>
  ({ mediaType: JUDGEMENT, body: JSON.stringify(body), contentEncoding: 'IDENTITY', ...more }) as ReportedAttachment

function attempt(bodies: unknown[], results: TestStepResult[], more: Partial<Attempt> = {}): Attempt {
  const steps = results.map((each, index) => ({ stepId: `test ${index}`, result: each }))
  const attachments = bodies.map((body) => attachment(body))
  return { id: 'a', results: steps, attachments, finished: true, from: 0, until: 1, ...more }
}

/** A When and a Then, and a hook after them. */
function judged(attempts: Attempt[], { types = [PickleStepType.ACTION, PickleStepType.OUTCOME] } = {}) {
  const steps = types.map((type, index) => ({ id: `${index}`, text: `step ${index}`, type, astNodeIds: [] }))
  const testSteps = [
    ...steps.map(({ id }) => ({ id: `test ${id}`, pickleStepId: id })),
    { id: `test ${steps.length}`, hookId: 'hook' },
  ]
  const tags = [{ name: '@SS-ORD-001', astNodeId: '' }]
  const pickle = { id: 'p', uri: 'features/a/b.feature', name: '[1] c', language: 'en', steps, tags, astNodeIds: [] }
  const testCase = { id: 't', pickleId: 'p', testSteps }
  const hooks = new Map([['hook', 'after']])
  const reported: ReportedScenario = { pickle, testCase, feature: '', rule: '', line: 1, hooks, attempts }
  return judgeScenario(reported)
}

const all = [passed, passed, passed]

describe('an example is judged by its trace and by cucumber', () => {
  const cases: [string, Attempt[], Ending, RegExp][] = [
    ['kept, and all steps passed', [attempt([kept], all)], 'conformant', /^$/],
    ['kept, and a hook failed', [attempt([kept], [passed, passed, failed])], 'harness error', /^Error: no watch$/],
    [
      'kept, and a Then failed',
      [attempt([kept], [passed, asserted, passed])],
      'harness error',
      /^AssertionError: early$/,
    ],
    [
      'kept, and a Then and a hook failed',
      [attempt([kept], [passed, asserted, failed])],
      'harness error',
      /^Error: no watch$/,
    ],
    ['kept, and a step was skipped', [attempt([kept], [passed, skipped, passed])], 'harness error', /skipped without/],
    [
      'kept, and a step is pending',
      [attempt([kept], [result('PENDING'), skipped, passed])],
      'harness error',
      /pending/,
    ],
    [
      'kept, and a step is undefined',
      [attempt([kept], [result('UNDEFINED'), passed, passed])],
      'harness error',
      /undef/,
    ],
    [
      'kept, and a step is ambiguous',
      [attempt([kept], [result('AMBIGUOUS'), passed, passed])],
      'harness error',
      /ambi/,
    ],
    ['kept, and a step never ran', [attempt([kept], [passed, passed])], 'harness error', /one of its steps never ran/],
    ['kept, and no step ran', [attempt([kept], [])], 'harness error', /none of its steps ran/],
    ['kept, and it never finished', [attempt([kept], all, { finished: false })], 'harness error', /never finished/],
    ['kept without a trace', [attempt([{ judgement: kept.judgement }], all)], 'harness error', /names no trace/],
    ['kept and broken at once', [attempt([kept, broken], all)], 'harness error', /expected one judgement/],
    ['broken, and a Then failed', [attempt([broken], [passed, asserted, passed])], 'non-conformant', /^early$/],
    ['broken, and nothing failed', [attempt([broken], all)], 'non-conformant', /^early$/],
    ['broken, and all was skipped', [attempt([broken], [skipped, skipped, skipped])], 'non-conformant', /^early$/],
    ['not applicable, and skipped', [attempt([elsewhere], [skipped, skipped, skipped])], 'not applicable', /no such/],
    ['not applicable, and all steps passed', [attempt([elsewhere], all)], 'harness error', /no step of it was skipped/],
    [
      'not applicable, and a hook failed',
      [attempt([elsewhere], [skipped, skipped, failed])],
      'harness error',
      /^Error: no watch$/,
    ],
    ['a harness error by its trace', [attempt([fault], all)], 'harness error', /^history was lost$/],
    ['nothing by its trace', [attempt([], all)], 'harness error', /^it has no judgement/],
    ['nothing by its trace, and a step failed', [attempt([], [failed, skipped, passed])], 'harness error', /no watch/],
    [
      'nothing by its trace, and skipped',
      [attempt([], [skipped, skipped, skipped])],
      'harness error',
      /without a reason/,
    ],
    ['not started', [], 'harness error', /never started/],
    ['kept after it was broken', [attempt([broken], all), attempt([kept], all)], 'non-conformant', /early/],
    ['broken after it was kept', [attempt([kept], all), attempt([broken], all)], 'non-conformant', /early/],
    ['kept after a harness error', [attempt([fault], all), attempt([kept], all)], 'harness error', /history/],
    ['broken after a harness error', [attempt([fault], all), attempt([broken], all)], 'non-conformant', /early/],
  ]
  for (const [what, attempts, ending, because] of cases)
    it(`is ${ending} where it is ${what}`, () => {
      const scenario = judged(attempts)
      expect(scenario.ending).to.equal(ending)
      expect(scenario.because).to.match(because)
    })

  it('asserts nothing without a Then, whatever its trace says', () => {
    const { ending, because } = judged([attempt([kept], all)], {
      types: [PickleStepType.ACTION, PickleStepType.ACTION],
    })
    expect([ending, because]).to.deep.equal(['harness error', 'it asserts nothing: no step of it is a Then'])
  })

  it('checks nothing without a step', () => {
    expect(judged([attempt([kept], [passed])], { types: [] }).because).to.equal('it has no steps, so it checks nothing')
  })

  it('tells failures in the order of the trace, and each guarantee that is charged once', () => {
    const { failures, charged, step } = judged([attempt([broken], [passed, asserted, passed])])
    expect(failures.map(({ at }) => at)).to.deep.equal([3, 3, 9])
    expect(charged).to.deep.equal(['SS-ORD-001', 'SS-IDN-019'])
    expect(step).to.equal('step 1')
  })

  const beside: [string, Attempt, string | undefined][] = [
    ['nothing where only the Then failed', attempt([broken], [passed, asserted, passed]), undefined],
    ['a hook that failed', attempt([broken], [passed, asserted, failed]), 'Error: no watch'],
    ['an undefined step', attempt([broken], [result('UNDEFINED'), skipped, passed]), 'step undefined'],
    ['that it never finished', attempt([broken], [passed], { finished: false }), 'it never finished'],
    [
      'that it names no trace',
      attempt([{ judgement: broken.judgement }], all),
      'it names no trace, so nobody can judge it again',
    ],
    [
      'what its trace says of it',
      attempt([{ ...broken, judgement: { ...broken.judgement, harnessError: 'history was lost' } }], all),
      'history was lost',
    ],
  ]
  for (const [what, of, told] of beside)
    it(`tells beside a violation ${what}`, () => {
      const { ending, harnessError } = judged([of])
      expect([ending, harnessError]).to.deep.equal(['non-conformant', told])
    })
})

describe('a judgement that is not one', () => {
  const at = (body: unknown, line?: number) =>
    attempt([], all, { attachments: [attachment(body, line === undefined ? {} : { line })] })
  const wrong: [string, Attempt, RegExp][] = [
    [
      'of an unknown outcome',
      at({ judgement: { outcome: 'fine' }, trace }, 41),
      /^messages\.ndjson:41: judgement\.outcome: /,
    ],
    [
      'broken without a violation',
      at({ ...broken, judgement: { ...broken.judgement, violations: [] } }),
      /at least one/,
    ],
    [
      'of a guarantee that is no id',
      at({ ...broken, judgement: { ...broken.judgement, violations: [violation('ORD-1')] } }),
      /^messages\.ndjson: judgement\.violations\.0\.guarantee: expected an id like SS-ORD-001$/,
    ],
    [
      'not applicable without a reason',
      at({ judgement: { outcome: 'not applicable', reason: '' } }),
      /expected a reason/,
    ],
    ['with a trace elsewhere', at({ ...kept, trace: '/etc/passwd' }), /trace: expected a file of traces/],
    [
      'with a trace out of the folder',
      at({ ...kept, trace: 'traces/../../x.jsonl' }),
      /trace: leads out of the folder/,
    ],
    [
      'no JSON',
      attempt([], all, { attachments: [attachment('', { body: '{', line: 7 })] }),
      /^messages\.ndjson:7: .*not JSON/,
    ],
  ]
  for (const [what, of, complaint] of wrong)
    it(`is a harness error where it is ${what}`, () => {
      const { ending, because, charged } = judged([of])
      expect([ending, charged]).to.deep.equal(['harness error', []])
      expect(because).to.match(complaint)
    })

  it('may be encoded', () => {
    const body = Buffer.from(JSON.stringify(kept)).toString('base64')
    const encoded = attachment('', { body, contentEncoding: 'BASE64' as ReportedAttachment['contentEncoding'] })
    expect(judged([attempt([], all, { attachments: [encoded] })]).ending).to.equal('conformant')
  })

  it('is not looked for in what others attach', () => {
    const other = attachment(broken, { mediaType: 'application/json' })
    expect(judged([attempt([], all, { attachments: [other, attachment(kept)] })]).ending).to.equal('conformant')
  })
})
