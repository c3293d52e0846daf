import { describe, it } from 'node:test'
import { expect } from 'chai'
import { stringify } from 'yaml'
import { loadBaseline, parseBaseline } from './baseline.ts'
import type { Failure } from './excuses.ts'
import { allReasons, decideOutcome } from './exit-code.ts'
import type { KnownFailure } from './run-info.ts'
import { deviating, deviation, evidence, example, row } from './testdata/hand-made.ts'
import { judgeGuarantees } from './verdicts.ts'

const url = 'https://example.org/1'
const specification = {
  guarantees: [{ id: 'SS-ORD-001', state: 'checked' as const }],
  examples: ['ordering/creation [1]'],
}
const parsed = (...rows: object[]) => parseBaseline(stringify(rows), 'b.yaml', specification)

describe('a baseline', () => {
  it('names guarantees and examples, with the place of each', () => {
    expect(parsed({ guarantee: 'SS-ORD-001', url }, { example: 'ordering/creation [1]', url })).to.deep.equal([
      { guarantee: 'SS-ORD-001', url, place: 'b.yaml:1' },
      { example: 'ordering/creation [1]', url, place: 'b.yaml:3' },
    ])
  })

  const wrong: [string, object, RegExp][] = [
    ['an unknown guarantee', { guarantee: 'SS-ORD-002', url }, /^b\.yaml:1: guarantee: expected the id of a guarantee/],
    ['an unknown example', { example: 'ordering/x [1]', url }, /^b\.yaml:1: example: expected an example such as "ord/],
    ['neither', { url }, /^b\.yaml:1: expected either guarantee or example$/],
    [
      'both',
      { guarantee: 'SS-ORD-001', example: 'ordering/creation [1]', url },
      /expected either guarantee or example/,
    ],
    ['no link', { guarantee: 'SS-ORD-001' }, /^b\.yaml:1: url: /],
    ['a link that is none', { guarantee: 'SS-ORD-001', url: 'x' }, /^b\.yaml:2: url: expected the URL of the report$/],
    ['an unknown key', { guarantee: 'SS-ORD-001', url, because: 'x' }, /^b\.yaml:3: because: expected no key of this/],
  ]
  for (const [what, entry, message] of wrong)
    it(`is refused with ${what}`, () => {
      expect(() => parsed(entry)).to.throw(message)
    })

  it('is refused where there is none', () => {
    expect(() => loadBaseline('none.yaml', specification)).to.throw(/^none\.yaml: expected a readable file/)
  })
})

const kept = example('ordering/creation [1]')
const broken = example('ordering/creation [2]', { ending: 'non-conformant', because: 'web-1 came first' })
const other = example('ordering/creation [3]', { ending: 'non-conformant', because: 'web-2 came first' })
const known = (entry: Omit<KnownFailure, 'url' | 'place'>): KnownFailure => ({ ...entry, url, place: 'b.yaml:1' })

function outcome(scenarios: (typeof kept)[], ...baseline: KnownFailure[]) {
  const of = evidence(scenarios, { run: { baseline, selection: 'ORD' } })
  const { exitCode, name, reasons } = decideOutcome(of, judgeGuarantees([row('SS-ORD-001')], of.scenarios, []))
  return [exitCode, name, allReasons(reasons).join('\n')]
}

const TOLD = 'SS-ORD-001 is broken, as b.yaml:1 knows: https://example.org/1'

describe('a known failure', () => {
  it('of a guarantee is told and does not fail the run', () => {
    const entry = known({ guarantee: 'SS-ORD-001' })
    expect(outcome([kept, broken], entry)).to.deep.equal([0, 'non-conformant', TOLD])
  })

  it('of an example is one as long as nothing else breaks the guarantee', () => {
    const entry = known({ example: 'ordering/creation [2]' })
    expect(outcome([kept, broken], entry)).to.deep.equal([0, 'non-conformant', TOLD])
    const [exitCode, name, told] = outcome([broken, other], entry)
    expect([exitCode, name]).to.deep.equal([1, 'non-conformant'])
    expect(told).to.match(/^SS-ORD-001 is broken: sentence of/)
    const both = [entry, known({ example: 'ordering/creation [3]' })]
    expect(outcome([broken, other], ...both)).to.deep.equal([0, 'non-conformant', TOLD])
  })

  it('of an example need not name what is excused, or is broken by another guarantee', () => {
    const declared = deviation('SS-ORD-001')
    const deviates = deviating('ordering/creation [4]', declared)
    const [failure] = broken.failures
    const ofAnother = { ...other, failures: [{ ...failure, guarantee: 'SS-ORD-002' } as Failure] }
    const baseline = [known({ example: 'ordering/creation [2]' })]
    const of = evidence([broken, deviates, ofAnother], { run: { baseline, deviations: [declared], selection: 'ORD' } })
    const verdicts = judgeGuarantees([row('SS-ORD-001')], of.scenarios, of.run.deviations)
    expect(decideOutcome(of, verdicts).reasons).to.deep.include({ violations: [], known: [TOLD] })
  })

  it('that is another one does not excuse', () => {
    const [exitCode] = outcome(
      [broken],
      known({ guarantee: 'SS-ORD-002' }),
      known({ example: 'ordering/creation [3]' }),
    )
    expect(exitCode).to.equal(1)
  })

  it('that passes fails the run', () => {
    const says = (what: string) => [1, 'non-conformant', `b.yaml:1: ${what} is a known failure and passed: remove it`]
    expect(outcome([kept], known({ guarantee: 'SS-ORD-001' }))).to.deep.equal(says('SS-ORD-001'))
    expect(outcome([kept], known({ example: 'ordering/creation [1]' }))).to.deep.equal(says('ordering/creation [1]'))
    expect(outcome([kept], known({ example: 'ordering/creation [9]' }))).to.deep.equal([0, 'kept', ''])
  })

  it('that passes fails the run beside others that do not', () => {
    const baseline = [known({ guarantee: 'SS-ORD-009' }), known({ example: 'ordering/creation [1]' })]
    const passes = { ...example('ordering/creation [5]'), guarantees: ['SS-ORD-009'] }
    const of = evidence([broken, kept, passes], { run: { baseline, selection: 'ORD' } })
    const verdicts = judgeGuarantees([row('SS-ORD-001'), row('SS-ORD-009')], of.scenarios, [])
    expect(decideOutcome(of, verdicts).reasons.stale).to.have.lengthOf(2)
  })

  it('of an example without a guarantee is known too', () => {
    const untagged = { ...broken, guarantees: [], charged: [], failures: [] }
    expect(outcome([kept, untagged], known({ example: 'ordering/creation [2]' }))[0]).to.equal(0)
    expect(outcome([kept, untagged])[0]).to.equal(1)
  })

  it('does not hide what could not be checked', () => {
    const missing = row('SS-ORD-003', { needs: ['dns'] })
    const elsewhere = {
      ...example('ordering/creation [4]', { ending: 'not applicable', because: 'no DNS' }),
      guarantees: ['SS-ORD-003'],
    }
    const of = evidence([broken, elsewhere], {
      run: { baseline: [known({ guarantee: 'SS-ORD-001' })], selection: 'ORD' },
    })
    const { exitCode, name } = decideOutcome(of, judgeGuarantees([row('SS-ORD-001'), missing], of.scenarios, []))
    expect([exitCode, name]).to.deep.equal([4, 'non-conformant'])
  })
})
