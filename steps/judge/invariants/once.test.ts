import { describe, it } from 'node:test'
import { expect } from 'chai'
import { header, history } from '../../observe/testing.ts'
import { once } from './once.ts'

describe('a fact that is worked out once', () => {
  it('is worked out anew when the trace has grown, and for each trace', () => {
    let times = 0
    const fact = once(({ trace }) => `${++times}: ${trace.entries.length}`)
    const [first, second] = [history(), history({ kind: 'window' })]
    const of = (trace: typeof first) => fact({ header: header(), trace })
    expect([of(first), of(first), of(second), of(first)]).to.deep.equal(['1: 0', '1: 0', '2: 1', '1: 0'])
    first.add({ kind: 'window' })
    expect([of(first), of(first), of(second)]).to.deep.equal(['3: 1', '3: 1', '2: 1'])
  })
})
