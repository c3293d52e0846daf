import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { KubeObject } from '../client/index.ts'
import { changes } from './changes.ts'
import { history, marks, object, seen } from './testing.ts'

const own = marks({ label: 'marker', finalizer: 'linger' })
const gone = { deletionTimestamp: '2030-01-01T00:00:00Z' }
const R = 'things'

const told = (...events: Parameters<typeof history>) =>
  changes(history(...events), R, 0, own).map(({ what, name, fields }) => [what, name, ...fields].join(' '))

describe('changes', () => {
  const a = object('a')
  const cases: [string, Parameters<typeof history>, string[]][] = [
    ['nothing', [], []],
    ['a creation', [seen(R, 'ADDED', a)], ['created a']],
    ['nothing of other resources', [seen('pods', 'ADDED', a)], []],
    ['nothing of requests', [{ kind: 'action', own: false, verb: 'create', resource: R, name: 'a' }], []],
    ['the end of what was never seen', [seen(R, 'DELETED', a)], ['deleted a', 'removed a']],
    ['nothing of markers', [seen(R, 'ADDED', object('m', { metadata: { labels: { marker: 'x' } } }))], []],
    [
      'deletion and removal apart',
      [seen(R, 'ADDED', a), seen(R, 'MODIFIED', object('a', { metadata: gone })), seen(R, 'DELETED', a)],
      ['created a', 'deleted a', 'removed a'],
    ],
    [
      'deletion and removal at once',
      [seen(R, 'ADDED', a), seen(R, 'DELETED', a)],
      ['created a', 'deleted a', 'removed a'],
    ],
    [
      'another object of the same name',
      [seen(R, 'ADDED', a), seen(R, 'DELETED', a), seen(R, 'ADDED', object('a', { metadata: { uid: 'new' } }))],
      ['created a', 'deleted a', 'removed a', 'created a'],
    ],
  ]
  for (const [title, events, expected] of cases)
    it(`tells ${title}`, () => {
      expect(told(...events)).to.deep.equal(expected)
    })

  it('looks at entries from a number on, knowing what was before', () => {
    const trace = history(seen(R, 'ADDED', a), seen(R, 'MODIFIED', object('a', { spec: { size: 1 } })))
    expect(changes(trace, R, 1, own).map(({ what, fields }) => [what, fields])).to.deep.equal([
      ['changed', ['spec.size']],
    ])
    trace.add(seen(R, 'MODIFIED', object('a', { spec: { size: 2 } })))
    expect(changes(trace, R, 2, own).map(({ seq }) => seq)).to.deep.equal([2])
  })
})

describe('what counts as changed', () => {
  type Parts = Parameters<typeof object>[1]
  const labelled = (metadata: Partial<KubeObject['metadata']>): Parts => ({ metadata })
  const cases: [string, Parts, Parts, string[]][] = [
    ['a field of the spec', { spec: { size: 1 } }, { spec: { size: 2 } }, ['spec.size']],
    ['a field that went', { spec: { size: 1 } }, { spec: {} }, ['spec.size']],
    ['labels', labelled({ labels: { a: '1' } }), labelled({ labels: { a: '2' } }), ['labels[a]']],
    ['annotations', {}, labelled({ annotations: { a: '1' } }), ['annotations[a]']],
    ['finalizers', {}, labelled({ finalizers: ['example.com/x'] }), ['finalizers']],
    [
      'owners',
      {},
      labelled({ ownerReferences: [{ apiVersion: 'v1', kind: 'A', name: 'a', uid: '1' }] }),
      ['ownerReferences'],
    ],
    ['no empty list of owners', {}, labelled({ ownerReferences: [] }), []],
    ['no status', { status: { phase: 'A' } }, { status: { phase: 'B' } }, []],
    ['no version', labelled({ resourceVersion: '1' }), labelled({ resourceVersion: '2' }), []],
    ['no field beside metadata and spec', { data: {} }, { data: { a: 1 } }, []],
    ['no default class of an object without a spec', {}, { spec: { storageClassName: 'standard' } }, []],
    [
      'no finalizer of the suite or of Kubernetes',
      {},
      labelled({ finalizers: ['linger', 'kubernetes.io/pvc-protection'] }),
      [],
    ],
    [
      'no generation bump of the suite',
      { spec: { revisionHistoryLimit: 10 } },
      { spec: { revisionHistoryLimit: 11 } },
      [],
    ],
    ['no default class given later', { spec: {} }, { spec: { storageClassName: 'standard' } }, []],
    [
      'another class',
      { spec: { storageClassName: 'a' } },
      { spec: { storageClassName: 'b' } },
      ['spec.storageClassName'],
    ],
    ['a class taken away', { spec: { storageClassName: 'a' } }, { spec: {} }, ['spec.storageClassName']],
  ]
  for (const [title, before, after, fields] of cases)
    it(`is ${title}`, () => {
      const trace = history(seen(R, 'ADDED', object('a', before)), seen(R, 'MODIFIED', object('a', after)))
      const expected = fields.length > 0 ? [fields] : []
      expect(changes(trace, R, 1, own).map((change) => change.fields)).to.deep.equal(expected)
    })
})

describe('what counts as changed of a kind', () => {
  type Parts = Parameters<typeof object>[1]
  const annotated = (key: string): Parts => ({ metadata: { annotations: { [key]: 'yes' } } })
  const cases: [string, Parts, Parts, string[]][] = [
    ['pods', { spec: {} }, { spec: { nodeName: 'n', volumeName: 'v' } }, ['spec.volumeName']],
    ['pods', { spec: {} }, { spec: { nodeNames: 'n' } }, ['spec.nodeNames']],
    ['persistentvolumeclaims', { spec: {} }, { spec: { nodeName: 'n', volumeName: 'v' } }, ['spec.nodeName']],
    ['persistentvolumeclaims', {}, annotated('pv.kubernetes.io/bind-completed'), []],
    ['persistentvolumeclaims', {}, annotated('volume.kubernetes.io/selected-node'), []],
    ['persistentvolumeclaims', {}, annotated('volume.beta.kubernetes.io/storage-provisioner'), []],
    ['persistentvolumeclaims', {}, annotated('example.com/x'), ['annotations[example.com/x]']],
    ['controllerrevisions', { data: {}, revision: 1 }, { data: { a: 1 }, revision: 2, other: 1 }, ['data', 'revision']],
    ['persistentvolumes', { spec: {} }, { spec: { claimRef: {}, capacity: {} } }, []],
    ['persistentvolumes', {}, annotated('pv.kubernetes.io/migrated-to'), []],
    ['persistentvolumes', {}, { metadata: { finalizers: ['external-attacher/csi'] } }, []],
    [
      'persistentvolumes',
      { spec: { persistentVolumeReclaimPolicy: 'Retain' } },
      { spec: { persistentVolumeReclaimPolicy: 'Delete' }, metadata: { labels: { a: '1' } } },
      ['spec.persistentVolumeReclaimPolicy', 'labels[a]'],
    ],
    ['poddisruptionbudgets', { spec: {} }, { spec: { maxUnavailable: 1 } }, ['spec.maxUnavailable']],
  ]
  for (const [resource, before, after, fields] of cases)
    it(`${resource}: ${JSON.stringify(after)}`, () => {
      const trace = history(
        seen(resource, 'ADDED', object('a', before)),
        seen(resource, 'MODIFIED', object('a', after)),
      )
      const expected = fields.length > 0 ? [fields] : []
      expect(changes(trace, resource, 1, own).map((change) => change.fields)).to.deep.equal(expected)
    })
})
