import { describe, it } from 'node:test'
import { expect } from 'chai'
import { header, history, marks } from '../../observe/testing.ts'
import { recorded } from '../../observe/trace.ts'
import { brokenInvariants } from '../judge.ts'
import { invariants } from './index.ts'
import { appears, comes, kind, MARKER, set, settled } from './testing.ts'

const head = (exempt: string[] = []) => header({ kind, exempt, marks: marks({ label: MARKER }) })
const tooMany = history(set({ type: 'ADDED', spec: { replicas: 0 } }), ...comes('web-0'), appears('web-1'))

describe('the invariants', () => {
  it('each have a sentence of their own and a guarantee', () => {
    const sentences = invariants.map(({ sentence }) => sentence)
    expect(new Set(sentences).size).to.equal(sentences.length)
    for (const { guarantee } of invariants) expect(guarantee).to.match(/^SS-[A-Z]{3}-\d{3}$/)
    expect(invariants.length).to.be.at.least(14)
  })

  it('are charged to their own guarantee, with their sentence', () => {
    const told = brokenInvariants({ header: head(), trace: tooMany })
    expect(told.map(({ guarantee, source, at }) => [guarantee, source, at])).to.deep.equal([
      ['SS-ORD-020', 'invariant', 1],
      ['SS-ORD-020', 'invariant', 3],
    ])
    expect(told[0]?.sentence).to.equal('never more Pods in range than replicas')
  })

  it('are not asked of an example that breaks them on purpose', () => {
    expect(brokenInvariants({ header: head(['SS-ORD-020']), trace: tooMany })).to.deep.equal([])
    expect(brokenInvariants({ header: head(['SS-ORD-019']), trace: tooMany })).to.have.lengthOf(2)
  })

  it('say the same of a trace that was written and read', () => {
    const trace = recorded(JSON.parse(JSON.stringify(tooMany.entries)))
    expect(brokenInvariants({ header: head(), trace })).to.deep.equal(
      brokenInvariants({ header: head(), trace: tooMany }),
    )
  })

  it('follow a trace that grows', () => {
    const trace = history(set({ type: 'ADDED', spec: { replicas: 1 } }), appears('web-0'))
    const count = () => brokenInvariants({ header: head(), trace }).length
    expect(count()).to.equal(0)
    trace.add(appears('web-1'))
    expect(count()).to.equal(1)
    trace.add(settled())
    expect(count()).to.be.above(1)
  })
})
