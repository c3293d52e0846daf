import { describe, it } from 'node:test'
import { expect } from 'chai'
import { header, history, marks } from '../../observe/testing.ts'
import type { TraceEvent } from '../../observe/trace.ts'
import { deletedPods } from './deleted-pods.ts'
import {
  acts,
  appears,
  comes,
  ends,
  goes,
  kind,
  MARKER,
  old,
  ownedBy,
  pod,
  ready,
  set,
  setGoes,
  settled,
  thing,
} from './testing.ts'

const of = (...events: TraceEvent[]) =>
  deletedPods({ header: header({ kind, marks: marks({ label: MARKER }) }), trace: history(...events) })
const reasons = (...events: TraceEvent[]) =>
  of(...events).map((deleted) => `${deleted.name}: ${deleted.reasons.join(', ')}`)

const added = set({ type: 'ADDED' })
const up = [added, ...comes('web-0'), settled()]
const upOld = [added, ...comes('web-0', old), settled()]
const template = (image: string) => ({ spec: { template: { spec: { image } } } })
const bare = (type: 'ADDED' | 'MODIFIED', metadata: object, parts: object = {}) =>
  thing('pods', 'web-0', type, { metadata: { ownerReferences: ownedBy('web'), ...metadata }, ...parts })
const failed = (phase: string) => pod('web-0', { status: { phase } })

describe('the Pods that were deleted', () => {
  it('are told with what they were before', () => {
    const [deleted] = of(...up, ends('web-0'))
    expect(deleted).to.include({ seq: 4, name: 'web-0', ordinal: 0, setUid: 'uid-of-web' })
    expect(deleted?.pod.metadata).to.not.have.property('deletionTimestamp')
    expect(deleted?.cause).to.deep.equal({ verb: 'delete', resource: 'pods', name: 'web-0' })
  })

  it('are told once, also when they are removed at once', () => {
    expect(reasons(...up, ends('web-0'), goes('web-0'))).to.deep.equal(['web-0: '])
    expect(reasons(...up, pod('web-0', { type: 'DELETED' }))).to.deep.equal(['web-0: '])
  })

  it('are told even if they were never seen before', () => {
    expect(reasons(added, goes('web-0'))).to.deep.equal(['web-0: '])
  })

  const none: [string, TraceEvent[]][] = [
    [
      'a Pod of nobody',
      [
        added,
        appears('web-0', { metadata: { ownerReferences: [] } }),
        ends('web-0', { metadata: { ownerReferences: [] } }),
      ],
    ],
    ['a Pod of a set that was never seen', [...comes('web-0'), ends('web-0')]],
    [
      'a Pod without an ordinal',
      [
        added,
        appears('solo', { metadata: { ownerReferences: ownedBy('web') } }),
        ends('solo', { metadata: { ownerReferences: ownedBy('web') } }),
      ],
    ],
    ['a Pod that stays', up],
  ]
  for (const [title, events] of none)
    it(`leave out ${title}`, () => {
      expect(reasons(...events)).to.deep.equal([])
    })
})

describe('the reasons of a deletion', () => {
  const cases: [string, TraceEvent[], string][] = [
    ['none', [...up, ends('web-0')], ''],
    [
      'none where the status was never reported',
      [
        set({ type: 'ADDED', status: { updateRevision: undefined } }),
        appears('web-0'),
        settled(),
        settled(),
        ends('web-0'),
      ],
      'stale',
    ],
    ['none of a Pod that came just now', [added, ...comes('web-0'), ends('web-0')], ''],
    [
      'none where one report says no revision',
      [
        set({ type: 'ADDED', status: { updateRevision: undefined } }),
        ...comes('web-0'),
        settled(),
        set(),
        ends('web-0'),
      ],
      '',
    ],
    [
      'none of a Pod without a status',
      [
        added,
        bare('ADDED', { labels: { 'controller-revision-hash': 'web-new' } }),
        settled(),
        bare('MODIFIED', {
          labels: { 'controller-revision-hash': 'web-new' },
          deletionTimestamp: '2030-01-01T00:00:00Z',
        }),
      ],
      '',
    ],
    ['the suite deletes it', [...up, acts('delete', 'pods', 'web-0'), ends('web-0')], 'asked'],
    [
      'the suite evicts it',
      [...up, acts('create', 'pods', 'web-0', { subresource: 'eviction' }), ends('web-0')],
      'asked',
    ],
    ['the suite deletes all Pods', [...up, acts('delete', 'pods', ''), ends('web-0')], 'asked'],
    ['the suite deletes another', [...up, acts('delete', 'pods', 'web-1'), ends('web-0')], ''],
    ['the suite deletes its claim', [...up, acts('delete', 'claims', 'web-0'), ends('web-0')], ''],
    ['the suite patches it', [...up, acts('patch', 'pods', 'web-0'), ends('web-0')], ''],
    ['the suite deletes it later', [...up, ends('web-0'), acts('delete', 'pods', 'web-0')], ''],
    [
      'the suite deleted its predecessor',
      [
        added,
        ...comes('web-0', { metadata: { uid: 'a', ownerReferences: ownedBy('web') } }),
        acts('delete', 'pods', 'web-0'),
        ...up.slice(1),
        ends('web-0'),
      ],
      '',
    ],
    ['the set is deleted', [...up, acts('delete', 'clonesets', 'web'), ends('web-0')], 'workload deleted'],
    ['another set is deleted', [...up, acts('delete', 'clonesets', 'db'), ends('web-0')], ''],
    ['the set is going', [...up, setGoes(), ends('web-0')], 'workload deleted'],
    ['the set is seen to go later', [...up, ends('web-0'), set({ type: 'DELETED' })], 'workload deleted'],
    ['the set goes after the cluster has settled', [...up, ends('web-0'), settled(), set({ type: 'DELETED' })], ''],
    ['a node is lost', [...up, acts('order', 'nodes', 'n'), ends('web-0')], 'node lost'],
    ['the suite patches a node', [...up, acts('patch', 'nodes', 'n'), ends('web-0')], ''],
    ['a node is lost later', [...up, ends('web-0'), acts('order', 'nodes', 'n')], ''],
    ['the controller is restarted', [...up, acts('order', 'controller', 'c'), ends('web-0')], ''],
    ['it failed', [...up, failed('Failed'), ends('web-0')], 'ended'],
    ['it succeeded', [...up, failed('Succeeded'), ends('web-0')], 'ended'],
    ['it is pending', [...up, failed('Pending'), ends('web-0')], ''],
    ['it is out of range', [...up, set({ spec: { replicas: 0 } }), ends('web-0')], 'surplus'],
    ['it is out of a range seen later', [...up, ends('web-0'), set({ spec: { replicas: 0 } })], 'surplus'],
    ['it is below the range', [...up, set({ spec: { ordinals: { start: 1 } } }), ends('web-0')], 'surplus'],
    [
      'it was out of range before the cluster settled',
      [set({ type: 'ADDED', spec: { replicas: 0 } }), ...up, ends('web-0')],
      '',
    ],
    [
      'the template changed',
      [added, set(template('a')), ...comes('web-0'), settled(), set(template('b')), ends('web-0')],
      'stale',
    ],
    [
      'the template changed before the cluster settled',
      [set({ type: 'ADDED', ...template('a') }), set(template('b')), ...comes('web-0'), settled(), ends('web-0')],
      '',
    ],
    ['its revision is old', [...upOld, ends('web-0', old)], 'stale'],
    [
      'its revision is old by one report',
      [...up, set({ status: { updateRevision: 'web-newer' } }), ends('web-0')],
      'stale',
    ],
    ['its revision was relabelled', [...upOld, ready('web-0'), ends('web-0')], 'stale'],
    ['its revision was another for a while', [...up, ready('web-0', old), ready('web-0'), ends('web-0')], 'stale'],
    [
      'its revision was another before the cluster settled',
      [added, ...comes('web-0', old), ready('web-0'), settled(), ends('web-0')],
      '',
    ],
    ['its revision changes as it goes', [...up, ends('web-0', old), goes('web-0', old)], ''],
    [
      'it has no labels',
      [added, bare('ADDED', {}), settled(), bare('MODIFIED', { deletionTimestamp: '2030-01-01T00:00:00Z' })],
      'stale',
    ],
    [
      'another has no revision',
      [...up, appears('web-1', { metadata: { labels: {}, ownerReferences: ownedBy('web') } }), ends('web-0')],
      '',
    ],
    [
      'another is made from another revision after the cluster has settled',
      [...up, ends('web-0'), settled(), appears('web-1', old)],
      '',
    ],
    [
      'it has no revision',
      [
        added,
        ...comes('web-0', { metadata: { labels: {}, ownerReferences: ownedBy('web') } }),
        settled(),
        ends('web-0', { metadata: { labels: {}, ownerReferences: ownedBy('web') } }),
      ],
      'stale',
    ],
    ['another is made from another revision', [...up, appears('web-1', old), ends('web-0')], 'stale'],
    [
      'another was made from another revision before',
      [added, appears('web-1', old), ...up.slice(1), ends('web-0')],
      '',
    ],
    ['another set makes one from another revision', [...up, appears('db-1', old), ends('web-0')], ''],
    ['two reasons at once', [...up, acts('delete', 'pods', 'web-0'), failed('Failed'), ends('web-0')], 'asked, ended'],
  ]
  for (const [title, events, expected] of cases)
    it(`are ${expected || 'none'}: ${title}`, () => {
      expect(
        reasons(...events)
          .filter((told) => told.startsWith('web-0'))
          .at(-1),
      ).to.equal(`web-0: ${expected}`)
    })
})
