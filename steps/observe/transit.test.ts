import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { KubeObject } from '../client/index.ts'
import { history, object, seen } from './testing.ts'
import { inTransit, type Staging } from './transit.ts'

const staging: Staging = {
  gate: 'gate',
  noNode: 'no-node',
  noClass: 'none',
  marker: 'marker',
  workload: 'clonesets',
  boundAtOnce: true,
  disconnectedNodes: new Set(['lost']),
}
const gone = { deletionTimestamp: '2030-01-01T00:00:00Z' }
const OWNER = { apiVersion: 'v1', kind: 'CloneSet', name: 'web', uid: 'uid-of-web', controller: true }

const conditions = (status: Record<string, boolean>) =>
  Object.entries(status).map(([type, met]) => ({ type, status: met ? 'True' : 'False' }))
const gates = { readinessGates: [{ conditionType: 'gate' }] }
const mounting = (...names: string[]) => ({
  volumes: names.map((claimName) => ({ name: claimName, persistentVolumeClaim: { claimName } })),
})
const phase = (name: string, status: Record<string, boolean> = {}) => ({ phase: name, conditions: conditions(status) })

function pod(spec: object, status: object, metadata: object = {}): ['pods', KubeObject] {
  return ['pods', object('web-0', { metadata, spec: { containers: [], ...spec }, status: { ...status } })]
}

function claim(spec: object, status: object, metadata: object = {}): ['persistentvolumeclaims', KubeObject] {
  return ['persistentvolumeclaims', object('data', { metadata, spec: { ...spec }, status: { ...status } })]
}

const workload = (metadata: object = {}): ['clonesets', KubeObject] => ['clonesets', object('web', { metadata })]
const bound = claim({}, { phase: 'Bound' })
const dying = (...finalizers: string[]) => claim({}, { phase: 'Bound' }, { ...gone, finalizers })
const PROTECTION = 'kubernetes.io/pvc-protection'
const running = phase('Running', { Ready: true })

type Case = [title: string, objects: [string, KubeObject][], moving: string[]]

function check(cases: Case[], more: Partial<Staging> = {}): void {
  for (const [title, objects, moving] of cases)
    it(`${moving.length === 0 ? 'rests' : 'moves'}: ${title}`, () => {
      const trace = history(...objects.map(([resource, what]) => seen(resource, 'ADDED', what)))
      expect(inTransit(trace, { ...staging, ...more })).to.deep.equal(moving)
    })
}

describe('a Pod in transit', () => {
  check([
    ['no Pods at all', [], []],
    ['a new Pod', [pod({}, {})], ['web-0 is starting']],
    ['a Pod that waits for a node', [pod({}, phase('Pending'))], ['web-0 is starting']],
    ['a Pod that no node takes', [pod({ nodeSelector: { 'no-node': 'true' } }, phase('Pending'))], []],
    ['a Pod that a silent node should end', [pod({ nodeName: 'lost' }, running, gone)], []],
    ['a Pod behind a scheduling gate', [pod({ schedulingGates: [{ name: 'x' }] }, phase('Pending'))], []],
    ['a Pod without its claim', [pod(mounting('data'), phase('Pending'))], []],
    ['a Pod with its claim', [bound, pod(mounting('data'), phase('Pending'))], ['web-0 is starting']],
    ['a Pod with a dying claim', [dying('x'), pod(mounting('data'), phase('Pending'))], []],
    [
      'a Pod whose claim is never bound',
      [claim({ storageClassName: 'none' }, {}), pod(mounting('data'), phase('Pending'))],
      [],
    ],
    ['a Pod that runs, and nothing is asked of it', [pod({}, running)], []],
    ['a Pod that runs and is not yet ready', [pod({}, phase('Running'))], ['web-0 is becoming ready']],
    ['a Pod that waits for its gate', [pod(gates, phase('Running', { Ready: false }))], []],
    [
      'a Pod whose gate was granted',
      [pod(gates, phase('Running', { gate: true, Ready: false }))],
      ['web-0 is becoming ready'],
    ],
    ['a Pod that followed its gate', [pod(gates, phase('Running', { gate: true, Ready: true }))], []],
    [
      'a Pod whose gate was revoked',
      [pod(gates, phase('Running', { gate: false, Ready: true }))],
      ['web-0 is becoming unready'],
    ],
    ['a Pod that has ended', [pod({}, phase('Succeeded'))], []],
    ['a Pod that has failed', [pod({}, phase('Failed'))], []],
    ['a Pod that is deleted', [pod({}, running, gone)], ['web-0 is ending']],
    [
      'a deleted Pod on a node that does not exist',
      [pod({ nodeName: 'n', nodeSelector: { 'no-node': 'x' } }, phase('Pending'), gone)],
      [],
    ],
    [
      'a deleted Pod that no node took',
      [pod({ nodeSelector: { 'no-node': 'x' } }, phase('Pending'), gone)],
      ['web-0 is ending'],
    ],
    [
      'a lingering Pod that still runs',
      [pod({ nodeName: 'n' }, running, { ...gone, finalizers: ['x'] })],
      ['web-0 is ending'],
    ],
    [
      'a lingering Pod that has ended',
      [pod({ nodeName: 'n' }, phase('Succeeded'), { ...gone, finalizers: ['x'] })],
      [],
    ],
    ['a lingering Pod that never ran', [pod({}, phase('Pending'), { ...gone, finalizers: ['x'] })], []],
    ['a Pod without a status', [['pods', object('web-0', { spec: { containers: [] } })]], ['web-0 is starting']],
    [
      'a Pod with a volume that is no claim',
      [pod({ volumes: [{ name: 'scratch', emptyDir: {} }] }, phase('Pending'))],
      ['web-0 is starting'],
    ],
    [
      'a Pod whose claim says nothing yet',
      [['persistentvolumeclaims', object('data')], pod(mounting('data'), phase('Pending'))],
      ['data is being bound', 'web-0 is starting'],
    ],
    ['a marker of the suite', [pod({}, {}, { labels: { marker: 'true' } })], []],
  ])
})

const unschedulable = {
  phase: 'Pending',
  conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable' }],
}

describe('a Pod for which no node is left', () => {
  check([
    ['while somebody may yet find one', [pod({}, unschedulable)], ['web-0 is starting']],
    ['because it may not be beside another', [pod({ affinity: { podAntiAffinity: {} } }, unschedulable)], []],
    ['because it wants a certain one', [pod({ affinity: { nodeAffinity: {} } }, unschedulable)], ['web-0 is starting']],
  ])
})

describe('a Pod while nodes are cordoned', () => {
  check(
    [
      ['no node is left', [pod({}, unschedulable)], []],
      ['nobody has looked for a node', [pod({}, phase('Pending'))], ['web-0 is starting']],
    ],
    { cordoned: true },
  )
})

describe('a claim in transit', () => {
  const user = pod({ ...mounting('data'), nodeName: 'n' }, running)
  check([
    ['a new claim', [claim({}, { phase: 'Pending' })], ['data is being bound']],
    ['a bound claim', [bound], []],
    ['a claim that nobody binds', [claim({ storageClassName: 'none' }, { phase: 'Pending' })], []],
    ['a claim that is deleted', [dying()], ['data is being removed']],
    ['a claim that somebody holds', [dying('example.com/hold')], []],
    ['a protected claim that no Pod uses', [dying(PROTECTION)], ['data is being removed']],
    ['a protected claim of a Pod on a node', [dying(PROTECTION), user], []],
    [
      'a protected claim of a Pod without a node',
      [dying(PROTECTION), pod(mounting('data'), phase('Pending'))],
      ['data is being removed'],
    ],
    ['a claim that is both protected and held', [dying(PROTECTION, 'example.com/hold')], []],
  ])
})

describe('a workload in transit', () => {
  const owned = (metadata: object = {}) => pod({}, running, { ownerReferences: [OWNER], ...metadata })
  const claimOf = (owner: object) => claim({}, { phase: 'Bound' }, { ownerReferences: [{ ...OWNER, ...owner }] })
  check([
    ['a workload', [workload()], []],
    ['a workload that is being deleted', [workload(gone)], ['web is being deleted']],
    ['one that a finalizer keeps', [workload({ ...gone, finalizers: ['x'] })], []],
    ['one that a finalizer keeps, and that orphans', [workload({ ...gone, finalizers: ['orphan', 'x'] })], []],
    ['one that orphans', [workload({ ...gone, finalizers: ['orphan'] })], ['web is being deleted']],
    [
      'one that waits for a Pod that a finalizer keeps',
      [workload({ ...gone, finalizers: ['foregroundDeletion'] }), owned({ ...gone, finalizers: ['x'] })],
      [],
    ],
    [
      'one that waits for a Pod',
      [workload({ ...gone, finalizers: ['foregroundDeletion'] }), owned()],
      ['web is being deleted'],
    ],
    [
      'one beside a Pod of another that a finalizer keeps',
      [workload(gone), pod({}, running, { finalizers: ['x'] })],
      ['web is being deleted'],
    ],
    [
      'one beside a Pod that a finalizer keeps for another owner',
      [
        workload(gone),
        pod({}, running, { ownerReferences: [{ ...OWNER, uid: 'other', kind: 'ConfigMap' }], finalizers: ['x'] }),
      ],
      ['web is being deleted'],
    ],
    [
      'one that waits for a Pod of two owners that a finalizer keeps',
      [
        workload({ ...gone, finalizers: ['foregroundDeletion'] }),
        owned({ ...gone, ownerReferences: [OWNER, { ...OWNER, uid: 'other', controller: false }], finalizers: ['x'] }),
      ],
      [],
    ],
    ['a Pod of a workload', [workload(), owned()], []],
    ['a Pod whose workload is gone', [owned()], ['web-0 waits for the garbage collector']],
    ['one that is to linger', [owned({ finalizers: ['x'] })], ['web-0 waits for the garbage collector']],
    ['one that is being deleted', [owned(gone)], ['web-0 waits for the garbage collector']],
    ['a claim of an object that is not observed', [claimOf({ kind: 'ConfigMap' })], []],
    ['one that lingers', [owned({ ...gone, finalizers: ['x'] })], []],
    ['a claim whose workload is gone', [claimOf({})], ['data waits for the garbage collector']],
    ['a claim of a Pod', [pod({}, running), claimOf({ kind: 'Pod', uid: 'uid-of-web-0' })], []],
    ['a claim whose owner is no controller', [claimOf({ controller: false })], []],
  ])
})
