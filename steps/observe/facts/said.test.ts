import { describe, it } from 'node:test'
import { expect } from 'chai'
import { Trace } from '../trace.ts'
import { addressesOf, foundBy, linesOf } from './said.ts'

function saying(...said: [uid: string, line: string][]): Trace {
  const trace = new Trace(() => 0)
  for (const [uid, line] of said) trace.add({ kind: 'said', pod: `pod-${uid}`, uid, line })
  return trace
}

describe('what the resolver of a Pod answered', () => {
  const cases: [title: string, lines: string[], expected: string[] | undefined, pod?: string][] = [
    ['is unknown before it was asked', [], undefined],
    ['is unknown while it does not answer', ['web unanswered: i/o timeout'], undefined],
    ['is no address where there is no such name', ['web A 10.0.0.1', 'web none'], []],
    ['is the last answer, sorted', ['web none', 'web A 10.0.0.9 10.0.0.10'], ['10.0.0.10', '10.0.0.9']],
    ['is not that of another name', ['web A 10.0.0.1', 'db A 10.0.0.2'], ['10.0.0.1']],
    ['is not that of another Pod', ['web A 10.0.0.1'], undefined, 'pod-b'],
    ['is found by how the name of its Pod begins', ['web A 10.0.0.1'], ['10.0.0.1'], 'pod-'],
    ['is not found by how it ends', ['web A 10.0.0.1'], undefined, '-a'],
    ['is not that of a longer name', ['web-0.web A 10.0.0.1', 'web.other A 10.0.0.2'], undefined],
  ]
  for (const [title, lines, expected, pod = 'pod-a'] of cases)
    it(title, () => {
      const trace = saying(...lines.map((line): [string, string] => ['a', line]))
      expect(addressesOf(trace, pod, 'web')).to.deep.equal(expected)
    })

  it('stays known whatever else happens', () => {
    const trace = saying(['a', 'web A 10.0.0.1'])
    trace.add({ kind: 'window' })
    expect(addressesOf(trace, 'pod-a', 'web')).to.deep.equal(['10.0.0.1'])
  })
})

describe('what a Pod found in its volumes', () => {
  it('is unknown until it has looked', () => {
    expect(foundBy(saying(['b', 'data holds web-0 a']), 'b')).to.equal(undefined)
  })

  it('is who wrote before, by volume', () => {
    const trace = saying(['a', 'ready'], ['b', 'data holds web-0 a'], ['b', 'data signed web-0 b'], ['b', 'ready'])
    expect(foundBy(trace, 'a')).to.deep.equal([])
    expect(foundBy(trace, 'b')).to.deep.equal([{ volume: 'data', pod: 'web-0', uid: 'a' }])
    expect(linesOf(trace, 'b')).to.have.lengthOf(3)
  })
})
