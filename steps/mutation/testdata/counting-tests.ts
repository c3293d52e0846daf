import { expect } from 'chai'
import { afterEach, beforeEach, describe, it, mock } from 'node:test'
import { answered, countTo, isEven } from './counting.ts'

describe('counting', () => {
  it('counts', () => {
    expect(countTo(2)).to.equal(2)
  })

  it('knows an even number', () => {
    expect(isEven(0)).to.equal(true)
  })
})

describe('waiting', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }))
  afterEach(() => mock.timers.reset())

  it('ends', async () => {
    const answer = answered()
    expect(answer).to.be.a('promise')
    await answer
  })
})
