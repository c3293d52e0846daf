import { describe, it } from 'node:test'
import { expect } from 'chai'
import { entry } from './testdata/everything.ts'
import { action, sighting, traceOf, violation } from './testdata/hand-made.ts'
import { arrange } from './timeline-model.ts'

const seen = (at: number, resource: string, object: object) =>
  entry(at, { kind: 'seen', resource, type: 'MODIFIED', object })
const statesOf = (...entries: Parameters<typeof traceOf>) =>
  arrange(traceOf(...entries)).pods.flatMap(({ segments }) => segments.map(({ state }) => state))

describe('what a timeline shows', () => {
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
        sighting(45, 'web-0', { uid: 'a', ready: true }),
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
  })

  it('leaves out the markers of the suite', () => {
    const marker = sighting(1, 'marker')
    if (marker.kind === 'seen') marker.object.metadata['labels'] = { 'example.org/marker': 'true' }
    expect(arrange(traceOf(marker, sighting(2, 'web-0'))).pods.map(({ name }) => name)).to.deep.equal(['web-0'])
  })

  const states: [string, Parameters<typeof sighting>[2], string][] = [
    ['that is Pending', { phase: 'Pending' }, 'pending'],
    ['that is Running', {}, 'not ready'],
    ['that is ready', { ready: true }, 'ready'],
    ['that has succeeded, ready before', { phase: 'Succeeded', ready: true }, 'succeeded'],
    ['that has failed, ready before', { phase: 'Failed', ready: true }, 'failed'],
    ['whose phase is unknown', { phase: 'Unknown' }, 'pending'],
  ]
  for (const [what, more, state] of states)
    it(`shows a Pod ${what} as ${state}`, () => {
      expect(statesOf(sighting(1, 'web-0', more))).to.deep.equal([state])
    })

  it('shows a claim as ready once it is bound', () => {
    const claim = (at: number, phase: string) =>
      seen(at, 'persistentvolumeclaims', { metadata: { name: 'data-web-0', uid: 'c' }, status: { phase } })
    const { pods, claims } = arrange(traceOf(claim(1, 'Pending'), claim(5, 'Bound')))
    expect(pods).to.deep.equal([])
    expect(claims.map(({ name, segments }) => [name, segments.map(({ state }) => state)])).to.deep.equal([
      ['data-web-0', ['pending', 'ready']],
    ])
  })

  it('splits a lane where the object or its revision changes, and where there was none between', () => {
    const lane = (...entries: Parameters<typeof traceOf>) =>
      arrange(traceOf(...entries)).pods[0]?.segments.map(({ from, to }) => [from, to])
    expect(lane(sighting(10, 'web-0', { uid: 'a' }), sighting(20, 'web-0', { uid: 'b' }))).to.deep.equal([
      [10, 20],
      [20, 100],
    ])
    expect(lane(sighting(10, 'web-0', { revision: 'a' }), sighting(20, 'web-0', { revision: 'b' }))).to.deep.equal([
      ...[
        [10, 20],
        [20, 100],
      ],
    ])
    const gone = sighting(20, 'web-0', { type: 'DELETED' })
    expect(lane(sighting(10, 'web-0'), gone, sighting(30, 'web-0'))).to.deep.equal([
      [10, 20],
      [30, 100],
    ])
  })

  it('names revisions in the order in which Pods bore them, each once, and none where a Pod has none', () => {
    const late = sighting(9, 'web-0', { revision: 'b' })
    const { revisions } = arrange(
      traceOf(sighting(1, 'web-1', { revision: 'a' }), late, sighting(9, 'web-2', { revision: 'a' })),
    )
    expect(revisions).to.deep.equal(['a', 'b'])
    const bare = seen(1, 'pods', { metadata: { name: 'web-0', uid: 'a' }, status: {} })
    const labelled = seen(2, 'pods', { metadata: { name: 'web-1', uid: 'b', labels: {} }, status: {} })
    expect(arrange(traceOf(bare, labelled)).revisions).to.deep.equal([])
  })

  it('marks each settling, and each request from 400 up', () => {
    const settled = (at: number, rests: boolean) =>
      entry(at, { kind: 'settled', rests, tookMs: 1, how: 'quiet', moving: [] })
    const answered = (at: number, code: number) => entry(at, { kind: 'answered', text: 'POST pods', code })
    const { marks } = arrange(traceOf(settled(1, true), answered(2, 399), answered(3, 400), settled(4, false)))
    expect(marks).to.deep.equal([
      { at: 1, text: 'settled: quiet', kind: 'settled' },
      { at: 3, text: 'answered 400 to POST pods', kind: 'refused' },
      { at: 4, text: 'never came to rest: quiet', kind: 'settled' },
    ])
  })

  it('ends with the last entry, a tenth of a second after its begin at least', () => {
    expect([traceOf(), traceOf(action(30)), traceOf(action(300))].map((trace) => arrange(trace).end)).to.deep.equal([
      ...[100, 100, 300],
    ])
    expect(arrange(traceOf(), [violation('SS-ORD-001')]).marks).to.deep.equal([
      { at: 0, text: 'broken: too early', kind: 'broke' },
    ])
  })
})
