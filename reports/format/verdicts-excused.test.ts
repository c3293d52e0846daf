import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Ending, Scenario } from './scenarios.ts'
import { deviating, deviation, example, informativeExample, row, violation } from './testdata/hand-made.ts'
import { judgeGuarantees, type Verdict } from './verdicts.ts'

const declared = deviation('SS-ORD-001')

describe('deviations', () => {
  const shown = deviating('ordering/creation [1]', declared)
  const verdictsOf = (...scenarios: Scenario[]) =>
    judgeGuarantees([row('SS-ORD-001'), row('SS-ORD-002')], scenarios, [declared])

  it('turn a breach into a documented deviation, with what happens instead', () => {
    const { judged, stale } = verdictsOf(shown)
    expect(judged[0]).to.deep.include({
      ...{ verdict: 'documented deviation', because: 'they come at once', deviation: declared },
    })
    expect(stale).to.deep.equal([])
  })

  it('excuse no other breach of the guarantee, in the same example or in another', () => {
    const undeclared = violation('SS-ORD-001', { because: 'another' })
    const mixed = { ...shown, ending: 'non-conformant' as const, failures: [...shown.failures, undeclared] }
    const broken = example('ordering/creation [2]', { ending: 'non-conformant', because: 'another' })
    for (const scenarios of [[mixed], [shown, broken], [broken, shown]])
      expect(verdictsOf(...scenarios).judged[0]).to.deep.include({ verdict: 'non-conformant', because: 'another' })
  })

  it('say nothing against what else the example checks, and let no sentence count that it may not have come to', () => {
    const also = { ...shown, guarantees: ['SS-ORD-001', 'SS-ORD-002'], steps: ['nothing else changed'] }
    const everywhere = row('SS-RES-013', { checked_by: 'nothing else changed' })
    const { judged } = judgeGuarantees([row('SS-ORD-002'), everywhere], [also], [declared])
    expect(judged.map(({ verdict }) => verdict)).to.deep.equal(['conformant', 'not run'])
  })

  it('are proven beside a harness error of another example', () => {
    const fault = example('ordering/creation [2]', { ending: 'harness error' })
    expect(verdictsOf(fault, shown).judged[0]?.verdict).to.equal('documented deviation')
    expect(verdictsOf(shown, example('ordering/creation [3]')).judged[0]?.verdict).to.equal('documented deviation')
  })

  it('come before what could not be judged', () => {
    const notJudged = [{ guarantee: 'SS-ORD-001', because: 'SS-ORD-002' }]
    const dragged = example('ordering/creation [2]', { ending: 'non-conformant', charged: ['SS-ORD-002'], notJudged })
    expect(verdictsOf(dragged, shown).judged[0]?.verdict).to.equal('documented deviation')
  })

  it('are stale where one of their examples passes, and name it', () => {
    const passed = example('ordering/creation [1]')
    const { judged, stale } = verdictsOf(passed)
    expect(judged[0]?.verdict).to.equal('conformant')
    expect(stale).to.deep.equal([{ deviation: declared, passed: ['ordering/creation [1]'] }])
    expect(verdictsOf(passed, { ...shown, address: 'ordering/creation [2]' }).stale).to.deep.equal([
      { deviation: declared, passed: ['ordering/creation [1]'] },
    ])
  })

  it('are not stale where they are races', () => {
    const race = { ...declared, sometimes: true }
    const { judged, stale } = judgeGuarantees([row('SS-ORD-001')], [example('ordering/creation [1]')], [race])
    expect([judged[0]?.verdict, stale]).to.deep.equal(['conformant', []])
  })

  for (const ending of ['harness error', 'not applicable', 'non-conformant'] as const) {
    it(`change nothing about: ${ending}`, () => {
      const { judged, stale } = verdictsOf(example('ordering/creation [1]', { ending }))
      expect([judged[0]?.verdict, stale]).to.deep.equal([ending, []])
    })
  }
})

describe('an informative example', () => {
  const failed = informativeExample('ordering/creation [1]')
  const verdict = (...scenarios: Scenario[]) => judgeGuarantees([row('SS-ORD-001')], scenarios, []).judged[0]

  it('counts for its guarantee where it passes', () => {
    expect(verdict(example('ordering/creation [1]', { informative: true }))?.verdict).to.equal('conformant')
  })

  it('changes no verdict where it fails', () => {
    const others: [Ending, Verdict][] = [
      ['conformant', 'conformant'],
      ['non-conformant', 'non-conformant'],
      ['not applicable', 'not applicable'],
      ['harness error', 'harness error'],
    ]
    for (const [ending, expected] of others)
      expect(verdict(failed, example('ordering/creation [2]', { ending }))?.verdict).to.equal(expected)
  })

  it('leaves a guarantee that has no other example without a verdict against it', () => {
    expect(verdict(failed)).to.include({
      ...{ verdict: 'not applicable', because: 'informative, and not so here: too early' },
    })
  })

  it('proves what it breaks besides', () => {
    const failures = [...failed.failures, violation('SS-IDN-001')]
    const besides = { ...failed, ending: 'non-conformant' as const, charged: ['SS-IDN-001'], failures }
    const { judged } = judgeGuarantees([row('SS-ORD-001'), row('SS-IDN-001')], [besides], [])
    expect(judged.map((each) => each.verdict)).to.deep.equal(['not applicable', 'non-conformant'])
  })
})
