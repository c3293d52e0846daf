import { describe, it } from 'node:test'
import { expect } from 'chai'
import { examplesOf } from './examples.ts'

describe('the examples of a feature file', () => {
  it('have their address, their title without its number, and all their tags', () => {
    const text = `@ORD
Feature: Order
  @SS-ORD-001 @since-1.34
  Rule: It MUST hold
    @feature-New
    Example: [7] as always
      Given nothing
`
    expect(examplesOf(text, 'features/ordering/creation.feature')).to.deep.equal([
      {
        ...{ address: 'ordering/creation [7]', title: 'as always', guarantees: ['SS-ORD-001'] },
        tags: ['@ORD', '@SS-ORD-001', '@since-1.34', '@feature-New'],
      },
    ])
  })
})
