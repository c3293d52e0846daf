import { describe } from 'node:test'
import { acts, kind, pod, set, setGoes } from '../invariants/testing.ts'
import { answers, window } from './testing.ts'

const version = (generation: number, spec: object = {}, type: 'ADDED' | 'MODIFIED' = 'MODIFIED') =>
  set({ type, metadata: { generation }, spec: { ...spec } })
const because = 'the generation of web rose otherwise'
const cause = { verb: 'change', resource: kind.plural, name: 'web', field: 'generation' }

describe('by how much the generation of a workload rose', () => {
  answers('the generation of StatefulSet {name} rose by {int}', [
    ['from 0, as it was created', [window, version(1, {}, 'ADDED')], ['web', 1], { kind: 'kept' }],
    ['by each change in the window', [version(2), window, version(3), version(3), version(4)], ['web', 2], 'kept'],
    ['not at all', [version(2), window, version(2, { replicas: 1 })], ['web', 0], 'kept'],
    ['nothing was seen of it', [version(2), window], ['web', 0], 'kept'],
    [
      'too little yet',
      [version(1), window, version(2)],
      ['web', 2],
      { kind: 'pending', because, expected: 2, seen: 1, cause },
    ],
    [
      'too much',
      [version(1), window, version(3), version(3)],
      ['web', 1],
      { kind: 'broken', because, at: 2, expected: 1, seen: 2, cause },
    ],
    [
      'by a change of the suite, which does not count',
      [version(1), window, version(2, { revisionHistoryLimit: 11 }), version(3)],
      ['web', 0],
      'kept',
    ],
    [
      'by a change of more than that of the suite',
      [version(1), window, version(2, { revisionHistoryLimit: 11, replicas: 1 })],
      ['web', 1],
      'kept',
    ],
    [
      'by a new object of the name, which begins at 0',
      [version(7), window, setGoes({ type: 'DELETED', metadata: { generation: 7 } }), created('new', 1)],
      ['web', 1],
      'kept',
    ],
    [
      'by an object of the name that was gone before the window',
      [created('old', 7), setGoes({ type: 'DELETED', metadata: { uid: 'old' } }), version(1, {}, 'ADDED'), window],
      ['web', 0],
      'kept',
    ],
    [
      'of a Pod of the name, beside an action on the set',
      [version(1), window, acts('patch', kind.plural, 'web'), pod('web', { metadata: { generation: 9 } })],
      ['web', 0],
      'kept',
    ],
    ['of another set', [version(1), window, created('other', 5, 'other')], ['web', 0], 'kept'],
    ['by its deletion', [version(1), window, setGoes({ metadata: { generation: 2 } })], ['web', 1], 'kept'],
  ])
})

function created(uid: string, generation: number, name = 'web') {
  return set({ type: 'ADDED', metadata: { name, uid, generation } })
}
