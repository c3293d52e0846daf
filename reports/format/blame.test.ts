import { describe, it } from 'node:test'
import { expect } from 'chai'
import { blameOf } from './blame.ts'
import { example } from './testdata/hand-made.ts'

const broken = (address: string, charged: string[], dragged: string[] = []) =>
  example(address, {
    ending: 'non-conformant',
    charged,
    notJudged: dragged.map((guarantee) => ({ guarantee, because: charged[0] ?? '' })),
  })

describe('blame', () => {
  it('counts for each guarantee the examples that broke it and those that could not judge it, most broken first', () => {
    const scenarios = [
      example('ordering/creation [1]'),
      broken('ordering/creation [2]', ['SS-IDN-005'], ['SS-ORD-001']),
      broken('ordering/creation [3]', ['SS-IDN-005', 'SS-IDN-005', 'SS-ORD-002'], ['SS-ORD-001']),
      broken('ordering/creation [4]', ['SS-IDN-005'], ['SS-ORD-002', 'SS-ORD-001']),
    ]
    expect(blameOf(scenarios)).to.deep.equal([
      { guarantee: 'SS-IDN-005', directly: 3, notJudged: 0 },
      { guarantee: 'SS-ORD-002', directly: 1, notJudged: 1 },
      { guarantee: 'SS-ORD-001', directly: 0, notJudged: 3 },
    ])
  })

  it('ranks by what was broken, then by what was not judged, then by id', () => {
    const scenarios = [
      broken('ordering/creation [1]', ['SS-ORD-009'], ['SS-ORD-001', 'SS-ORD-003']),
      broken('ordering/creation [2]', ['SS-ORD-004'], ['SS-ORD-002', 'SS-ORD-003']),
      broken('ordering/creation [3]', ['SS-ORD-004']),
    ]
    const ranked = blameOf(scenarios).map(({ guarantee }) => guarantee.slice(-1))
    expect(ranked.join('')).to.equal('49312')
    expect(blameOf(scenarios.toReversed()).map(({ guarantee }) => guarantee.slice(-1))).to.deep.equal(ranked)
  })

  it('is empty where nothing broke', () => {
    expect(blameOf([example('ordering/creation [1]')])).to.deep.equal([])
  })
})
