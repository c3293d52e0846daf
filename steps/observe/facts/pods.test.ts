import { describe, it } from 'node:test'
import { expect } from 'chai'
import { history, object, seen } from '../testing.ts'
import {
  goneAfter,
  healthyAfter,
  isHealthy,
  ordinalOf,
  podEvents,
  podsBefore,
  predecessors,
  rangeOf,
  setNameOf,
} from './pods.ts'

const status = (phase: string, ready: string) => ({ phase, conditions: [{ type: 'Ready', status: ready }] })
const gone = { deletionTimestamp: '2030-01-01T00:00:00Z' }

describe('isHealthy', () => {
  const cases: [string, Parameters<typeof object>[1], boolean][] = [
    ['Running and Ready', { status: status('Running', 'True') }, true],
    ['Running and not Ready', { status: status('Running', 'False') }, false],
    ['Running, readiness unknown', { status: status('Running', 'Unknown') }, false],
    ['Ready and not Running', { status: status('Pending', 'True') }, false],
    ['Running and Ready and terminating', { metadata: gone, status: status('Running', 'True') }, false],
    ['Running without conditions', { status: { phase: 'Running' } }, false],
    ['without status', {}, false],
  ]
  for (const [title, parts, expected] of cases)
    it(`${expected ? 'is' : 'is not'} a Pod ${title}`, () => {
      expect(isHealthy(object('web-0', parts))).to.equal(expected)
    })
})

describe('the history of a Pod', () => {
  const [first, second] = ['first', 'second'].map((uid) => ({ metadata: { uid } }))
  const trace = history(
    seen('pods', 'ADDED', object('web-0', { ...first, status: status('Running', 'True') })),
    seen('pods', 'ADDED', object('web-1', { status: status('Running', 'True') })),
    seen('persistentvolumeclaims', 'DELETED', object('web-0')),
    { kind: 'action', own: false, verb: 'delete', resource: 'pods', name: 'web-0' },
    seen('pods', 'MODIFIED', object('web-0', { metadata: { uid: 'first', ...gone } })),
    seen(
      'pods',
      'DELETED',
      object('web-0', { metadata: { uid: 'first', ...gone }, status: status('Running', 'True') }),
    ),
    seen('pods', 'ADDED', object('web-0', second)),
    seen('pods', 'MODIFIED', object('web-0', { ...second, status: status('Running', 'True') })),
  )

  it('is made of events of Pods alone', () => {
    expect(podEvents(trace, 0).map(({ seq }) => seq)).to.deep.equal([0, 1, 4, 5, 6, 7])
    expect(podEvents(trace, 5).map(({ seq }) => seq)).to.deep.equal([5, 6, 7])
  })

  it('tells the Pods of any moment', () => {
    expect([...podsBefore(trace, 0).keys()]).to.deep.equal([])
    expect([...podsBefore(trace, 5).keys()]).to.deep.equal(['web-0', 'web-1'])
    expect([...podsBefore(trace, 6).keys()]).to.deep.equal(['web-1'])
    expect(podsBefore(trace, 8).get('web-0')?.metadata.uid).to.equal('second')
  })

  it('tells when a Pod had gone', () => {
    expect(goneAfter(trace, 'web-0', 0)).to.equal(5)
    expect(goneAfter(trace, 'web-0', 6)).to.equal(undefined)
    expect(goneAfter(trace, 'web-1', 0)).to.equal(undefined)
  })

  it('tells when a Pod was healthy again; its last breath is not health', () => {
    expect(healthyAfter(trace, 'web-0', 0)).to.equal(0)
    expect(healthyAfter(trace, 'web-0', 1)).to.equal(7)
    expect(healthyAfter(trace, 'web-0', 8)).to.equal(undefined)
    const removed = history(seen('pods', 'DELETED', object('web-0', { status: status('Running', 'True') })))
    expect(healthyAfter(removed, 'web-0', 0)).to.equal(undefined)
  })
})

describe('ordinalOf', () => {
  const cases: [string, number | undefined][] = [
    ['web-0', 0],
    ['web-12', 12],
    ['web-a-3', 3],
    ['web', undefined],
    ['web-3-x', undefined],
    ['12', undefined],
  ]
  for (const [name, expected] of cases)
    it(`reads ${expected} in ${name}`, () => {
      expect(ordinalOf(name)).to.equal(expected)
    })
})

describe('setNameOf', () => {
  const cases: [string, string][] = [
    ['web-0', 'web'],
    ['web-12', 'web'],
    ['web-1-3', 'web-1'],
    ['web', 'web'],
    ['web3', 'web3'],
    ['web-3-x', 'web-3-x'],
  ]
  for (const [name, expected] of cases)
    it(`reads ${expected} in ${name}`, () => {
      expect(setNameOf(name)).to.equal(expected)
    })
})

describe('the predecessors of a Pod', () => {
  const pod = (name: string, uid: string, phase = 'Running') =>
    seen('pods', 'ADDED', object(name, { metadata: { uid }, status: { phase } }))
  const trace = history(
    pod('web-0', 'a'),
    pod('web-1', 'other'),
    pod('web-0', 'a'),
    pod('web-0', 'never-ran', 'Pending'),
    seen('pods', 'ADDED', object('web-0', { metadata: { uid: 'without-status' } })),
    pod('web-0', 'b'),
    pod('web-0', 'c'),
    pod('web-0', 'd'),
  )

  it('are those of its name that ran before it came, each once', () => {
    expect(predecessors(trace, 'web-0', 'c')).to.deep.equal(['a', 'b'])
    expect(predecessors(trace, 'web-0', 'a')).to.deep.equal([])
    expect(predecessors(trace, 'web-1', 'other')).to.deep.equal([])
  })

  it('are none of a Pod that was never seen', () => {
    expect(predecessors(trace, 'web-0', 'unknown')).to.deep.equal([])
  })
})

describe('the ordinals that a workload asks for', () => {
  const cases: [string, Parameters<typeof object>[1], { start: number; end: number }][] = [
    ['one from zero on by default', {}, { start: 0, end: 1 }],
    ['its replicas', { spec: { replicas: 3 } }, { start: 0, end: 3 }],
    ['none', { spec: { replicas: 0 } }, { start: 0, end: 0 }],
    ['its replicas from a start ordinal on', { spec: { replicas: 2, ordinals: { start: 5 } } }, { start: 5, end: 7 }],
    ['its replicas, with ordinals that name no start', { spec: { replicas: 2, ordinals: {} } }, { start: 0, end: 2 }],
  ]
  for (const [title, parts, expected] of cases)
    it(`are ${title}`, () => {
      expect(rangeOf(object('web', parts))).to.deep.equal(expected)
    })
})
