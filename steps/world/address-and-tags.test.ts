import { describe, it } from 'node:test'
import { expect } from 'chai'
import { addressOf, exemptOf, guaranteesOf } from './address.ts'

const tagged = (...names: string[]) => ({ tags: names.map((name) => ({ name, astNodeId: '' })) })

describe('the address of an example', () => {
  const cases: [uri: string, name: string, address: string][] = [
    ['features/ordering/creation.feature', '[3] Pods are created in order', 'ordering/creation [3]'],
    ['/any/features/of/features/a/b.feature', '[12]', 'a/b [12]'],
    ['features/a.feature/b.feature', '[1] x', 'a.feature/b [1]'],
    ['ordering/creation.feature', '[1] x', 'ordering/creation [1]'],
    ['features/a/b.feature', 'Pods [3] are created', 'a/b [?]'],
    ['features/a/b.feature', '[x] Pods are created', 'a/b [?]'],
  ]
  for (const [uri, name, address] of cases)
    it(`${uri}, ${name}: ${address}`, () => {
      expect(addressOf({ uri, name })).to.equal(address)
    })
})

describe('the tags of an example', () => {
  it('name its guarantees', () => {
    const tags = tagged('@SS-ORD-001', '@needs-dns', '@SS-UPD-042', '@SS-ORD-0011', '@XSS-ORD-001', '@SS-ORDE-001')
    expect(guaranteesOf(tags)).to.deep.equal(['SS-ORD-001', 'SS-UPD-042'])
  })

  it('name the invariants that it breaks on purpose', () => {
    const tags = tagged('@SS-ORD-001', '@without-invariant-SS-IDN-002', '@x@without-invariant-SS-IDN-003')
    expect(exemptOf(tags)).to.deep.equal(['SS-IDN-002'])
    expect(exemptOf(tagged('@without-invariant-'))).to.deep.equal([])
  })
})
