import { describe, it } from 'node:test'
import { expect } from 'chai'
import { all, asserted, attempt, judged, kept, passed, trace } from './testdata/attempts.ts'
import { deviation, violation } from './testdata/hand-made.ts'

const own = violation('SS-ORD-001', { at: 3 })
const other = violation('SS-IDN-019', { at: 9 })
const notJudged = [{ guarantee: 'SS-ORD-001', because: 'SS-IDN-019' }]
const broken = (...violations: object[]) =>
  attempt([{ judgement: { outcome: 'broken', violations, notJudged }, trace }], [passed, asserted, passed])
const informative = { tagged: ['@SS-ORD-001', '@informative'] }

describe('an example in which something was broken', () => {
  it('deviates as declared where all that was broken is declared', () => {
    const declared = deviation('SS-ORD-001')
    const found = judged([broken(own)], { deviations: [declared] })
    expect(found).to.deep.include({ ending: 'documented deviation', charged: ['SS-ORD-001'], notJudged })
    expect(found.failures).to.deep.equal([{ ...own, deviation: declared }])
    const more = judged([broken(own, other)], { deviations: [declared] })
    expect(more).to.deep.include({ ending: 'non-conformant', charged: ['SS-ORD-001', 'SS-IDN-019'] })
    expect(judged([broken(own)], { deviations: [{ ...declared, examples: ['a/x [1]'] }] }).ending).to.equal(
      'non-conformant',
    )
  })

  it('says what it saw where it is informative, charges nothing of its own, and leaves nothing unjudged', () => {
    const found = judged([broken(own)], informative)
    expect(found).to.deep.include({ ending: 'informative', informative: true, charged: [], notJudged: [] })
    expect(found).to.include({ because: 'too early', step: 'step 1' })
    const more = judged([broken(own, other)], informative)
    expect(more).to.deep.include({ ending: 'non-conformant', charged: ['SS-IDN-019'] })
  })

  it('is conformant where nothing was broken, informative or not', () => {
    expect(judged([attempt([kept], all)], informative)).to.include({ ending: 'conformant', informative: true })
    expect(judged([attempt([kept], all)])).to.include({ ending: 'conformant', informative: false })
  })
})
