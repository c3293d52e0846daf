import { describe, it } from 'node:test'
import { expect } from 'chai'
import { action, sighting, traceOf, violation } from './testdata/hand-made.ts'
import { timelineSvg } from './timeline.ts'

describe('timeline', () => {
  it('says where a promise broke', () => {
    const trace = traceOf(action(1), sighting(20, 'web-0'), sighting(30, 'web-1'))
    expect(timelineSvg(trace, [violation('SS-ORD-001', { at: 2 })])).to.contain('broken: too early')
    expect(timelineSvg(trace)).to.not.contain('broken')
  })

  it('draws where a promise broke however much was done before', () => {
    const many = Array.from({ length: 40 }, (_, index) => action(index))
    const svg = timelineSvg(traceOf(...many, sighting(99, 'web-1')), [violation('SS-ORD-001', { at: 40 })])
    expect(svg).to.contain('broken: too early').and.contain('… and 17 more')
    const first = timelineSvg(traceOf(...many, sighting(99, 'web-1')), [violation('SS-ORD-001', { at: 0 })])
    expect(first).to.contain('broken: too early').and.contain('… and 17 more')
  })

  it('names revisions only where there are several', () => {
    const one = timelineSvg(traceOf(sighting(10, 'web-0', { revision: 'web-a' })))
    const two = timelineSvg(traceOf(sighting(10, 'web-0'), sighting(90, 'web-1', { revision: 'web-b' })))
    expect(one).not.to.contain('A = ')
    expect(two).to.contain('A = …web-1  B = …web-b')
  })

  const sizes = [0, 1, 15]
  for (const size of sizes) {
    it(`draws ${size} lanes as one well-formed picture`, () => {
      const pods = Array.from({ length: size }, (_, index) => sighting(index * 9, `web-${index}`, { ready: true }))
      const svg = timelineSvg(traceOf(action(0), ...pods))
      expect(svg.match(/<title>/g)?.length ?? 0).to.equal(size)
      expect(svg)
        .to.match(/^<svg [^>]+>/)
        .and.match(/<\/svg>$/)
      expect(svg).not.to.match(/NaN|undefined|Infinity/)
      expect(svg.includes('no Pod was ever seen')).to.equal(size === 0)
    })
  }

  it('shortens a long pause and says how long it was', () => {
    const early = Array.from({ length: 6 }, (_, index) => sighting(10 + index * 10, `web-${index}`))
    expect(timelineSvg(traceOf(...early, action(60_000)))).to.contain('… 59.9 s …')
  })

  it('escapes what others wrote', () => {
    expect(timelineSvg(traceOf(action(1, { body: '<script>&"' })))).to.contain('&lt;script&gt;&amp;')
  })
})
