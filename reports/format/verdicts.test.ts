import { describe, it } from 'node:test'
import { expect } from 'chai'
import fc from 'fast-check'
import type { Ending, Scenario } from './scenarios.ts'
import { deviation, example, row, violation } from './testdata/hand-made.ts'
import { judgeGuarantees, type Verdict } from './verdicts.ts'

const endings: Ending[] = ['conformant', 'non-conformant', 'not applicable', 'harness error']

function verdictOf(found: Ending[]) {
  const scenarios = found.map((ending, index) => example(`ordering/creation [${index}]`, { ending, because: ending }))
  return judgeGuarantees([row('SS-ORD-001')], scenarios, [])
}

describe('verdict of a guarantee', () => {
  const cases: [Ending[], Verdict][] = [
    [['conformant'], 'conformant'],
    [['conformant', 'non-conformant'], 'non-conformant'],
    [['harness error', 'non-conformant'], 'non-conformant'],
    [['non-conformant', 'harness error'], 'non-conformant'],
    [['conformant', 'harness error'], 'harness error'],
    [['not applicable', 'harness error'], 'harness error'],
    [['not applicable'], 'not applicable'],
    [['not applicable', 'conformant'], 'conformant'],
  ]
  for (const [found, verdict] of cases) {
    it(`is ${verdict} for ${found.join(' + ')}`, () => {
      expect(verdictOf(found).judged[0]?.verdict).to.equal(verdict)
    })
  }

  it('is conformant only if nothing was broken and something was checked', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...endings), { minLength: 1 }), (found) => {
        const clean = found.includes('conformant') && !found.some((each) => /non-|harness/.test(each))
        expect(verdictOf(found).judged[0]?.verdict === 'conformant').to.equal(clean)
      }),
    )
  })

  it('says why: of several reasons that of the first example that decides', () => {
    expect(verdictOf(['conformant', 'harness error', 'not applicable']).judged[0]?.because).to.equal('harness error')
    const failures = [violation('SS-ORD-002', { because: 'two' }), violation('SS-ORD-001', { because: 'one' })]
    const broken = example('ordering/creation [1]', { ending: 'non-conformant', because: 'two', failures })
    const { judged } = judgeGuarantees([row('SS-ORD-001'), row('SS-ORD-002')], [broken], [])
    expect(judged.map((each) => each.because)).to.deep.equal(['one', 'two'])
  })

  it('is none where no scenario ran: planned, excluded, or not run', () => {
    const ledger = [
      row('SS-ORD-001'),
      row('SS-ORD-002', { state: 'planned' }),
      row('SS-ORD-003', { state: 'excluded', excluded_because: 'needs two zones' }),
    ]
    const { judged } = judgeGuarantees(ledger, [], [])
    expect(judged.map(({ verdict }) => verdict)).to.deep.equal(['not run', 'planned', 'excluded'])
    expect(judged[2]?.because).to.equal('needs two zones')
  })

  const ledger = ['SS-ORD-001', 'SS-IDN-019', 'SS-STO-006', 'SS-IDN-001'].map((id) => row(id))
  const charges: [string, string[], Verdict[]][] = [
    ['an invariant to its own guarantee alone', ['SS-IDN-019'], ['conformant', 'non-conformant']],
    ['two invariants to both', ['SS-IDN-019', 'SS-STO-006'], ['conformant', 'non-conformant', 'non-conformant']],
    ['what a step saw to the guarantee of its scenario', ['SS-ORD-001'], ['non-conformant']],
  ]
  for (const [what, charged, expected] of charges)
    it(`charges ${what}`, () => {
      const broken = example('ordering/creation [1]', { ending: 'non-conformant', charged })
      const { judged } = judgeGuarantees(ledger, [broken], [])
      const verdicts = [...expected, 'not run', 'not run', 'not run'].slice(0, 4)
      expect(judged.map(({ verdict }) => verdict)).to.deep.equal(verdicts)
    })
})

describe('what an example can not judge', () => {
  const ids = ['SS-ORD-001', 'SS-IDN-005']
  const because = 'SS-IDN-005'
  const notJudged = [{ guarantee: 'SS-ORD-001', because }]
  const dragged = example('ordering/creation [1]', { ending: 'non-conformant', charged: [because], notJudged })
  const verdicts = (...scenarios: Scenario[]) =>
    judgeGuarantees(
      ids.map((id) => row(id)),
      scenarios,
      [],
    ).judged.map((each) => each.verdict)

  it('is never conformant, though other examples held, and names the reason', () => {
    expect(verdicts(example('ordering/creation [2]'), dragged)).to.deep.equal(['not judged', 'non-conformant'])
    const { judged } = judgeGuarantees([row('SS-ORD-001')], [dragged], [])
    expect(judged[0]?.because).to.equal('not judged because of SS-IDN-005')
  })

  it('is non-conformant where another example breaks it', () => {
    const broken = example('ordering/creation [2]', { ending: 'non-conformant' })
    expect(verdicts(dragged, broken)).to.deep.equal(['non-conformant', 'non-conformant'])
  })

  it('is a harness error where the example was broken off beside the violation', () => {
    const off = example('ordering/creation [1]', { ending: 'non-conformant', charged: [because], harnessError: 'gap' })
    expect(verdicts(off)).to.deep.equal(['harness error', 'non-conformant'])
    const { judged } = judgeGuarantees([row('SS-ORD-001')], [off], [])
    expect(judged[0]?.because).to.equal('gap')
  })

  it('is what the violation names, and not what else the example checks', () => {
    const also = { ...dragged, guarantees: ['SS-ORD-001', 'SS-ORD-002'] }
    const { judged } = judgeGuarantees([row('SS-ORD-002')], [also], [])
    expect(judged[0]?.verdict).to.equal('conformant')
  })

  it('is that of its family where a session of the tutorials did not come to it', () => {
    const because = 'SS-IDN-019'
    const notJudged = [{ guarantee: 'SS-ORD-001', because }]
    const dragged: Partial<Scenario> = { ending: 'non-conformant', charged: [because], notJudged }
    const session = example('tutorials/web [1]', dragged)
    const of = (...scenarios: Scenario[]) => judgeGuarantees([row('SS-ORD-001')], scenarios, []).judged[0]?.verdict
    expect(of(example('ordering/creation [1]'), session)).to.equal('conformant')
    expect(of(session)).to.equal('not judged')
    expect(of(example('tutorials/web [2]'), session)).to.equal('not judged')
    expect(of(example('ordering/creation [1]', { ending: 'not applicable' }), session)).to.equal('not judged')
    expect(of(example('ordering/creation [1]'), example('ordering/creation [2]', dragged), session)).to.equal(
      'not judged',
    )
  })

  it('is not judged although no example of it ran', () => {
    const { judged } = judgeGuarantees(
      [row('SS-ORD-009')],
      [{ ...dragged, notJudged: [{ guarantee: 'SS-ORD-009', because }] }],
      [],
    )
    expect(judged[0]?.verdict).to.equal('not judged')
  })

  it('must be a row of the ledger, as its reason must', () => {
    const { problems } = judgeGuarantees([row('SS-ORD-001')], [dragged], [])
    expect(problems.join()).to.match(/leaves SS-ORD-001 unjudged because of SS-IDN-005; SS-IDN-005 is no row/)
  })

  it('of a planned guarantee is non-conformant where a violation names it', () => {
    const planned = row(because, { state: 'planned' })
    const { judged } = judgeGuarantees([planned], [dragged], [])
    expect(judged[0]?.verdict).to.equal('non-conformant')
  })
})

describe('a guarantee that a sentence checks wherever it is said', () => {
  const rest = row('SS-RES-013', { checked_by: 'nothing else changed' })
  const says = { steps: ['no Pod was created', 'nothing else changed'] }
  const cases: [string, Parameters<typeof example>[1], Verdict | 'not run'][] = [
    ['conformant where it is said and all holds', says, 'conformant'],
    ['not run where nobody says it', { steps: ['no Pod was created'] }, 'not run'],
    [
      'non-conformant where it is charged',
      { ...says, ending: 'non-conformant', charged: ['SS-RES-013'] },
      'non-conformant',
    ],
    ['not run where something else is broken first', { ...says, ending: 'non-conformant' }, 'not run'],
    ['harness error where the scenario has one', { ...says, ending: 'harness error' }, 'harness error'],
    ['not applicable where the scenario is', { ...says, ending: 'not applicable' }, 'not applicable'],
  ]
  for (const [what, more, verdict] of cases)
    it(`is ${what}`, () => {
      const { judged } = judgeGuarantees([rest], [example('ordering/creation [1]', more)], [])
      expect(judged[0]?.verdict).to.equal(verdict)
    })
})

describe('what does not fit together', () => {
  it('is nothing where every id is a row of the ledger', () => {
    const ids = ['SS-ORD-001', 'SS-ORD-002', 'SS-IDN-001']
    const notJudged = [{ guarantee: 'SS-ORD-002', because: 'SS-IDN-001' }]
    const broken = example('ordering/creation [1]', { ending: 'non-conformant', charged: ['SS-IDN-001'], notJudged })
    const { problems } = judgeGuarantees(
      ids.map((id) => row(id)),
      [broken],
      [deviation('SS-ORD-001')],
    )
    expect(problems).to.deep.equal([])
  })

  it('names a tag that is broken, and in no ledger, once', () => {
    const lost = example('ordering/creation [1]', { guarantees: ['SS-ORD-999'], ending: 'non-conformant' })
    expect(judgeGuarantees([row('SS-ORD-001')], [lost], []).problems).to.have.lengthOf(1)
  })

  it('names a broken invariant that is in no ledger: it would be lost', () => {
    const lost = example('ordering/creation [1]', { ending: 'non-conformant', charged: ['SS-IDN-999'] })
    const { problems } = judgeGuarantees([row('SS-ORD-001')], [lost], [])
    expect(problems.join()).to.match(/\[1\] has broken SS-IDN-999/)
  })

  it('names a tag that is in no ledger, and a deviation that is', () => {
    const lost = example('ordering/creation [1]', { guarantees: ['SS-ORD-999'] })
    const { problems } = judgeGuarantees([row('SS-ORD-001')], [lost], [deviation('SS-ORD-998')])
    expect(problems.join('\n'))
      .to.match(/\[1\] is tagged @SS-ORD-999/)
      .and.match(/deviation names SS-ORD-998/)
  })
})
