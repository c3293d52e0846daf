import { describe } from 'node:test'
import { names } from '../changes-testing.ts'
import { acts, pod, thing } from '../invariants/testing.ts'
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

  const because = 'events Created name other Pods'
  recorded('event {word} was recorded about {object} naming only {objects}', [
    [
      'about all of them',
      [window, created, event('Created', 'Pod web-1 in web')],
      ['Created', set, names('Pod', 'web-0', 'web-1')],
      kept,
    ],
    ['before the window too', [created, window], ['Created', set, names('Pod', 'web-0')], kept],
    [
      'about one of two',
      [window, created, event('Deleted', 'web-1')],
      ['Created', set, names('Pod', 'web-1', 'web-0')],
      { kind: 'pending', because, expected: ['web-1', 'web-0'], seen: ['web-0'] },
    ],
    [
      'about another one as well',
      [window, event('Created', 'web-2 and web-0'), created],
      ['Created', set, names('Pod', 'web-0')],
      { kind: 'broken', because, at: 4, expected: ['web-0'], seen: ['web-0', 'web-2'] },
    ],
    ['about none', [window, event('Created', 'nothing')], ['Created', set, names('Pod', 'web-0')], 'pending'],
    [
      'about names that only look like them',
      [window, created, event('Created', 'web-1x, webs-1')],
      ['Created', set, names('Pod', 'web-0')],
      kept,
    ],
    [
      'about an ordinal of two digits',
      [window, event('Created', 'web-10')],
      ['Created', set, names('Pod', 'web-10')],
      kept,
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

describe('what DNS answers', () => {
  const at = (name: string, podIP: string) => pod(name, { status: { podIP } })
  const says = (line: string) => ({ kind: 'said', pod: 'dns', uid: 'dns', line }) as const
  const full = 'web.run-0-1.svc'
  answers('DNS name {word} resolves to {answer}', [
    [
      'the addresses',
      [at('web-0', '10.0.0.2'), at('web-1', '10.0.0.1'), window, says(`${full} A 10.0.0.1 10.0.0.2`)],
      ['web', names('Pod', 'web-0', 'web-1')],
      kept,
    ],
    ['no name, as promised', [window, says(`${full} none`)], ['web', names('Pod')], kept],
    [
      'no name',
      [at('web-0', '10.0.0.2'), window, says(`${full} none`)],
      ['web', names('Pod', 'web-0')],
      { kind: 'pending', because: `${full} resolves to other addresses`, expected: ['10.0.0.2'], seen: [] },
    ],
    ['nothing yet', [at('web-0', '10.0.0.2'), window], ['web', names('Pod', 'web-0')], 'pending'],
    ['nothing yet where no name is promised', [window], ['web', names('Pod')], 'pending'],
    ['an address of a Pod without status', [thing('pods', 'web-0'), window], ['web', names('Pod', 'web-0')], 'pending'],
    [
      'an address while the Pod is gone',
      [window, says(`${full} A 10.0.0.2`)],
      ['web', names('Pod', 'web-0')],
      { kind: 'pending', because: `${full} resolves to other addresses`, expected: ['undefined'], seen: ['10.0.0.2'] },
    ],
  ])
})
