import { describe, it } from 'node:test'
import { expect } from 'chai'
import { history, object, seen } from './testing.ts'
import { ofKind, prefix, recorded, seenOf, Trace, type TraceEntry } from './trace.ts'

const named = (trace: Trace, upTo?: number) => trace.objects('pods', upTo).map(({ metadata }) => metadata.name)

describe('a trace', () => {
  it('numbers its entries and says when they came, to a tenth of a millisecond', () => {
    const times = [0, 1.26, 7]
    const trace = new Trace(() => times.shift() ?? 0)
    for (const text of ['a', 'b', 'c']) trace.add({ kind: 'step', keyword: 'Given', text })
    expect(trace.entries.map(({ seq, at }) => [seq, at])).to.deep.equal([
      [0, 0],
      [1, 1.3],
      [2, 7],
    ])
    expect(trace.length).to.equal(3)
  })

  it('names the first loss of history, if there was one', () => {
    const gap = (reason: string) => ({ kind: 'gap', resource: 'pods', reason }) as const
    expect(history({ kind: 'window' }).gap).to.equal(undefined)
    expect(history({ kind: 'window' }, gap('first'), gap('second')).gap).to.include({ seq: 1, reason: 'first' })
  })

  const trace = history(
    seen('pods', 'ADDED', object('web-0')),
    seen('claims', 'ADDED', object('data-web-0')),
    seen('pods', 'ADDED', object('web-1')),
    seen('pods', 'DELETED', object('web-0')),
    { kind: 'window' },
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
    followed.add({ kind: 'window' })
    followed.add({ kind: 'gap', resource: 'pods', reason: 'b' })
    expect(heard).to.deep.equal([
      ['first', 'window'],
      ['second', 'window'],
      ['second', 'gap'],
    ])
  })
})

describe('a record', () => {
  const trace = history(
    seen('pods', 'ADDED', object('web-0')),
    seen('pods', 'ADDED', object('web-1')),
    seen('pods', 'DELETED', object('web-0')),
    seen('pods', 'ADDED', object('web-2')),
    { kind: 'absent', resource: 'pods', name: 'web-3' },
  )
  const namesOf = (objects: { metadata: { name: string } }[]) => objects.map(({ metadata }) => metadata.name)

  it('that was read from a file knows what the trace knew', () => {
    const read = recorded(trace.entries)
    for (const upTo of [undefined, 0, 1, 2, 3, 4, 9])
      expect(read.objects('pods', upTo)).to.deep.equal(trace.objects('pods', upTo))
    expect(read.entries).to.equal(trace.entries)
  })

  it('has prefixes that know nothing of what follows', () => {
    const two = prefix(trace, 2)
    expect(two.entries).to.have.lengthOf(2)
    expect(namesOf(two.objects('pods'))).to.deep.equal(['web-0', 'web-1'])
    expect(namesOf(two.objects('pods', 1))).to.deep.equal(['web-0'])
    expect(namesOf(two.objects('pods', 9))).to.deep.equal(['web-0', 'web-1'])
    expect(namesOf(prefix(two, 1).objects('pods'))).to.deep.equal(['web-0'])
  })

  it('knows each moment of a long history, and what it holds of a kind', () => {
    const long = history(...Array.from({ length: 100 }, (_, index) => seen('pods', 'ADDED', object(`web-${index}`))))
    const read = recorded(long.entries)
    for (const upTo of [99, 3, 64, 65, 0, 32, 96])
      expect(namesOf(read.objects('pods', upTo))).to.deep.equal(long.entries.slice(0, upTo).map((_, i) => `web-${i}`))
    expect(ofKind(trace, 'absent').map(({ seq }) => seq)).to.deep.equal([4])
    expect(seenOf(trace, 'pods', 2).map(({ seq }) => seq)).to.deep.equal([2, 3])
  })

  it('is its own longest prefix', () => {
    expect(prefix(trace, 5)).to.equal(trace)
    expect(prefix(trace, 6)).to.equal(trace)
    expect(prefix(trace, 3)).to.not.equal(trace)
  })
})
