import { describe, it } from 'node:test'
import { expect } from 'chai'
import { deed, sighting, traceOf } from './testdata/hand-made.ts'
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
        deed(200, 'kubectl get pods'),
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
        deed(1, 'kubectl create'),
        deed(2, 'a fence', true),
        { seq: 3, at: 3, kind: 'answered', text: 'POST pods', code: 201 },
        { seq: 4, at: 4, kind: 'answered', text: 'POST pods', code: 409 },
        { seq: 5, at: 5, kind: 'gap', resource: 'pods', reason: '410' },
      ),
    )
    expect(marks.map(({ kind }) => kind)).to.deep.equal(['did', 'refused', 'gap'])
  })

  it('leaves out the markers of the suite', () => {
    const marker = sighting(1, 'marker')
    if (marker.kind === 'seen') marker.object.metadata['labels'] = { 'statefulset-conformance.dev/marker': 'true' }
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
      const svg = timelineSvg(traceOf(deed(0, 'kubectl create'), ...pods))
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
    expect(timelineSvg(traceOf(...early, deed(60_000, 'kubectl scale')))).to.contain('… 59.9 s …')
  })

  it('escapes what others wrote', () => {
    expect(timelineSvg(traceOf(deed(1, '<script>&"')))).to.contain('&lt;script&gt;&amp;&quot;')
  })
})
