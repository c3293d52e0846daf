import { expect } from 'chai'
import { it } from 'node:test'
import { countTo } from './counting.ts'

let counted = 0

it('counts first', () => {
  counted = countTo(2)
})

it('needs the first', () => {
  expect(counted).to.equal(2)
})
