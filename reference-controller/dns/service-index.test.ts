import { describe, it } from 'node:test'
import { expect } from 'chai'
import { serviceIndex } from './service-index.ts'
import { DOMAIN, endpoint, full, headless, slice } from './testing.ts'

const addresses = (index: ReturnType<typeof serviceIndex>, name: string) =>
  index
    .names()
    .find(full(name))
    ?.records.map(({ data }) => data)

describe('the index of Services', () => {
  it('follows Services and slices, whichever comes first', () => {
    const index = serviceIndex(DOMAIN)
    const one = slice('web', [endpoint('10.0.0.1', 'web-0')])
    index.takeSlice({ type: 'ADDED', object: one })
    expect(addresses(index, 'web')).to.equal(undefined)
    index.takeService({ type: 'ADDED', object: headless('web') })
    expect(addresses(index, 'web')).to.deep.equal(['10.0.0.1'])
    const other = { ...one, endpoints: [endpoint('10.0.0.2', 'web-0')] }
    index.takeSlice({ type: 'MODIFIED', object: other, old: one })
    expect(addresses(index, 'web-0.web')).to.deep.equal(['10.0.0.2'])
    index.takeSlice({ type: 'DELETED', object: other, old: other })
    expect(addresses(index, 'web')).to.equal(undefined)
  })

  it('forgets a Service that is deleted', () => {
    const index = serviceIndex(DOMAIN)
    index.takeService({ type: 'ADDED', object: headless('web') })
    index.takeSlice({ type: 'ADDED', object: slice('web', [endpoint('10.0.0.1')]) })
    index.takeService({ type: 'DELETED', object: headless('web') })
    expect(addresses(index, 'web')).to.equal(undefined)
  })

  it('moves a slice whose label names another Service', () => {
    const index = serviceIndex(DOMAIN)
    for (const name of ['web', 'db']) index.takeService({ type: 'ADDED', object: headless(name) })
    const [before, after] = [slice('web', [endpoint('10.0.0.1')]), slice('db', [endpoint('10.0.0.1')])]
    index.takeSlice({ type: 'ADDED', object: before })
    index.takeSlice({ type: 'MODIFIED', object: after, old: before })
    expect(addresses(index, 'web')).to.equal(undefined)
    expect(addresses(index, 'db')).to.deep.equal(['10.0.0.1'])
  })

  it('ignores slices without the label', () => {
    const index = serviceIndex(DOMAIN)
    index.takeService({ type: 'ADDED', object: headless('web') })
    const { labels: _, ...metadata } = slice('web', []).metadata
    const nobodys = { ...slice('web', [endpoint('10.0.0.1')]), metadata }
    index.takeSlice({ type: 'ADDED', object: nobodys })
    index.takeSlice({ type: 'DELETED', object: nobodys, old: nobodys })
    expect(addresses(index, 'web')).to.equal(undefined)
  })

  it('makes records only when they are asked for', () => {
    let made = 0
    const index = serviceIndex(DOMAIN, () => {
      made++
      return []
    })
    for (let round = 0; round < 5; round++) index.takeService({ type: 'ADDED', object: headless('web') })
    expect(made).to.equal(0)
    index.names()
    index.names()
    expect(made).to.equal(1)
  })
})
