import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Change, PersistentVolumeClaim, Pod } from '../../client/index.ts'
import { aClaim, aPod, aSet, type PodTraits } from '../decide/testing.ts'
import { setsToEnqueue, setsToEnqueueForClaim } from './sets-to-enqueue.ts'

const named = (name: string, uid: string, namespace = 'n') => aSet({}, { metadata: { name, namespace, uid } })
const sets = new Map([
  ['n/web', named('web', 'set')],
  ['n/twin', named('twin', 'twin')],
  ['m/web', named('web', 'far', 'm')],
])
const owned = (uid = 'set', name = 'web', kind = 'StatefulSet') => ({
  metadata: { ownerReferences: [{ apiVersion: 'apps/v1', kind, name, uid, controller: true }] },
})
const orphan = (traits: PodTraits = {}) =>
  aPod('web-0', { ...traits, metadata: { ownerReferences: [], ...traits.metadata } })

describe('setsToEnqueue', () => {
  const mine = aPod('web-0', owned())
  const cases: [string, Change<Pod>, string[]][] = [
    ['the owner of a new Pod', { type: 'ADDED', object: mine }, ['n/web']],
    ['the owner of a deleted Pod', { type: 'DELETED', object: mine, old: mine }, ['n/web']],
    ['nobody for a former owner of the same name', { type: 'ADDED', object: aPod('web-0', owned('former')) }, []],
    [
      'nobody for an owner of another kind',
      { type: 'ADDED', object: aPod('web-0', owned('set', 'web', 'ReplicaSet')) },
      [],
    ],
    ['nobody for an owner that is gone', { type: 'ADDED', object: aPod('web-0', owned('x', 'gone')) }, []],
    [
      'both owners after a change',
      { type: 'MODIFIED', object: aPod('web-0', owned('twin', 'twin')), old: mine },
      ['n/web', 'n/twin'],
    ],
    [
      'the former owner and all who could adopt',
      { type: 'MODIFIED', object: orphan(), old: mine },
      ['n/web', 'n/web', 'n/twin'],
    ],
    ['all who could adopt a new orphan', { type: 'ADDED', object: orphan() }, ['n/web', 'n/twin']],
    ['nobody for an orphan with other labels', { type: 'ADDED', object: orphan({ labels: { app: 'x' } }) }, []],
    ['nobody for an orphan that goes', { type: 'DELETED', object: orphan(), old: orphan() }, []],
    [
      'nobody for an orphan that is being deleted',
      { type: 'ADDED', object: orphan({ metadata: { deletionTimestamp: 'x' } }) },
      [],
    ],
    [
      'nobody for an orphan that only changed its status',
      { type: 'MODIFIED', object: orphan(), old: orphan({ ready: false }) },
      [],
    ],
    [
      'all who could adopt an orphan that fits now',
      { type: 'MODIFIED', object: orphan(), old: orphan({ labels: { app: 'x' } }) },
      ['n/web', 'n/twin'],
    ],
  ]
  for (const [title, change, expected] of cases) {
    it(`are ${title}`, () => {
      expect(setsToEnqueue(change, sets, 'StatefulSet')).to.deep.equal(expected)
    })
  }
})

describe('setsToEnqueueForClaim', () => {
  const volumeClaimTemplates = [aClaim('data'), aClaim('log')]
  const claimed = (name: string, namespace = 'n') =>
    aSet({ volumeClaimTemplates }, { metadata: { name, namespace, uid: name } })
  const all = new Map([
    ['n/web', claimed('web')],
    ['n/web-1', claimed('web-1')],
    ['m/web', claimed('web', 'm')],
    ['n/bare', named('bare', 'bare')],
  ])
  const cases: [string, Change<PersistentVolumeClaim>['type'], string, string[]][] = [
    ['the set whose claim has gone', 'DELETED', 'data-web-0', ['n/web']],
    ['that of another template', 'DELETED', 'log-web-10', ['n/web']],
    ['the set of the longer name', 'DELETED', 'data-web-1-0', ['n/web-1']],
    ['nobody for a claim that no template names', 'DELETED', 'other-web-0', []],
    ['nobody for a claim without an ordinal', 'DELETED', 'data-web', []],
    ['nobody for a claim of a set without templates', 'DELETED', 'data-bare-0', []],
    ['nobody for a claim that is there', 'MODIFIED', 'data-web-0', []],
  ]
  for (const [title, type, name, expected] of cases)
    it(`are ${title}`, () => {
      const object = aClaim(name, { namespace: 'n' })
      expect(setsToEnqueueForClaim({ type, object, old: object }, all)).to.deep.equal(expected)
    })
})
