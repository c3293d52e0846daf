import { describe } from 'node:test'
import { appears, kind, set } from '../invariants/testing.ts'
import { answers, window } from './testing.ts'

const kept = { kind: 'kept' }

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
