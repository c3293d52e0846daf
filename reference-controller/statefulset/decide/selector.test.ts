import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { LabelSelector } from '../../client/objects.ts'
import { selects } from './selector.ts'

describe('selects', () => {
  const labels = { app: 'web', tier: 'db' }
  const expression = (key: string, operator: string, values?: string[]): LabelSelector => ({
    matchExpressions: [{ key, operator, ...(values && { values }) }],
  })
  const cases: [string, LabelSelector, boolean][] = [
    ['equal labels', { matchLabels: { app: 'web' } }, true],
    ['another value', { matchLabels: { app: 'other' } }, false],
    ['a missing label', { matchLabels: { app: 'web', zone: 'a' } }, false],
    ['In', expression('tier', 'In', ['x', 'db']), true],
    ['In, another value', expression('tier', 'In', ['x']), false],
    ['In, no label', expression('zone', 'In', ['x']), false],
    ['NotIn', expression('tier', 'NotIn', ['x']), true],
    ['NotIn, the value', expression('tier', 'NotIn', ['db']), false],
    ['NotIn, no label', expression('zone', 'NotIn', ['db']), true],
    ['Exists', expression('tier', 'Exists'), true],
    ['Exists, no label', expression('zone', 'Exists'), false],
    ['DoesNotExist', expression('zone', 'DoesNotExist'), true],
    ['DoesNotExist, a label', expression('tier', 'DoesNotExist'), false],
    ['an operator that nobody knows', expression('tier', 'Near'), false],
    ['In without values', expression('tier', 'In'), false],
  ]
  for (const [title, selector, expected] of cases) {
    it(`${expected ? 'accepts' : 'refuses'} ${title}`, () => {
      expect(selects(selector, labels)).to.equal(expected)
    })
  }

  it('takes no labels for none', () => {
    expect(selects({ matchLabels: { app: 'web' } })).to.equal(false)
  })
})
