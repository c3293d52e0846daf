import { describe } from 'node:test'
import { highestFirst, oneAtATime, staysHealthyFirst } from './scaled-down-in-order.ts'
import { acts, appears, type Case, comes, ends, goes, judges, ownedBy, pod, set, settled, unready } from './testing.ts'

const asks = (replicas: number, spec: object = {}, type: 'ADDED' | 'MODIFIED' = 'MODIFIED') =>
  set({ type, spec: { replicas, ...spec } })
const three = ['web-0', 'web-1', 'web-2'].flatMap((name) => comes(name))
/** Three Pods that are ready; seven entries and the eighth that says so. */
const up = [asks(3, {}, 'ADDED'), ...three, settled()]
const parallel = { podManagementPolicy: 'Parallel' }
const upInParallel = [asks(3, parallel, 'ADDED'), ...three, settled()]
const twelve = Array.from({ length: 12 }, (_, ordinal) => comes(`web-${ordinal}`)).flat()
const failed = (name: string) => pod(name, { status: { phase: 'Failed' } })

const accepted: Case[] = [
  ['the highest alone', [...up, asks(2), ends('web-2')]],
  ['one after the other', [...up, asks(0), ends('web-2'), goes('web-2'), ends('web-1'), goes('web-1'), ends('web-0')]],
  [
    'twelve by number',
    [
      asks(12, {}, 'ADDED'),
      ...twelve,
      settled(),
      asks(9),
      ends('web-11'),
      goes('web-11'),
      ends('web-10'),
      goes('web-10'),
      ends('web-9'),
    ],
  ],
  ['Pods that the suite deletes', [...up, asks(0), acts('delete', 'pods', 'web-0'), ends('web-0')]],
  ['Parallel', [...upInParallel, asks(0, parallel), ends('web-0'), ends('web-1')]],
  ['a policy that may have been Parallel', [...upInParallel, asks(1), ends('web-1')]],
  [
    'a set whose name ends like that of a Pod',
    [
      set({ type: 'ADDED', metadata: { name: 'shard-7' }, spec: { replicas: 2 } }),
      ...comes('shard-7-0'),
      ...comes('shard-7-1'),
      settled(),
      set({ metadata: { name: 'shard-7' }, spec: { replicas: 1 } }),
      ends('shard-7-1'),
    ],
  ],
  [
    'the lowest beside a Pod without an ordinal',
    [
      asks(1, {}, 'ADDED'),
      ...comes('web-0'),
      appears('solo', { metadata: { ownerReferences: ownedBy('web') } }),
      settled(),
      asks(0),
      ends('web-0'),
    ],
  ],
  ['a Pod in range where none is surplus, which is charged elsewhere', [...up, ends('web-0')]],
  ['a Pod that failed in range', [...up, failed('web-0'), asks(1), ends('web-0')]],
  ['a lower one that may be replaced for another reason', [...up, asks(1, { template: {} }), ends('web-1')]],
  ['the deletion of the set', [...up, asks(0), acts('delete', 'clonesets', 'web'), ends('web-0')]],
]

describe('the highest surplus Pod first', () => {
  judges(highestFirst, [
    ...accepted,
    ['a lower one first', [...up, asks(1), ends('web-1')], { at: 9, name: 'web-1' }],
    ['the lowest first', [...up, asks(0), ends('web-0')], { at: 9 }],
    ['one in range instead of the surplus one', [...up, asks(2), settled(), ends('web-0')], { at: 10 }],
    [
      'one in range instead of one of two surplus ones',
      [...up, asks(1), settled(), ends('web-2'), ends('web-0')],
      { at: 11 },
    ],
    [
      'one in range instead of the surplus one where the policy may have been Parallel',
      [...upInParallel, asks(2, parallel), settled(), asks(2), ends('web-0')],
    ],
    ['as strings', [asks(12, {}, 'ADDED'), ...twelve, settled(), asks(9), ends('web-9')], { at: 27 }],
    ['a lower one, seen before the change', [...up, ends('web-1'), asks(1)], { at: 8 }],
    ['a lower one below the start first', [...up, asks(1, { ordinals: { start: 1 } }), ends('web-0')], { at: 9 }],
    ['one below the start, none above', [...up, asks(3, { ordinals: { start: 1 } }), ends('web-0')]],
    [
      'a higher one that came just now',
      [
        asks(3, {}, 'ADDED'),
        ...comes('web-0'),
        ...comes('web-1'),
        settled(),
        ...comes('web-2'),
        asks(1),
        ends('web-1'),
      ],
    ],
    [
      'a higher one that may not have been surplus',
      [...up, asks(1), asks(2, { ordinals: { start: 2 } }), ends('web-1')],
    ],
    ['a higher one of another set', [...up, ...comes('db-7'), settled(), asks(2), ends('web-2')]],
    [
      'a lower one while the higher one terminates, which is charged elsewhere',
      [...up, asks(0), ends('web-2'), ends('web-1')],
    ],
  ])
})

describe('one surplus Pod at a time', () => {
  judges(oneAtATime, [
    ...accepted,
    [
      'the next while the one above terminates',
      [...up, asks(0), ends('web-2'), ends('web-1')],
      { at: 10, name: 'web-1' },
    ],
    ['the next but one while the highest terminates', [...up, asks(0), ends('web-2'), ends('web-0')], { at: 10 }],
    [
      'the next while one terminates that the suite deleted',
      [...up, acts('delete', 'pods', 'web-2'), ends('web-2'), asks(1), ends('web-1')],
      { at: 11 },
    ],
    ['a lower one first, which is charged elsewhere', [...up, asks(1), ends('web-1')]],
    [
      'the next while one of another set terminates',
      [...up, ...comes('db-7'), settled(), ends('db-7'), asks(2), ends('web-2')],
    ],
  ])
})

describe('a surplus Pod stays while another in range is not ready', () => {
  judges(staysHealthyFirst, [
    ...accepted,
    [
      'one in range unready',
      [...up.slice(0, -1), unready('web-0'), settled(), asks(2), ends('web-2')],
      { at: 10, name: 'web-2' },
    ],
    [
      'the last one in range unready',
      [...up.slice(0, -1), unready('web-1'), settled(), asks(2), ends('web-2')],
      { at: 10 },
    ],
    ['one in range missing', [...up.slice(0, -1), goes('web-1'), settled(), asks(2), ends('web-2')], { at: 10 }],
    ['one in range unready of which the controller may not know', [...up, unready('web-0'), asks(2), ends('web-2')]],
    [
      'one in range that was ready in between',
      [...up.slice(0, -1), unready('web-0'), settled(), ...comes('web-0').slice(1), asks(2), ends('web-2')],
    ],
    ['a surplus one unready', [...up.slice(0, -1), unready('web-1'), settled(), asks(1), ends('web-2')]],
    [
      'one unready that is in range by one version only',
      [...up.slice(0, -1), unready('web-1'), settled(), asks(2), asks(1), ends('web-2')],
    ],
    [
      'one unready below the start',
      [...up.slice(0, -1), unready('web-0'), settled(), asks(1, { ordinals: { start: 1 } }), ends('web-2')],
    ],
    [
      'one unready that is below the start by one version only',
      [...up.slice(0, -1), unready('web-0'), settled(), asks(2), asks(1, { ordinals: { start: 1 } }), ends('web-2')],
    ],
    ['none in range', [...up.slice(0, -1), unready('web-0'), settled(), asks(0), ends('web-2')]],
  ])
})
