import { describe, it } from 'node:test'
import { expect } from 'chai'
import { violation } from './testdata/hand-made.ts'
import { asText, breachesOf, plainTitle } from './violations.ts'

describe('breaches', () => {
  it('stand once for all guarantees of a step, with the Rule as the promise', () => {
    const failures = ['SS-ORD-001', 'SS-ORD-002'].map((id) => violation(id, { at: 3, seen: ['web-1'] }))
    expect(breachesOf({ failures, rule: 'Pods MUST wait' })).to.deep.equal([
      {
        ...{ source: 'then', because: 'too early', at: 3, seen: ['web-1'] },
        ...{ sentence: 'Pods MUST wait', step: 'only Pod "web-0" exists', guarantees: ['SS-ORD-001', 'SS-ORD-002'] },
      },
    ])
  })

  it('of an invariant have its own sentence, and no step', () => {
    const failures = [violation('SS-IDN-019', { source: 'invariant', sentence: 'One Pod per name' })]
    expect(breachesOf({ failures, rule: 'Pods MUST wait' })).to.deep.equal([
      {
        ...{ source: 'invariant', because: 'too early', at: 0 },
        ...{ sentence: 'One Pod per name', step: '', guarantees: ['SS-IDN-019'] },
      },
    ])
  })
})

describe('a value for people', () => {
  const long = `${'word '.repeat(40)}end`
  const values: [string, unknown, string][] = [
    ['text as it is', 'yes: 1\n', 'yes: 1\n'],
    ['anything else as YAML', { replicas: 3, names: ['web-0'] }, 'replicas: 3\nnames:\n  - web-0'],
    ['long text on one line', { note: long }, `note: ${long}`],
  ]
  for (const [what, value, text] of values)
    it(`is ${what}`, () => {
      expect(asText(value)).to.equal(text)
    })
})

describe('a title without its number', () => {
  const titles: [string, string][] = [
    ['[12] the second Pod waits', 'the second Pod waits'],
    ['[1]the second Pod waits', 'the second Pod waits'],
    ['[1]  the second Pod waits', 'the second Pod waits'],
    ['Pods [0] and [1] wait', 'Pods [0] and [1] wait'],
  ]
  for (const [title, plain] of titles)
    it(`is "${plain}" of "${title}"`, () => {
      expect(plainTitle(title)).to.equal(plain)
    })
})
