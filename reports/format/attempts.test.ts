import { describe, it } from 'node:test'
import { PickleStepType } from '@cucumber/messages'
import { expect } from 'chai'
import type { Ending } from './attempts.ts'
import type { Attempt } from './messages.ts'
import {
  all,
  asserted,
  attempt,
  broken,
  elsewhere,
  failed,
  fault,
  judged,
  kept,
  passed,
  result,
  skipped,
  trace,
} from './testdata/attempts.ts'

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
    [
      'kept, and a step failed with a message alone',
      [attempt([kept], [{ ...result('FAILED'), message: 'no watch' }, skipped, passed])],
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
      if (ending === 'non-conformant') return
      expect([scenario.failures, scenario.charged, scenario.notJudged]).to.deep.equal([[], [], []])
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

  it('has the text of its steps, its trace and the time of all attempts', () => {
    const first = attempt([kept], all, { from: 10, until: 25 })
    const { steps, trace: named, tookMs } = judged([first, attempt([kept], all, { from: 30, until: 31 })])
    expect([steps, named, tookMs]).to.deep.equal([['step 0', 'step 1'], trace, 16])
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
    [
      'an ambiguous step, whatever it threw',
      attempt([broken], [result('AMBIGUOUS', 'AssertionError'), skipped, passed]),
      'step ambiguous',
    ],
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
      const { ending, ...rest } = judged([of])
      expect(ending).to.equal('non-conformant')
      expect('harnessError' in rest ? rest.harnessError : 'none').to.equal(told ?? 'none')
    })
})
