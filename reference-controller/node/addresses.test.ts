import { describe, it } from 'node:test'
import { expect } from 'chai'
import { addresses } from './addresses.ts'

describe('Pod addresses', () => {
  it('are given out one by one, and stay with their Pod', () => {
    const pool = addresses()
    expect([pool.of('a'), pool.of('b'), pool.of('a')]).to.deep.equal(['10.244.0.1', '10.244.0.2', '10.244.0.1'])
  })

  it('leave out those that Pods have already', () => {
    const pool = addresses()
    pool.note('old', '10.244.0.1')
    expect([pool.of('new'), pool.of('old')]).to.deep.equal(['10.244.0.2', '10.244.0.1'])
  })

  it('are not given again at once when a Pod goes: clients may still hold on to them', () => {
    const pool = addresses()
    pool.of('a')
    pool.release('a')
    expect(pool.of('b')).to.equal('10.244.0.2')
  })

  it('cross the borders of a byte', () => {
    const pool = addresses()
    const given = Array.from({ length: 300 }, (_, index) => pool.of(`pod-${index}`))
    expect(given[255]).to.equal('10.244.1.0')
    expect(new Set(given).size).to.equal(300)
  })
})
