import { expect } from 'chai'
import { it } from 'node:test'
import { countTo } from './counting.ts'

it('counts wrongly', () => {
  expect(countTo(2)).to.equal(3)
})
