import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { OwnerReference } from '../../client/objects.ts'
import { isControlledByOther, wantedOwners } from './claim-owners.ts'
import { aClaim, aPod, aSet, TYPE } from './testing.ts'

const bySet: OwnerReference = { ...TYPE, name: 'web', uid: 'set', controller: true, blockOwnerDeletion: true }
const byPod = (ordinal: number): OwnerReference => ({
  apiVersion: 'v1',
  kind: 'Pod',
  name: `web-${ordinal}`,
  uid: `uid of web-${ordinal}`,
  controller: true,
  blockOwnerDeletion: true,
})
const foreign: OwnerReference = { apiVersion: 'v1', kind: 'ConfigMap', name: 'x', uid: 'x', controller: true }
const bystander: OwnerReference = { apiVersion: 'v1', kind: 'ConfigMap', name: 'y', uid: 'y' }
const LOW = 0
const SURPLUS = 7

function owners(ordinal: number, references: OwnerReference[], policy?: [string, string]) {
  const [whenDeleted = '', whenScaled = ''] = policy ?? []
  const set = aSet(policy ? { persistentVolumeClaimRetentionPolicy: { whenDeleted, whenScaled } } : {})
  const claim = aClaim(`data-web-${ordinal}`, references.length > 0 ? { ownerReferences: references } : {})
  return { claim, those: { set, type: TYPE, pod: aPod(`web-${ordinal}`), ordinal } }
}

describe('wantedOwners', () => {
  const RETAIN: [string, string] = ['Retain', 'Retain']
  const WHEN_DELETED: [string, string] = ['Delete', 'Retain']
  const WHEN_SCALED: [string, string] = ['Retain', 'Delete']
  const BOTH: [string, string] = ['Delete', 'Delete']
  const asItIs = undefined
  const cases: [string, number, OwnerReference[], [string, string] | undefined, OwnerReference[] | undefined][] = [
    ['nobody by default', LOW, [], undefined, asItIs],
    ['nobody any more after a change to Retain', LOW, [bySet], RETAIN, []],
    ['the set when deleted', LOW, [], WHEN_DELETED, [bySet]],
    ['the set when deleted, surplus too', SURPLUS, [], WHEN_DELETED, [bySet]],
    ['the set when deleted, as it is', LOW, [bySet], WHEN_DELETED, asItIs],
    ['the set instead of the Pod', LOW, [byPod(LOW)], WHEN_DELETED, [bySet]],
    ['nobody when scaled, in range', LOW, [], WHEN_SCALED, asItIs],
    ['nobody any more, in range again', LOW, [byPod(LOW)], WHEN_SCALED, []],
    ['the Pod when scaled, as surplus', SURPLUS, [], WHEN_SCALED, [byPod(SURPLUS)]],
    ['the Pod, as it is', SURPLUS, [byPod(SURPLUS)], WHEN_SCALED, asItIs],
    ['the set for both, in range', LOW, [], BOTH, [bySet]],
    ['the Pod instead of the set for both, as surplus', SURPLUS, [bySet], BOTH, [byPod(SURPLUS)]],
    ['the set next to a bystander', LOW, [bystander], WHEN_DELETED, [bystander, bySet]],
    ['the set as controller, where it was none', LOW, [{ ...bySet, controller: false }], WHEN_DELETED, [bySet]],
    ['whoever it is, if a namesake of the set is among them', LOW, [{ ...bySet, uid: 'former' }], WHEN_DELETED, asItIs],
    [
      'whoever it is, if a namesake of the Pod is among them',
      LOW,
      [{ ...byPod(LOW), uid: 'former' }],
      WHEN_DELETED,
      asItIs,
    ],
    ['the foreign controller alone', LOW, [foreign], WHEN_DELETED, asItIs],
    [
      'the foreign controller without the set',
      LOW,
      [foreign, { ...bySet, controller: false }],
      WHEN_DELETED,
      [foreign],
    ],
    [
      'the foreign controller without the Pod',
      SURPLUS,
      [foreign, { ...byPod(SURPLUS), controller: false }],
      BOTH,
      [foreign],
    ],
    ['the foreign controller under Retain', LOW, [foreign], RETAIN, asItIs],
    ['nobody for a policy that is not known', LOW, [], ['Later', 'Later'], asItIs],
  ]
  for (const [title, ordinal, references, policy, expected] of cases) {
    it(`wants ${title}`, () => {
      const { claim, those } = owners(ordinal, references, policy)
      expect(wantedOwners(claim, those)).to.deep.equal(expected)
    })
  }
})

describe('isControlledByOther', () => {
  const cases: [string, OwnerReference[], boolean][] = [
    ['the set', [bySet], false],
    ['the Pod', [byPod(LOW)], false],
    ['a bystander', [bystander], false],
    ['another controller', [foreign], true],
    ['a former namesake of the set', [{ ...bySet, uid: 'former' }], true],
    ['a former namesake of the Pod', [{ ...byPod(LOW), uid: 'former' }], true],
  ]
  for (const [title, references, expected] of cases) {
    it(`${expected ? 'accuses' : 'acquits'} ${title}`, () => {
      const { claim, those } = owners(LOW, references, ['Delete', 'Delete'])
      expect(isControlledByOther(claim, those)).to.equal(expected)
    })
  }
})
