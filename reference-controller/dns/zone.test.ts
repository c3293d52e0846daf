import { describe, it } from 'node:test'
import { expect } from 'chai'
import fc from 'fast-check'
import type { Record } from './record.ts'
import { startZone } from './zone.ts'

const a = (name: string, data = '10.0.0.1'): Record => ({ name, type: 'A', data })

describe('a zone', () => {
  it('tells names without records from those that do not exist', () => {
    const zone = startZone('Cluster.Example')
    zone.set('web', [a('_http._tcp.web.shop.svc.cluster.example')])
    expect(zone.find('_HTTP._tcp.web.shop.svc.cluster.example')?.records).to.have.lengthOf(1)
    expect(zone.find('_tcp.web.shop.svc.cluster.example')?.records).to.deep.equal([])
    expect(zone.find('svc.cluster.example')?.records).to.deep.equal([])
    expect(zone.find('tcp.web.shop.svc.cluster.example')).to.equal(undefined)
    zone.set('web', [])
    expect(zone.find('svc.cluster.example')).to.equal(undefined)
    expect(zone.find('cluster.example')?.records).to.deep.equal([])
  })

  it('names the version of its schema', () => {
    expect(startZone('d').find('dns-version.d')?.records).to.deep.equal([
      { name: 'dns-version.d', type: 'TXT', data: '1.1.0' },
    ])
  })

  it('joins what several owners give to one name', () => {
    const zone = startZone('d')
    zone.set('one', [a('x.d', '10.0.0.1')])
    zone.set('two', [a('x.d', '10.0.0.2'), a('x.d', '10.0.0.3')])
    expect(zone.find('x.d')?.records.map(({ data }) => data)).to.deep.equal(['10.0.0.1', '10.0.0.2', '10.0.0.3'])
    zone.set('one', [])
    expect(zone.find('x.d')?.records.map(({ data }) => data)).to.deep.equal(['10.0.0.2', '10.0.0.3'])
  })

  it('knows after any changes what a new zone would know', () => {
    const name = fc.constantFrom('a.d', 'b.a.d', 'c.b.a.d', 'b.d')
    const change = fc.record({ owner: fc.constantFrom('1', '2', '3'), names: fc.array(name, { maxLength: 3 }) })
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        const zone = startZone('d')
        for (const { owner, names } of changes)
          zone.set(
            owner,
            names.map((each) => a(each, owner)),
          )
        const last = new Map(changes.map(({ owner, names }) => [owner, names]))
        const fresh = startZone('d')
        for (const [owner, names] of last)
          fresh.set(
            owner,
            names.map((each) => a(each, owner)),
          )
        const sorted = (each: ReturnType<typeof zone.find>) => each?.records.map(({ data }) => data).sort()
        for (const each of ['d', 'a.d', 'b.a.d', 'c.b.a.d', 'b.d', 'x.d'])
          expect(sorted(zone.find(each)), each).to.deep.equal(sorted(fresh.find(each)))
      }),
    )
  })
})
