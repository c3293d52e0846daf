import { describe, it } from 'node:test'
import { expect } from 'chai'
import { action, sighting, traceOf, violation } from './testdata/hand-made.ts'
import { timelineSvg } from './timeline.ts'
import { arrange } from './timeline-model.ts'

describe('timeline', () => {
  it('orders lanes by the numbers in their names', () => {
    const names = ['web-10', 'web-2', 'web-0'].map((name, at) => sighting(at, name))
    expect(arrange(traceOf(...names)).pods.map(({ name }) => name)).to.deep.equal(['web-0', 'web-2', 'web-10'])
  })

  it('splits a lane where readiness, termination or the object changes, and nowhere else', () => {
    const { pods } = arrange(
      traceOf(
        sighting(10, 'web-0', { type: 'ADDED', phase: 'Pending', uid: 'a' }),
        sighting(20, 'web-0', { uid: 'a' }),
        sighting(30, 'web-0', { uid: 'a' }),
        sighting(40, 'web-0', { uid: 'a', ready: true }),
        sighting(50, 'web-0', { uid: 'a', ready: true, terminating: true }),
        sighting(60, 'web-0', { uid: 'a', type: 'DELETED', phase: 'Succeeded', terminating: true }),
        sighting(70, 'web-0', { uid: 'b', type: 'ADDED', phase: 'Failed' }),
        action(200),
      ),
    )
    const told = pods[0]?.segments.map(({ from, to, uid, state, terminating }) => [from, to, uid, state, terminating])
    expect(told).to.deep.equal([
      [10, 20, 'a', 'pending', false],
      [20, 40, 'a', 'not ready', false],
      [40, 50, 'a', 'ready', false],
      [50, 60, 'a', 'ready', true],
      [70, 200, 'b', 'failed', false],
    ])
  })

  it('marks what was done, refused and lost, but not the housekeeping of the suite', () => {
    const { marks } = arrange(
      traceOf(
        action(1),
        action(2, { own: true }),
        { at: 3, kind: 'answered', text: 'POST pods', code: 201 } as never,
        { at: 4, kind: 'answered', text: 'POST pods', code: 409 } as never,
        { at: 5, kind: 'gap', resource: 'pods', reason: '410' } as never,
      ),
    )
    expect(marks.map(({ kind }) => kind)).to.deep.equal(['did', 'refused', 'gap'])
  })

  it('marks where a promise broke, once for each moment and reason', () => {
    const trace = traceOf(action(1), sighting(20, 'web-0'), sighting(30, 'web-1'), action(60))
    const failures = [
      violation('SS-ORD-001', { at: 2 }),
      violation('SS-ORD-002', { at: 2 }),
      violation('SS-IDN-001', { at: 99, because: 'never came' }),
    ]
    const { marks } = arrange(trace, failures)
    expect(marks.map(({ kind, at, text }) => [kind, at, kind === 'broke' ? text : ''])).to.deep.equal([
      ['did', 1, ''],
      ['broke', 30, 'broken: too early'],
      ['did', 60, ''],
      ['broke', 60, 'broken: never came'],
    ])
    expect(timelineSvg(trace, failures)).to.contain('broken: too early')
    expect(timelineSvg(trace)).to.not.contain('broken')
  })

  it('draws where a promise broke however much was done before', () => {
    const many = Array.from({ length: 40 }, (_, index) => action(index))
    const svg = timelineSvg(traceOf(...many, sighting(99, 'web-1')), [violation('SS-ORD-001', { at: 40 })])
    expect(svg).to.contain('broken: too early').and.contain('… and 17 more')
  })

  it('leaves out the markers of the suite', () => {
    const marker = sighting(1, 'marker')
    if (marker.kind === 'seen') marker.object.metadata['labels'] = { 'example.org/marker': 'true' }
    expect(arrange(traceOf(marker, sighting(2, 'web-0'))).pods.map(({ name }) => name)).to.deep.equal(['web-0'])
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
