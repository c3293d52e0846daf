import { describe } from 'node:test'
import { names } from '../changes-testing.ts'
import { acts, appears, comes, ends, goes, kind, ready, set, unready } from '../invariants/testing.ts'
import { answers, type Case, CLAIMS, change, explains, type Spoken, window } from './testing.ts'

const kept = { kind: 'kept' }
const made = (name?: string) => ({ verb: 'create', resource: 'pods', ...(name && { name }) })
const omitted = (name?: string) => ({ verb: 'omit', resource: 'pods', ...(name && { name }) })
const taken = (name: string) => ({ verb: 'delete', resource: 'pods', name })

const two = names('Pod', 'web-0', 'web-1')
const because = 'Pods were not created as promised'

const whatever: Case[] = [
  ['nothing, as promised', [window], [names('Pod'), 'created'], kept],
  ['all, in the order that is named', [window, appears('web-0'), appears('web-1')], [two, 'created'], kept],
  [
    'only what came in the window counts',
    [appears('web-0'), window, appears('web-1')],
    [names('Pod', 'web-1'), 'created'],
    kept,
  ],
  [
    'one is missing',
    [window, appears('web-0')],
    [two, 'created'],
    { kind: 'pending', because, expected: two.names, seen: ['web-0'], cause: omitted('web-1') },
  ],
  [
    'one is missing that is named twice',
    [window, appears('web-0')],
    [names('Pod', 'web-0', 'web-0'), 'created'],
    { kind: 'pending', because, expected: ['web-0', 'web-0'], seen: ['web-0'], cause: omitted() },
  ],
  [
    'another one came',
    [window, appears('web-0'), appears('web-2')],
    [two, 'created'],
    { kind: 'broken', because, at: 2, expected: two.names, seen: ['web-0', 'web-2'], cause: made('web-2') },
  ],
  [
    'one came twice',
    [window, appears('web-0'), goes('web-0'), appears('web-0', { metadata: { uid: 'second' } })],
    [names('Pod', 'web-0'), 'created'],
    { kind: 'broken', because, at: 3, expected: ['web-0'], seen: ['web-0', 'web-0'], cause: made('web-0') },
  ],
  ['one was deleted', [...comes('web-0'), window, ends('web-0')], [names('Pod', 'web-0'), 'deleted'], kept],
  [
    'one was deleted that is not named',
    [...comes('web-0'), window, ends('web-0')],
    [names('Pod'), 'deleted'],
    {
      kind: 'broken',
      because: 'Pods were not deleted as promised',
      at: 3,
      expected: [],
      seen: ['web-0'],
      cause: taken('web-0'),
    },
  ],
]

describe('which Pods were created or deleted', () => {
  answers('{exactly} was/were {verb}', [
    ...whatever,
    ['all, in another order', [window, appears('web-1'), appears('web-0')], [two, 'created'], kept],
  ])
  answers('{exactly} were {verb}, in this order', [
    ...whatever,
    [
      'all, in another order',
      [window, appears('web-1'), appears('web-0')],
      [two, 'created'],
      { kind: 'broken', because, at: 1, expected: two.names, seen: ['web-1', 'web-0'], cause: made('web-1') },
    ],
  ])

  const volumeClaimTemplates = [{ metadata: { name: 'data' } }, { metadata: { name: 'tmp' } }]
  const template = [set({ spec: { volumeClaimTemplates } }), acts('patch', kind.plural, 'web'), set()]
  const one = names('Pod', 'web-0')
  const spoken: Spoken[] = [
    ['the creation', change('pods', 'web-0', 'created'), [one, 'created'], true],
    ['the creation of another', change('pods', 'web-1', 'created'), [one, 'created'], false],
    ['a deletion instead', change('pods', 'web-0', 'deleted'), [one, 'created'], false],
    ['the end of what is to be created', change('pods', 'web-0', 'removed'), [one, 'created'], false],
    ['the deletion', change('pods', 'web-0', 'deleted'), [one, 'deleted'], true],
    ['the end of what is deleted', change('pods', 'web-0', 'removed'), [one, 'deleted'], true],
    ['a change of what is deleted', change('pods', 'web-0', 'changed'), [one, 'deleted'], false],
    ['a claim of its own', change(CLAIMS, 'data-web-0', 'created'), [one, 'created'], true],
    ['a claim of its own among several Pods', change(CLAIMS, 'data-web-1', 'created'), [two, 'created'], true],
    ['the claim of another', change(CLAIMS, 'data-web-1', 'created'), [one, 'created'], false],
    ['a claim of no template', change(CLAIMS, 'log-web-0', 'created'), [one, 'created'], false],
    ['the deletion of a claim', change(CLAIMS, 'data-web-0', 'deleted'), [one, 'created'], false],
    ['a claim of what is deleted', change(CLAIMS, 'data-web-0', 'created'), [one, 'deleted'], false],
    ['something else of that name', change('services', 'data-web-0', 'created'), [one, 'created'], false],
  ]
  explains('{exactly} was/were {verb}', template, spoken)
  explains('{exactly} were {verb}, in this order', template, spoken)
})

describe('with which grace period a Pod was deleted', () => {
  const grace = (deletionGracePeriodSeconds: number) => ({ metadata: { deletionGracePeriodSeconds } })
  answers('Pod {name} was deleted with a grace period of {int} seconds', [
    ['its own', [...comes('web-0'), window, ends('web-0', grace(30))], ['web-0', 30], kept],
    [
      'its own, though the kubelet sets it to zero when it is done',
      [...comes('web-0'), window, ends('web-0', grace(30)), ends('web-0', grace(0))],
      ['web-0', 30],
      kept,
    ],
    [
      'another',
      [...comes('web-0'), window, ends('web-0', grace(0))],
      ['web-0', 30],
      {
        kind: 'broken',
        because: 'web-0 was not deleted with its own grace period',
        at: 3,
        expected: 30,
        seen: 0,
        cause: taken('web-0'),
      },
    ],
    [
      'it was not deleted, another was',
      [...comes('web-0'), ...comes('web-1'), window, ends('web-1', grace(30))],
      ['web-0', 30],
      { kind: 'pending', because: 'web-0 was not deleted', cause: omitted('web-0') },
    ],
  ])
})

describe('what each Pod waited for', () => {
  const phrase = 'each Pod was {verb} only after {milestone}'
  const lower = ['created', 'every lower one was ready']
  const gone = ['deleted', 'the one before was gone']
  const replaced = ['deleted', 'the one before was replaced and ready']
  const both = [...comes('web-0'), ...comes('web-1'), window]
  const again = comes('web-1', { metadata: { uid: 'second' } })
  answers(phrase, [
    ['each for the lower one', [window, ...comes('web-0'), ...comes('web-1')], lower, kept],
    [
      'one only',
      [window, ...comes('web-0')],
      lower,
      {
        kind: 'pending',
        because: 'fewer than two Pods were created: no order to see',
        expected: 'two or more',
        seen: ['web-0'],
      },
    ],
    [
      'one did not wait',
      [window, appears('web-0'), appears('web-1')],
      lower,
      {
        kind: 'broken',
        because: 'web-1 was created while web-0 was not running and ready',
        at: 2,
        cause: made('web-1'),
      },
    ],
    ['each deletion for the end of the one before', [...both, ends('web-1'), goes('web-1'), ends('web-0')], gone, kept],
    [
      'a deletion did not wait',
      [...both, ends('web-1'), ends('web-0')],
      gone,
      { kind: 'broken', because: 'web-0 was deleted before web-1 was gone', at: 6, cause: taken('web-0') },
    ],
    [
      'a deletion waited for the end only',
      [...both, ends('web-1'), goes('web-1'), ends('web-0')],
      replaced,
      {
        kind: 'broken',
        because: 'web-0 was deleted before web-1 was replaced and ready',
        at: 7,
        cause: taken('web-0'),
      },
    ],
    [
      'a deletion waited for the next one',
      [...both, ends('web-1'), goes('web-1'), ...again, ends('web-0')],
      replaced,
      kept,
    ],
  ])
})

describe('what came before what', () => {
  const event = (name: string, what: string) => ({ name, what })
  const [first, second] = [event('web-0', 'created'), event('web-1', 'created')]
  const firstReady = event('web-0', 'ready')
  const lateReady = [window, ...comes('web-0'), unready('web-0'), appears('web-1'), ready('web-0')]
  answers('{podEvent} before {podEvent}', [
    ['neither', [window], [first, second], { kind: 'pending', because: 'web-1 was not created' }],
    ['the first only', [window, appears('web-0')], [first, second], 'pending'],
    ['both', [window, appears('web-0'), appears('web-1')], [first, second], kept],
    [
      'the second first',
      [window, appears('web-1'), appears('web-0')],
      [first, second],
      { kind: 'broken', because: 'web-1 was created before web-0 was created', at: 1, cause: made('web-1') },
    ],
    ['the second only', [window, appears('web-1')], [first, second], 'broken'],
    ['the first before the window', [appears('web-0'), window, appears('web-1')], [first, second], 'broken'],
    ['one that is ready before the window', [...comes('web-0'), window, appears('web-1')], [firstReady, second], kept],
    ['one that is ready, then the next', [window, ...comes('web-0'), appears('web-1')], [firstReady, second], kept],
    ['one that was ready once', lateReady, [firstReady, second], 'broken'],
    ['none that could be ready', [window, appears('web-1')], [firstReady, second], 'broken'],
    [
      'a deletion before the end of another',
      [...comes('web-0'), ...comes('web-1'), window, ends('web-1'), ends('web-0'), goes('web-1')],
      [event('web-1', 'gone'), event('web-0', 'deleted')],
      { kind: 'broken', because: 'web-0 was deleted before web-1 was gone', at: 6, cause: taken('web-0') },
    ],
    [
      'the end before the deletion of another',
      [...comes('web-0'), ...comes('web-1'), window, ends('web-1'), goes('web-1'), ends('web-0')],
      [event('web-1', 'gone'), event('web-0', 'deleted')],
      kept,
    ],
    [
      'one is ready after another came',
      [window, appears('web-0'), appears('web-1'), ready('web-1')],
      [first, event('web-1', 'ready')],
      kept,
    ],
    [
      'one has not become ready',
      [window, appears('web-0'), appears('web-1')],
      [first, event('web-1', 'ready')],
      'pending',
    ],
    [
      'one has not gone',
      [...comes('web-0'), window, ends('web-0')],
      [event('web-0', 'deleted'), event('web-0', 'gone')],
      'pending',
    ],
    [
      'one that was deleted has gone',
      [...comes('web-0'), window, ends('web-0'), goes('web-0')],
      [event('web-0', 'deleted'), event('web-0', 'gone')],
      kept,
    ],
  ])
})
