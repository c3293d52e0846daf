import { describe, it } from 'node:test'
import { expect } from 'chai'
import { aPod, aSet } from '../decide/testing.ts'
import { ownedIndex } from './owned-index.ts'

const orphan = (name: string, namespace = 'n') => aPod(name, { metadata: { namespace, ownerReferences: [] } })

describe('ownedIndex', () => {
  it('finds what the owner controls and what nobody in its namespace controls', () => {
    const index = ownedIndex()
    const mine = aPod('web-0')
    const others = aPod('x-0', {
      metadata: { ownerReferences: [{ apiVersion: 'v1', kind: 'X', name: 'x', uid: 'x', controller: true }] },
    })
    for (const object of [mine, others, orphan('o'), orphan('far', 'elsewhere')]) index.take({ type: 'ADDED', object })
    expect(index.ownedOrOrphaned(aSet()).map(({ metadata }) => metadata.name)).to.deep.equal(['web-0', 'o'])
  })

  it('follows changes of owner and deletions', () => {
    const index = ownedIndex()
    const mine = aPod('web-0')
    index.take({ type: 'ADDED', object: mine })
    index.take({ type: 'MODIFIED', object: orphan('web-0', 'elsewhere'), old: mine })
    expect(index.ownedOrOrphaned(aSet())).to.deep.equal([])
    index.take({ type: 'ADDED', object: mine })
    index.take({ type: 'ADDED', object: aPod('web-1') })
    index.take({ type: 'DELETED', object: mine, old: mine })
    expect(index.ownedOrOrphaned(aSet()).map(({ metadata }) => metadata.name)).to.deep.equal(['web-1'])
  })
})
