import { describe } from 'node:test'
import type { KubeObject } from '../../client/index.ts'
import { object, seen } from '../../observe/testing.ts'
import { acts, appears, ends, goes, ownedBy, set, thing } from '../invariants/testing.ts'
import { answers, CLAIMS, change, explains, window } from './testing.ts'

const kept = { kind: 'kept' }
const [mine] = ownedBy('web')
const reference = (kind: string, name: string, parts: object = {}) => ({
  apiVersion: 'v1',
  kind,
  name,
  uid: `uid-of-${name}`,
  ...parts,
})
const controls = { controller: true, blockOwnerDeletion: true }
const byPod = reference('Pod', 'web-1', controls)
const keeper = reference('ConfigMap', 'keeper', { controller: true })
const besides = reference('ConfigMap', 'keeper')
const there = set({ type: 'ADDED' })
const of = (...ownerReferences: object[]) =>
  appears('web-0', { metadata: { ownerReferences: ownerReferences as never } })

describe('whose an object is', () => {
  const phrase = '{object} is owned by {owner}'
  const named = { what: 'Pod', name: 'web-0' }
  const because = 'web-0 has other owners'
  const expected = ['CloneSet web controls it']
  const former = { ...mine, uid: 'old' }
  const cause = { verb: 'change', resource: 'pods', name: 'web-0', field: 'ownerReferences' }
  const pending = (wanted: string[], ...found: string[]) => ({
    kind: 'pending',
    because,
    expected: wanted,
    seen: found,
    cause,
  })
  answers(phrase, [
    ['the set’s', [there, appears('web-0'), window], [named, 'web'], kept],
    [
      'the set’s, and another’s that does not control it',
      [there, of(mine as object, besides), window],
      [named, 'web'],
      pending(expected, 'CloneSet web controls it', 'ConfigMap keeper owns it'),
    ],
    [
      'the set’s beside another’s, as promised, in any order',
      [there, of(besides, mine as object), window],
      [named, 'web beside ConfigMap keeper'],
      kept,
    ],
    [
      'the set’s beside another’s, both controlling',
      [there, of(mine as object, keeper), window],
      [named, 'web beside ConfigMap keeper'],
      'pending',
    ],
    [
      'the set’s, and two others’ that do not control it, in their order',
      [there, of(mine as object, besides, reference('ConfigMap', 'warden')), window],
      [named, 'web'],
      pending(expected, 'CloneSet web controls it', 'ConfigMap keeper owns it', 'ConfigMap warden owns it'),
    ],
    [
      'the set’s, whose name an action and another object have after it',
      [
        there,
        appears('web-0'),
        thing('services', 'web', 'ADDED', { metadata: { uid: 'x' } }),
        acts('patch', 'clonesets', 'web'),
        window,
      ],
      [named, 'web'],
      kept,
    ],
    ['nobody’s', [there, of(), window], [named, 'web'], pending(expected)],
    [
      'that of a set of the same name before',
      [there, of(former), window],
      [named, 'web'],
      pending(expected, 'a former CloneSet web controls it'),
    ],
    ['that of a former set, as promised', [there, of(former), window], [named, 'a former StatefulSet web'], kept],
    [
      'the set’s instead of a former one’s',
      [there, appears('web-0'), window],
      [named, 'a former StatefulSet web'],
      'pending',
    ],
    [
      'that of a set of another name that came last',
      [there, set({ type: 'ADDED', metadata: { name: 'other' } }), appears('web-0'), window],
      [named, 'web'],
      kept,
    ],
    [
      'one that does not block its deletion',
      [there, of({ ...mine, blockOwnerDeletion: undefined }), window],
      [named, 'web'],
      pending(expected, 'CloneSet web controls it, which does not block its deletion'),
    ],
    ['owned without control', [there, of({ ...mine, controller: undefined }), window], [named, 'web'], 'pending'],
    ['of a kind of another name', [there, of({ ...mine, kind: 'StatefulSet' }), window], [named, 'web'], 'pending'],
    ['there is no set', [appears('web-0'), window], [named, 'web'], 'pending'],
    ['there is no Pod', [there, window], [named, 'web'], 'pending'],
    ['a Pod’s', [appears('web-1'), of(byPod), window], [named, 'Pod web-1'], kept],
    ['that of a Pod that is gone', [appears('web-1'), of(byPod), goes('web-1'), window], [named, 'Pod web-1'], kept],
    [
      'that of the Pod before',
      [appears('web-1', { metadata: { uid: 'x' } }), of(byPod), window],
      [named, 'Pod web-1'],
      'pending',
    ],
    ['a ConfigMap’s, which holds up no deletion', [of(keeper), window], [named, 'ConfigMap keeper'], kept],
    ['nobody’s, as promised', [of(), window], [named, 'nobody'], kept],
    ['without a list of owners, as promised', [thing('pods', 'web-0'), window], [named, 'nobody'], kept],
    [
      'somebody’s against the promise',
      [there, appears('web-0'), window],
      [named, 'nobody'],
      pending([], 'CloneSet web controls it'),
    ],
  ])
  explains(
    phrase,
    [window],
    [
      ['its owners', change('pods', 'web-0', 'changed', ['ownerReferences']), [named, 'web'], true],
      ['its labels', change('pods', 'web-0', 'changed', ['labels[a]']), [named, 'web'], false],
      ['the owners of another', change('pods', 'web-1', 'changed', ['ownerReferences']), [named, 'web'], false],
      ['the owners of a claim', change(CLAIMS, 'web-0', 'changed', ['ownerReferences']), [named, 'web'], false],
    ],
  )
})

describe('whose an object was when a Pod was deleted', () => {
  const phrase = '{object} was owned by {owner} when Pod {name} was deleted'
  const named = { what: 'claim', name: 'data-web-1' }
  const args = [named, 'Pod web-1', 'web-1']
  const claim = (resourceVersion: string, ...ownerReferences: object[]) =>
    seen(
      CLAIMS,
      'MODIFIED',
      object('data-web-1', { metadata: { resourceVersion, ownerReferences } as KubeObject['metadata'] }),
    )
  const other = seen(CLAIMS, 'MODIFIED', object('data-web-2', { metadata: { resourceVersion: '6' } }))
  const deletion = ends('web-1', { metadata: { resourceVersion: '7' } })
  const [pod, successor] = [appears('web-1'), appears('web-1', { metadata: { uid: 'x', resourceVersion: '12' } })]
  const because = 'data-web-1 had other owners when web-1 was deleted'
  const cause = { verb: 'delete', resource: 'pods', name: 'web-1' }
  const expected = ['Pod web-1 controls it']
  answers(phrase, [
    ['it was', [pod, window, claim('6', byPod), other, deletion], args, kept],
    ['it was, and that was seen later', [pod, window, deletion, claim('6', byPod)], args, kept],
    ['it was, and has another owner since', [pod, window, claim('6', byPod), deletion, claim('8')], args, kept],
    ['it was, and the Pod has a successor', [pod, window, claim('6', byPod), deletion, successor], args, kept],
    ['it was, and the Pod came just before', [window, claim('6', byPod), pod, deletion], args, kept],
    [
      'it was, after an action on it',
      [pod, window, acts('patch', CLAIMS, 'data-web-1'), claim('6', byPod), deletion],
      args,
      kept,
    ],
    ['it was before the window', [pod, claim('6', byPod), window, deletion], args, kept],
    [
      'it was, and another Pod was deleted before',
      [
        pod,
        appears('web-2'),
        window,
        ends('web-2', { metadata: { resourceVersion: '3' } }),
        claim('6', byPod),
        deletion,
      ],
      args,
      kept,
    ],
    [
      'it was, and a Pod has its name',
      [pod, window, claim('6', byPod), thing('pods', 'data-web-1'), deletion],
      args,
      kept,
    ],
    [
      'it was, and is gone as well',
      [pod, window, claim('6', byPod), deletion, thing(CLAIMS, 'data-web-1', 'DELETED')],
      args,
      kept,
    ],
    [
      'it was so only afterwards',
      [pod, window, claim('6'), deletion, claim('7', byPod)],
      args,
      { kind: 'pending', because, expected, seen: [], cause },
    ],
    [
      'it was not, as far as is seen yet',
      [pod, window, deletion],
      args,
      { kind: 'pending', because, expected, seen: [], cause },
    ],
    ['it was nobody’s, as promised', [pod, window, claim('6'), deletion], [named, 'nobody', 'web-1'], kept],
    [
      'the Pod was not deleted',
      [pod, appears('web-2'), window, claim('6', byPod), ends('web-2')],
      args,
      { kind: 'pending', because: 'web-1 was not deleted', cause: { ...cause, verb: 'omit' } },
    ],
  ])
  explains(
    phrase,
    [window],
    [
      ['its owners', change(CLAIMS, 'data-web-1', 'changed', ['ownerReferences']), args, true],
      ['the owners of another', change(CLAIMS, 'data-web-2', 'changed', ['ownerReferences']), args, false],
    ],
  )
})
