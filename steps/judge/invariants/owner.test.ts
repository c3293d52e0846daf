import { describe, it } from 'node:test'
import { expect } from 'chai'
import { header, history, marks } from '../../observe/testing.ts'
import { owner } from './owner.ts'
import { acts, appears, judges, kind, MARKER, ownedBy, ready, set, settled, thing } from './testing.ts'

const added = set({ type: 'ADDED' })
const owned = (...references: object[]) =>
  appears('web-0', { metadata: { ownerReferences: references as ReturnType<typeof ownedBy> } })
const [right] = ownedBy('web')
const but = (parts: object) => owned({ ...right, ...parts })
const gone = set({ type: 'DELETED' })
const anew = set({ type: 'ADDED', metadata: { uid: 'second' } })

describe('the owner of a Pod', () => {
  judges(owner, [
    ['the set', [added, but({})]],
    ['the set, seen later', [but({}), added]],
    [
      'the set beside one that does not control',
      [added, owned({ ...right, controller: false, uid: 'x' }, right as object)],
    ],
    ['nobody', [added, owned()], { at: 1, name: 'web-0' }],
    ['one that does not control', [added, but({ controller: false })], { at: 1 }],
    ['one that does not say whether it controls', [added, but({ controller: undefined })], { at: 1 }],
    ['one that does not block', [added, but({ blockOwnerDeletion: false })], { at: 1 }],
    ['another kind', [added, but({ kind: 'StatefulSet' })], { at: 1 }],
    ['another group', [added, but({ apiVersion: 'apps/v1' })], { at: 1 }],
    ['another name', [added, but({ name: 'db' })], { at: 1 }],
    ['another uid', [added, but({ uid: 'x' })], { at: 1 }],
    ['two that control', [added, owned(right as object, { ...right, uid: 'x' })], { at: 1 }],
    ['the set of before, of which the controller may still know', [added, gone, anew, but({})]],
    ['the set of before, of which it can no longer know', [added, gone, settled(), anew, but({})], { at: 4 }],
    ['the new set', [added, gone, settled(), anew, but({ uid: 'second' })]],
    ['nobody after the cluster has settled', [added, settled(), owned()], { at: 2 }],
    ['the set of a Pod with two digits', [added, appears('web-10')]],
    ['nobody, of a Pod with two digits', [added, appears('web-10', { metadata: { ownerReferences: [] } })], { at: 1 }],
    [
      'a set whose name ends like that of a Pod',
      [set({ type: 'ADDED', metadata: { name: 'shard-7' } }), appears('shard-7-0')],
    ],
    [
      'nobody, where the name of the set ends like that of a Pod',
      [
        set({ type: 'ADDED', metadata: { name: 'shard-7' } }),
        appears('shard-7-0', { metadata: { ownerReferences: [] } }),
      ],
      { at: 1 },
    ],
    ['nobody, of a Pod of the suite', [added, acts('create', 'pods', 'web-0'), owned()]],
    ['nobody, of a Pod without an ordinal', [added, appears('web', { metadata: { ownerReferences: [] } })]],
    ['nobody, of a Pod of no set', [added, appears('db-0', { metadata: { ownerReferences: [] } })]],
    [
      'nobody, of a marker of the suite',
      [added, appears('web-0', { metadata: { ownerReferences: [], labels: { [MARKER]: 'x' } } })],
    ],
    ['an owner that is taken away later', [added, but({}), ready('web-0', { metadata: { ownerReferences: [] } })]],
    ['the same Pod again on a resumed watch', [added, but({}), owned()]],
  ])

  judges(
    owner,
    [
      ['the set of a kind in the core group', [added, but({ apiVersion: 'v1' })]],
      ['a group of no name', [added, but({ apiVersion: '/v1' })], { at: 1 }],
    ],
    { kind: { ...kind, group: '' } },
  )

  it('says which owner was expected', () => {
    const trace = history(added, thing('pods', 'web-0'))
    const [breach] = owner.breaches({ header: header({ kind, marks: marks({ label: MARKER }) }), trace })
    const { apiVersion } = right as { apiVersion: string }
    expect(breach).to.deep.include({
      expected: [{ apiVersion, kind: 'CloneSet', uid: 'uid-of-web', controller: true, blockOwnerDeletion: true }],
      seen: [],
    })
  })
})
