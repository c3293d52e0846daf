import { describe, it } from 'node:test'
import { expect } from 'chai'
import { header, history, object, seen } from '../observe/testing.ts'
import type { TraceEvent } from '../observe/trace.ts'
import { findRestless } from './restlessness.ts'

const web = seen('statefulsets', 'MODIFIED', object('web'))
const event = seen('events', 'MODIFIED', object('e'))
const marker = seen('pods', 'MODIFIED', object('marker', { metadata: { labels: { 'example.com/marker': 'x' } } }))
const act = (own: boolean): TraceEvent => ({
  kind: 'action',
  own,
  verb: 'patch',
  resource: 'statefulsets',
  name: 'web',
})
const times = (count: number, ...events: TraceEvent[]): TraceEvent[] =>
  Array.from({ length: count }, () => events).flat()

function found(...events: TraceEvent[]): string | undefined {
  const trace = history()
  const loop = findRestless(trace, header())
  for (const each of events) trace.add(each)
  return loop()
}

describe('a controller that does not rest', () => {
  it('is found by an object that changes more than a hundred times', () => {
    expect(found(...times(100, web))).to.equal(undefined)
    expect(found(...times(101, web))).to.equal('statefulsets/web has changed 101 times though no step acts')
  })

  it('is named with what was found first', () => {
    expect(found(...times(150, web))).to.match(/changed 101 times/)
  })

  it('may change an object ten times more for each other one that changes', () => {
    const pods = ['web-0', 'web-1'].map((name) => seen('pods', 'ADDED', object(name)))
    expect(found(...pods, ...times(120, web))).to.equal(undefined)
    expect(found(...pods, ...times(121, web))).to.match(/^statefulsets\/web has changed 121 times/)
  })

  it('is found by a Pod that is replaced again and again', () => {
    const replaced = times(51, seen('pods', 'ADDED', object('web-0')), seen('pods', 'DELETED', object('web-0')))
    expect(found(...replaced)).to.match(/^pods\/web-0 has changed 101 times/)
  })

  it('is not found by objects of the same name and another resource', () => {
    expect(found(...times(80, web, seen('services', 'MODIFIED', object('web'))))).to.equal(undefined)
  })

  it('begins anew with each action of a step', () => {
    expect(found(...times(100, web), act(false), ...times(100, web))).to.equal(undefined)
    expect(found(...times(101, web), act(false))).to.equal(undefined)
  })

  it('goes on through what the suite does for itself', () => {
    expect(found(...times(100, web), act(true), web)).to.match(/101 times/)
    expect(found(...times(100, web), { kind: 'window' }, web)).to.match(/101 times/)
  })

  it('is not found by events and markers of the suite', () => {
    expect(found(...times(200, event, marker))).to.equal(undefined)
  })
})
