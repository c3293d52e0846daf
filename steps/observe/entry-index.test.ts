import { describe, it } from 'node:test'
import { expect } from 'chai'
import { countBefore, groupOf } from './entry-index.ts'
import { history, object, seen } from './testing.ts'
import { ofKind, seenOf } from './trace.ts'

const pod = (name: string) => seen('pods', 'MODIFIED', object(name))
const window = { kind: 'window' } as const
const numbers = (group: readonly { seq: number }[]) => group.map(({ seq }) => seq)

describe('the groups of entries', () => {
  it('are by kind, and of what was seen by resource, in their order', () => {
    const trace = history(window, pod('a'), seen('services', 'ADDED', object('s')), pod('b'), window)
    expect(numbers(groupOf(trace.entries, 'window'))).to.deep.equal([0, 4])
    expect(numbers(groupOf(trace.entries, 'seen'))).to.deep.equal([1, 2, 3])
    expect(numbers(groupOf(trace.entries, 'seen', 'pods'))).to.deep.equal([1, 3])
    expect(groupOf(trace.entries, 'seen', 'nodes')).to.deep.equal([])
  })

  it('grow with the trace', () => {
    const trace = history(pod('a'))
    expect(numbers(groupOf(trace.entries, 'seen', 'pods'))).to.deep.equal([0])
    trace.add(pod('b'))
    expect(numbers(groupOf(trace.entries, 'seen', 'pods'))).to.deep.equal([0, 1])
    expect(numbers(ofKind(trace, 'window'))).to.deep.equal([])
  })

  it('are of one trace each', () => {
    groupOf(history(pod('a')).entries, 'seen')
    expect(groupOf(history(window).entries, 'seen')).to.deep.equal([])
  })

  it('begin where they are asked to', () => {
    const trace = history(pod('a'), window, pod('b'), pod('c'))
    const from = [0, 1, 2, 3, 4].map((seq) => numbers(seenOf(trace, 'pods', seq)))
    expect(from).to.deep.equal([[0, 2, 3], [2, 3], [2, 3], [3], []])
    expect([0, 1, 2, 3, 4].map((seq) => countBefore(groupOf(trace.entries, 'seen', 'pods'), seq))).to.deep.equal([
      0, 1, 1, 2, 3,
    ])
  })
})

describe('the objects at a moment of a long trace', () => {
  it('are those of the entries before it', () => {
    const trace = history()
    for (let index = 0; index < 200; index++)
      trace.add(seen('pods', index % 3 === 2 ? 'DELETED' : 'MODIFIED', object(`p-${index % 7}`, { n: index })))
    for (let upTo = 200; upTo >= 0; upTo--) {
      const expected = new Map<string, number>()
      for (let index = 0; index < upTo; index++)
        if (index % 3 === 2) expected.delete(`p-${index % 7}`)
        else expected.set(`p-${index % 7}`, index)
      const found = trace.objects('pods', upTo).map((pod) => [pod.metadata.name, pod['n']])
      expect(new Map(found as [string, number][]), `after ${upTo}`).to.deep.equal(expected)
    }
  })
})
