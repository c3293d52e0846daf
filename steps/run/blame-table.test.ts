import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Judgement } from '../judge/index.ts'
import { blamed, blameSummary, blameTable } from './blame-table.ts'

const broken = (guarantees: string[], notJudged: string[] = []): Judgement => ({
  outcome: 'broken',
  violations: guarantees.map((guarantee) => ({ guarantee, source: 'then', sentence: 's', because: 'b', at: 1 })),
  notJudged: notJudged.map((guarantee) => ({ guarantee, because: 'SS-ORD-002' })),
})

const examples = [
  { example: 'a', judgement: broken(['SS-ORD-002'], ['SS-ORD-005', 'SS-ORD-004']) },
  { example: 'b', judgement: broken(['SS-ORD-004']) },
  { example: 'c', judgement: { outcome: 'harness error', message: 'm' } as Judgement },
]

describe('whom a run against a mutant blames', () => {
  const mutant = { name: 'impatient', guarantee: 'SS-ORD-002' }
  const one = blamed(mutant, examples)

  it('is the guarantee that the mutant names, and others', () => {
    expect(one).to.deep.include({ caught: true, others: ['SS-ORD-004'], notJudged: ['SS-ORD-005'] })
    expect(one).to.deep.include({ failed: ['a', 'b'], harnessErrors: ['c'] })
  })

  it('is nobody where nothing broke', () => {
    expect(blamed(mutant, [])).to.deep.include({ caught: false, others: [] })
  })

  it('is told in a table, with the number of innocents', () => {
    expect(blameTable([one])).to.include('| impatient | SS-ORD-002 | yes | 1: SS-ORD-004 | 1 | 2 | 1 |')
    expect(blameSummary([one, blamed(mutant, [])])).to.equal(
      '1 of 2 mutants caught; others called broken: median 0.5, mean 0.5, maximum 1',
    )
  })
})
