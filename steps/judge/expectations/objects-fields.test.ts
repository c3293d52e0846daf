import { describe } from 'node:test'
import { appears, kind, ownedBy, set, thing } from '../invariants/testing.ts'
import { answers, CLAIMS, change, explains, window } from './testing.ts'

const kept = { kind: 'kept' }

describe('whose an object is', () => {
  const phrase = '{object} is owned by {owner}'
  const [mine] = ownedBy('web')
  const named = { what: 'Pod', name: 'web-0' }
  const cause = { verb: 'change', resource: 'pods', name: 'web-0', field: 'ownerReferences' }
  const of = (...ownerReferences: object[]) =>
    appears('web-0', { metadata: { ownerReferences: ownerReferences as never } })
  const there = set({ type: 'ADDED' })
  const because = 'web-0 is not controlled by web'
  const expected = ['CloneSet web uid-of-web controller=true blockOwnerDeletion=true']
  answers(phrase, [
    ['the set’s', [there, appears('web-0'), window], [named, 'web'], kept],
    [
      'the set’s, and another owner that controls nothing',
      [there, of({ ...mine, uid: 'x', controller: false }, mine as object), window],
      [named, 'web'],
      kept,
    ],
    ['nobody’s', [there, of(), window], [named, 'web'], { kind: 'pending', because, expected, seen: [], cause }],
    [
      'that of a set of the same name before',
      [there, of({ ...mine, uid: 'old' }), window],
      [named, 'web'],
      { kind: 'pending', because, expected, seen: ['CloneSet web old controller=true blockOwnerDeletion=true'], cause },
    ],
    [
      'one that does not block its deletion',
      [there, of({ ...mine, blockOwnerDeletion: false }), window],
      [named, 'web'],
      'pending',
    ],
    ['of a kind of another name', [there, of({ ...mine, kind: 'StatefulSet' }), window], [named, 'web'], 'pending'],
    ['there is no set', [appears('web-0'), window], [named, 'web'], 'pending'],
    ['there is no Pod', [there, window], [named, 'web'], 'pending'],
    ['nobody’s, as promised', [of(), window], [named, 'nobody'], kept],
    ['without a list of owners, as promised', [thing('pods', 'web-0'), window], [named, 'nobody'], kept],
    [
      'somebody’s against the promise',
      [appears('web-0'), window],
      [named, 'nobody'],
      { kind: 'pending', because: 'web-0 has owners', expected: 'none', seen: [mine], cause },
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

describe('what the fields of objects say', () => {
  const named = { what: 'Pod', name: 'web-12' }
  const there = appears('web-12', { spec: { hostname: 'web-12', priority: 7 } })
  const table = (field: string, text: string) => [named, [[field, text]]]
  const wrong = (field: string, expected: string, seen: string, cause: object) => ({
    kind: 'pending',
    because: `${field} of web-12 is not as promised`,
    expected,
    seen,
    cause: { resource: 'pods', name: 'web-12', ...cause },
  })
  answers('{object} has:', [
    ['a text', [there, window], table('spec.hostname', 'web-12'), kept],
    ['its own name', [there, window], table('spec.hostname', '<name>'), kept],
    ['its own ordinal', [there, window], table('spec.hostname', 'web-<ordinal>'), kept],
    [
      'no ordinal in a name without one',
      [set(), window],
      [{ what: 'StatefulSet', name: 'web' }, [['spec.serviceName', 'web<ordinal>']]],
      kept,
    ],
    ['a number', [there, window], table('spec.priority', '7'), kept],
    ['a value where none is promised', [there, window], table('spec.hostname', ''), 'pending'],
    [
      'the ordinal of a name with other digits',
      [appears('web2-12', { spec: { hostname: 'at-12' } }), window],
      [{ what: 'Pod', name: 'web2-12' }, [['spec.hostname', 'at-<ordinal>']]],
      kept,
    ],
    ['an absent field', [there, window], table('spec.subdomains', '<absent>'), kept],
    ['a field without a value', [there, window], table('spec.subdomains', ''), kept],
    [
      'another text',
      [there, window],
      table('spec.hostname', 'web-1'),
      wrong('spec.hostname', 'web-1', 'web-12', { verb: 'change', field: 'spec.hostname' }),
    ],
    [
      'a field that should be absent',
      [there, window],
      table('spec.priority', '<absent>'),
      wrong('spec.priority', '<absent>', '7', { verb: 'change', field: 'spec.priority' }),
    ],
    [
      'a status',
      [there, window],
      table('status.phase', 'Running'),
      wrong('status.phase', 'Running', 'Pending', { verb: 'report', field: 'status.phase' }),
    ],
    [
      'a label, called as changes call it',
      [there, window],
      table('metadata.labels[a]', 'b'),
      wrong('metadata.labels[a]', 'b', '<absent>', { verb: 'change', field: 'labels[a]' }),
    ],
    [
      'a field called metadata elsewhere',
      [there, window],
      table('spec.metadata.name', 'b'),
      wrong('spec.metadata.name', 'b', '<absent>', { verb: 'change', field: 'spec.metadata.name' }),
    ],
    [
      'the first that is wrong',
      [there, window],
      [
        named,
        [
          ['spec.hostname', '<name>'],
          ['spec.priority', '8'],
          ['spec.a', 'b'],
        ],
      ],
      wrong('spec.priority', '8', '7', { verb: 'change', field: 'spec.priority' }),
    ],
    ['there is none', [window], table('spec.priority', '7'), 'pending'],
    [
      'a set, by the plural of its kind',
      [set(), window],
      [{ what: 'StatefulSet', name: 'web' }, [['status.replicas', '3']]],
      {
        kind: 'pending',
        because: 'status.replicas of web is not as promised',
        expected: '3',
        seen: '<absent>',
        cause: { verb: 'report', resource: kind.plural, name: 'web', field: 'status.replicas' },
      },
    ],
  ])
  answers('every Pod has:', [
    ['there are none', [window], [[['spec.hostname', '<name>']]], { kind: 'pending', because: 'no Pods exist' }],
    ['each its own', [appears('web-0'), appears('web-1'), window], [[['spec.hostname', '<name>']]], kept],
    ['one is wrong', [appears('web-0'), appears('web-1'), window], [[['spec.hostname', 'web-0']]], 'pending'],
  ])
})
