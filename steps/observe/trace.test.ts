import { describe, it } from 'node:test'
import { expect } from 'chai'
import { history, object, seen } from './testing.ts'
import { Trace, type TraceEntry } from './trace.ts'

const named = (trace: Trace, upTo?: number) => trace.objects('pods', upTo).map(({ metadata }) => metadata.name)

describe('a trace', () => {
  it('numbers its entries and says when they came, to a tenth of a millisecond', () => {
    const times = [0, 1.26, 7]
    const trace = new Trace(() => times.shift() ?? 0)
    for (const text of ['a', 'b', 'c']) trace.add({ kind: 'did', own: false, text })
    expect(trace.entries.map(({ seq, at }) => [seq, at])).to.deep.equal([
      [0, 0],
      [1, 1.3],
      [2, 7],
    ])
    expect(trace.length).to.equal(3)
  })

  const trace = history(
    seen('pods', 'ADDED', object('web-0')),
    seen('claims', 'ADDED', object('data-web-0')),
    seen('pods', 'ADDED', object('web-1')),
    seen('pods', 'DELETED', object('web-0')),
    { kind: 'did', own: false, text: 'something' },
    seen('pods', 'ADDED', object('web-0', { metadata: { uid: 'another' } })),
  )
  const cases: [number | undefined, string[]][] = [
    [undefined, ['web-1', 'web-0']],
    [0, []],
    [1, ['web-0']],
    [3, ['web-0', 'web-1']],
    [4, ['web-1']],
    [5, ['web-1']],
    [99, ['web-1', 'web-0']],
  ]
  for (const [upTo, expected] of cases)
    it(`knows what there was after ${upTo ?? 'all'} entries`, () => {
      expect(named(trace, upTo)).to.deep.equal(expected)
    })

  it('holds the newest state of an object, now and as it was', () => {
    const phases = history(
      seen('pods', 'ADDED', object('web-0', { status: { phase: 'Pending' } })),
      seen('pods', 'MODIFIED', object('web-0', { status: { phase: 'Running' } })),
    )
    const phase = (upTo?: number) => phases.objects('pods', upTo)[0]?.status?.['phase']
    expect([phase(1), phase(2), phase()]).to.deep.equal(['Pending', 'Running', 'Running'])
  })

  it('knows nothing of resources that were never seen', () => {
    expect(history().objects('pods')).to.deep.equal([])
  })

  it('tells its followers of each entry until they leave, also from within', () => {
    const followed = history()
    const heard: [string, TraceEntry['kind']][] = []
    const leave = followed.follow(({ kind }) => {
      heard.push(['first', kind])
      leave()
    })
    followed.follow(({ kind }) => heard.push(['second', kind]))
    followed.add({ kind: 'did', own: true, text: 'a' })
    followed.add({ kind: 'gap', resource: 'pods', reason: 'b' })
    expect(heard).to.deep.equal([
      ['first', 'did'],
      ['second', 'did'],
      ['second', 'gap'],
    ])
  })
})
