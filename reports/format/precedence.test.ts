import { describe, it } from 'node:test'
import { expect } from 'chai'
import fc from 'fast-check'
import { decideOutcome } from './exit-code.ts'
import type { Ending } from './scenarios.ts'
import { evidence, example, row } from './testdata/hand-made.ts'
import { judgeGuarantees, type Verdict } from './verdicts.ts'

const endings: Ending[] = ['conformant', 'non-conformant', 'not applicable', 'harness error']
const worstOf = (found: Ending[]) =>
  ['non-conformant', 'harness error', 'conformant', 'not applicable'].find((ending) => found.includes(ending as Ending))
const exitCodes: Partial<Record<Verdict, number>> = { conformant: 0, 'non-conformant': 1, 'harness error': 3 }

describe('the precedence of endings', () => {
  it('is the same for a guarantee and for the exit code, in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...endings), { minLength: 1, maxLength: 6 }), (found) => {
        const of = evidence(found.map((ending, index) => example(`ordering/creation [${index}]`, { ending })))
        const verdicts = judgeGuarantees([row('SS-ORD-001')], of.scenarios, [])
        const verdict = verdicts.judged[0]?.verdict as Verdict
        expect(verdict).to.equal(worstOf(found))
        // Nothing but examples that do not apply is a run in which nothing was checked.
        expect(decideOutcome(of, verdicts).exitCode).to.equal(exitCodes[verdict] ?? 3)
      }),
    )
  })

  it('lets one guarantee’s violation stand beside harness errors of all others', () => {
    const others = ['SS-ORD-002', 'SS-ORD-003'].map((id) =>
      example(`ordering/creation [${id}]`, { guarantees: [id], ending: 'harness error', because: 'fault' }),
    )
    const of = evidence([...others, example('ordering/creation [1]', { ending: 'non-conformant' })])
    const verdicts = judgeGuarantees(
      ['SS-ORD-001', 'SS-ORD-002', 'SS-ORD-003'].map((id) => row(id)),
      of.scenarios,
      [],
    )
    const { exitCode, reasons } = decideOutcome(of, verdicts)
    expect(verdicts.judged.map(({ verdict }) => verdict)).to.deep.equal([
      ...['non-conformant', 'harness error', 'harness error'],
    ])
    expect([exitCode, reasons.violations.length, reasons.harnessErrors.length]).to.deep.equal([1, 1, 2])
  })
})
