import { describe, it } from 'node:test'
import { expect } from 'chai'
import { quantity } from './quantity.ts'

const CASES: [string, number][] = [
  ['1', 1],
  ['500m', 0.5],
  ['1.5', 1.5],
  ['2k', 2000],
  ['1Ki', 1024],
  ['5Gi', 5 * 2 ** 30],
  ['1e3', 1000],
  ['2E', 2e18],
  ['-1', -1],
]

describe('a quantity', () => {
  for (const [text, number] of CASES) it(`${text} means ${number}`, () => void expect(quantity(text)).to.equal(number))
  for (const text of ['', 'Gi', '1 Gi', '1Xi', 'one']) {
    it(`"${text}" is none`, () => void expect(quantity(text)).to.be.NaN)
  }
})
