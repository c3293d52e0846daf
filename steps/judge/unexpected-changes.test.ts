import { describe } from 'node:test'
import { added, type Case, CLAIMS, gone, held, labelled, patches, tells, window } from './changes-testing.ts'
import { acts, appears, ends, goes, MARKER, ownedBy, pod, set, setGoes, thing } from './invariants/testing.ts'

const cases: Case[] = [
  ['nothing', [added, window], []],
  ['what was before the window', [added, appears('web-0'), window], []],
  ['a status', [added, window, set({ status: { replicas: 1 } })], []],
  ['something of no resource that counts', [added, window, thing('events', 'x'), thing('endpointslices', 'x')], []],
  ['a marker of the suite', [window, thing('pods', 'm', 'ADDED', { metadata: { labels: { [MARKER]: 'x' } } })], []],

  ['a Pod that nobody spoke of', [added, window, appears('web-0')], ['pods/web-0 created']],
  ['a Service that nobody spoke of', [added, window, thing('services', 'web')], ['services/web created']],
  ['a claim that nobody spoke of', [added, window, thing(CLAIMS, 'x')], [`${CLAIMS}/x created`]],
  ['a set that nobody spoke of', [window, added], ['clonesets/web created']],
  ['a set that is deleted by nobody', [added, window, setGoes()], ['clonesets/web deleted']],
  [
    'changes in their order',
    [added, window, appears('web-1'), thing(CLAIMS, 'x'), appears('web-0')],
    ['pods/web-1 created', `${CLAIMS}/x created`, 'pods/web-0 created'],
  ],

  ['a set that the suite creates', [window, acts('create', 'clonesets', 'web'), added], []],
  [
    'a set beside the one that the suite creates',
    [window, acts('create', 'clonesets', 'db'), added],
    ['clonesets/web created'],
  ],
  [
    'a Pod of the name of a set that the suite creates',
    [window, acts('create', 'clonesets', 'web-0'), appears('web-0')],
    ['pods/web-0 created'],
  ],
  [
    'a Pod that the suite creates and somebody deletes',
    [window, acts('create', 'pods', 'web-0'), appears('web-0'), ends('web-0')],
    ['pods/web-0 deleted'],
  ],
  [
    'a set that the suite creates as its own housekeeping',
    [window, acts('create', 'clonesets', 'web', { own: true }), added],
    ['clonesets/web created'],
  ],
  [
    'what the suite did before the window',
    [added, acts('create', 'pods', 'web-0'), window, appears('web-0')],
    ['pods/web-0 created'],
  ],

  [
    'a Pod that the suite deletes',
    [appears('web-0'), window, acts('delete', 'pods', 'web-0'), ends('web-0'), goes('web-0')],
    [],
  ],
  [
    'a Pod that the suite evicts',
    [
      appears('web-0'),
      window,
      acts('create', 'pods', 'web-0', { subresource: 'eviction' }),
      ends('web-0'),
      goes('web-0'),
    ],
    [],
  ],
  [
    'a Pod that comes again where the suite has evicted one',
    [window, acts('create', 'pods', 'web-0', { subresource: 'eviction' }), appears('web-0')],
    ['pods/web-0 created'],
  ],
  [
    'Pods that the suite deletes as a collection',
    [appears('web-0'), window, acts('delete', 'pods', ''), ends('web-0')],
    [],
  ],
  [
    'a Pod that the suite reads',
    [appears('web-0'), window, acts('get', 'pods', 'web-0'), ends('web-0')],
    ['pods/web-0 deleted'],
  ],
  [
    'a Pod that the suite deletes and that comes again',
    [
      appears('web-0'),
      window,
      acts('delete', 'pods', 'web-0'),
      ends('web-0'),
      goes('web-0'),
      appears('web-0', { metadata: { uid: 'second', ownerReferences: ownedBy('web') } }),
    ],
    ['pods/web-0 created'],
  ],
  [
    'a finalizer of a Pod that the suite deletes',
    [held('ADDED', ['x/y']), window, acts('delete', 'pods', 'web-0'), held('MODIFIED', [], gone)],
    [],
  ],
  [
    'a finalizer of a Pod that nobody deletes',
    [held('ADDED', ['x/y']), window, held('MODIFIED', [])],
    ['pods/web-0 changed finalizers'],
  ],
  [
    'a label of a Pod that the suite deletes',
    [
      pod('web-0', { type: 'ADDED', metadata: labelled({}) }),
      window,
      acts('delete', 'pods', 'web-0'),
      pod('web-0', { metadata: labelled({ a: 'b' }) }),
    ],
    ['pods/web-0 changed labels[a]'],
  ],
  [
    'a Pod that goes after the suite took its finalizer off',
    [
      held('ADDED', ['x/y'], gone),
      window,
      patches('pods', 'web-0', { metadata: { finalizers: null } }),
      held('DELETED', [], gone),
    ],
    [],
  ],
  [
    'a Pod that is deleted after the suite took its finalizer off',
    [
      held('ADDED', ['x/y']),
      window,
      patches('pods', 'web-0', { metadata: { finalizers: null } }),
      held('MODIFIED', [], gone),
    ],
    ['pods/web-0 deleted'],
  ],
  [
    'a Pod that goes after the suite patched its labels',
    [
      held('ADDED', [], gone),
      window,
      patches('pods', 'web-0', { metadata: { labels: {} } }),
      held('DELETED', [], gone),
    ],
    ['pods/web-0 removed'],
  ],
  [
    'a Pod that goes after the suite made it fail',
    [
      appears('web-0'),
      window,
      patches('pods', 'web-0', { status: { phase: 'Failed' } }, { subresource: 'status' }),
      ends('web-0'),
      goes('web-0'),
    ],
    [],
  ],
  [
    'a Pod that goes after the suite made it unready',
    [
      appears('web-0'),
      window,
      patches('pods', 'web-0', { status: { conditions: [] } }, { subresource: 'status' }),
      ends('web-0'),
    ],
    ['pods/web-0 deleted'],
  ],
  [
    'a Pod that goes after the suite wrote such a field elsewhere',
    [appears('web-0'), window, patches('pods', 'web-0', { status: { phase: 'Failed' } }), ends('web-0')],
    ['pods/web-0 deleted'],
  ],
  [
    'a Pod that comes after the suite made it fail',
    [window, patches('pods', 'web-0', { status: { phase: 'Failed' } }, { subresource: 'status' }), appears('web-0')],
    ['pods/web-0 created'],
  ],
]

describe('what no action of the suite asks for', () => {
  tells(cases)
})
