import { describe } from 'node:test'
import { names } from '../changes-testing.ts'
import { acts, thing } from '../invariants/testing.ts'
import { answers, type Case, window } from './testing.ts'

const kept = { kind: 'kept' }
const event = (
  reason: string,
  message: string,
  about: { kind: string; name: string; uid?: string } = { kind: 'CloneSet', name: 'web' },
) =>
  thing('events', `${reason}.${message.length}`, 'ADDED', {
    involvedObject: { uid: `uid-of-${about.name}`, ...about },
    reason,
    message,
  })
/** The objects that the events are about. */
const there = [
  thing('clonesets', 'web', 'ADDED'),
  thing('pods', 'web-0', 'ADDED'),
  thing('persistentvolumeclaims', 'data', 'ADDED'),
]
const recorded = (phrase: string, cases: readonly Case[]) =>
  answers(
    phrase,
    cases.map(([title, events, ...rest]): Case => [title, [...there, ...events], ...rest]),
  )

describe('which events were recorded', () => {
  const set = { what: 'StatefulSet', name: 'web' }
  const created = event('Created', 'web-0')
  const ofNew = event('Created', 'web-0', { kind: 'CloneSet', name: 'web', uid: 'new' })
  const replaced = [
    thing('clonesets', 'web', 'DELETED'),
    thing('clonesets', 'web', 'ADDED', { metadata: { uid: 'new' } }),
  ]
  recorded('event {word} was recorded about {object}', [
    ['one', [window, created], ['Created', set], kept],
    [
      'another, and one before the window',
      [created, window, event('Deleted', 'web-0')],
      ['Created', set],
      { kind: 'pending', because: 'no event Created about web was recorded', expected: 'Created', seen: ['Deleted'] },
    ],
    [
      'one about a Pod',
      [window, event('Killed', '', { kind: 'Pod', name: 'web-0' })],
      ['Killed', { what: 'Pod', name: 'web-0' }],
      kept,
    ],
    [
      'one about a claim',
      [window, event('Bound', '', { kind: 'PersistentVolumeClaim', name: 'data' })],
      ['Bound', { what: 'claim', name: 'data' }],
      kept,
    ],
    [
      'one about a Pod with the uid of the set',
      [window, event('Created', '', { kind: 'Pod', name: 'web' })],
      ['Created', set],
      'pending',
    ],
    ['one about a set that was gone before', [...replaced, window, created], ['Created', set], 'pending'],
    ['one about the set that took its place', [...replaced, window, ofNew], ['Created', set], kept],
    ['one about the set that goes in the window', [window, created, ...replaced], ['Created', set], kept],
    ['one about the set that comes in the window', [window, ...replaced, ofNew], ['Created', set], kept],
    ['one beside an action', [window, acts('create', 'clonesets', 'web'), created], ['Created', set], kept],
    [
      'others, those about the set that comes first',
      [window, ...replaced, event('Killed', '', { kind: 'CloneSet', name: 'web', uid: 'new' }), event('Deleted', '')],
      ['Created', set],
      {
        kind: 'pending',
        because: 'no event Created about web was recorded',
        expected: 'Created',
        seen: ['Killed', 'Deleted'],
      },
    ],
    [
      'one about another set',
      [window, event('Created', '', { kind: 'CloneSet', name: 'other' }), thing('clonesets', 'other', 'ADDED')],
      ['Created', set],
      'pending',
    ],
  ])
})

describe('what a Service reaches', () => {
  const slice = (...pods: string[]) =>
    thing('endpointslices', 'slice', 'ADDED', {
      metadata: { labels: { 'kubernetes.io/service-name': 'web' } },
      endpoints: pods.map((name) => ({ targetRef: { name } })),
    })
  answers('Service {name} reaches only {objects}', [
    ['those', [slice('web-1', 'web-0'), window], ['web', names('Pod', 'web-0', 'web-1')], kept],
    ['those, named in another order', [slice('web-1', 'web-0'), window], ['web', names('Pod', 'web-1', 'web-0')], kept],
    [
      'fewer',
      [slice('web-0'), window],
      ['web', names('Pod', 'web-1', 'web-0')],
      {
        kind: 'pending',
        because: 'Service web does not reach exactly these Pods',
        expected: ['web-1', 'web-0'],
        seen: ['web-0'],
      },
    ],
    ['more', [slice('web-0', 'web-1'), window], ['web', names('Pod', 'web-0')], 'pending'],
  ])
})

describe('what the EndpointSlices of a Service list', () => {
  const slice = (name: string, service: string, ...endpoints: object[]) =>
    thing('endpointslices', name, 'ADDED', {
      metadata: { labels: { 'kubernetes.io/service-name': service } },
      endpoints,
    })
  const endpoint = (name: string, ready: boolean, hostname?: string) => ({
    targetRef: { name },
    conditions: { ready, serving: true },
    ...(hostname && { hostname }),
  })
  const columns = ['Pod', 'hostname', 'ready']
  answers('the EndpointSlices of Service {name} list:', [
    [
      'those, of all slices and in any order',
      [slice('b', 'web', endpoint('web-1', false)), slice('a', 'web', endpoint('web-0', true, 'web-0')), window],
      ['web', [columns, ['web-1', '<absent>', 'false'], ['web-0', 'web-0', 'true']]],
      kept,
    ],
    [
      'those of the columns alone',
      [slice('a', 'web', endpoint('web-0', false, 'web-0')), window],
      [
        'web',
        [
          ['serving', 'Pod'],
          ['true', 'web-0'],
        ],
      ],
      kept,
    ],
    ['nobody, as promised', [window], ['web', [columns]], kept],
    [
      'others',
      [slice('a', 'web', endpoint('web-0', false)), slice('c', 'db', endpoint('db-0', true)), window],
      ['web', [columns, ['web-0', 'web-0', 'true']]],
      {
        kind: 'pending',
        because: 'the EndpointSlices of web list something else',
        expected: ['web-0 web-0 true'],
        seen: ['web-0 <absent> false'],
      },
    ],
    ['no endpoints at all', [slice('a', 'web'), window], ['web', [columns, ['web-0', 'web-0', 'true']]], 'pending'],
    [
      'one without conditions',
      [slice('a', 'web', {}), window],
      ['web', [columns, ['<absent>', '<absent>', '<absent>']]],
      kept,
    ],
  ])
})
