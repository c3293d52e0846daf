import { describe, it } from 'node:test'
import { expect } from 'chai'
import { featuresThatShow } from './measure-mutant.ts'

const broken = (...guarantees: string[]) => ({
  outcome: 'broken' as const,
  violations: guarantees.map((guarantee) => ({ guarantee, source: 'then' as const, sentence: 'a Then' })),
})

describe('the features that show a mutant', () => {
  const mutant = { guarantee: 'SS-ORD-008' }

  it('are those in which it was recorded as breaking its guarantee, each once', () => {
    const examples = {
      'identity/start-ordinal [6]': broken('SS-ORD-008'),
      'identity/start-ordinal [9]': broken('SS-ORD-001', 'SS-ORD-008'),
      'identity/labels [1]': broken('SS-ORD-001'),
      'identity/names [1]': 'kept' as const,
      'dns/names [1]': { outcome: 'not applicable' as const, reason: 'no kubelet' },
    }
    expect(featuresThatShow(mutant, examples)).to.deep.equal(['features/identity/start-ordinal.feature'])
  })

  it('are none of a mutant that was not recorded', () => {
    expect(featuresThatShow(mutant, undefined)).to.deep.equal([])
  })
})
