import { describe } from 'node:test'
import { createdAfterReady, createdInOrder } from './created-in-order.ts'
import {
  acts,
  appears,
  type Case,
  comes,
  ends,
  goes,
  judges,
  old,
  ownedBy,
  ready,
  set,
  settled,
  unready,
} from './testing.ts'

const asks = (spec: Readonly<Record<string, unknown>>, type: 'ADDED' | 'MODIFIED' = 'MODIFIED') => set({ type, spec })
const added = asks({ replicas: 12 }, 'ADDED')
const twelve = Array.from({ length: 12 }, (_, ordinal) => comes(`web-${ordinal}`)).flat()
const second = { metadata: { uid: 'second', ownerReferences: ownedBy('web') } }

const accepted: Case[] = [
  ['nothing', []],
  ['one after the other, by number', [added, ...twelve]],
  ['Pods seen before their set', [...comes('web-0'), ...comes('web-1'), added]],
  [
    'Parallel',
    [asks({ podManagementPolicy: 'Parallel' }, 'ADDED'), appears('web-2'), appears('web-0'), appears('web-1')],
  ],
  [
    'the first of a range that is shifted',
    [asks({ ordinals: { start: 3 } }, 'ADDED'), ...comes('web-3'), appears('web-4')],
  ],
  [
    'the first of a range that is being shifted up',
    [asks({ replicas: 1 }, 'ADDED'), asks({ ordinals: { start: 3 } }), appears('web-3')],
  ],
  ['a Pod out of every range, which is charged elsewhere', [asks({ replicas: 1 }, 'ADDED'), appears('web-7')]],
  [
    'a lower one lost of which the controller may not know',
    [added, ...comes('web-0'), goes('web-0'), appears('web-1')],
  ],
  [
    'a lower one unready of which the controller may not know',
    [added, ...comes('web-0'), unready('web-0'), appears('web-1')],
  ],
  [
    'a lower one that is created again while a higher one is not ready',
    [added, ...comes('web-0'), ...comes('web-1'), unready('web-1'), settled(), goes('web-0'), appears('web-0', second)],
  ],
  [
    'a policy that may have been Parallel',
    [
      asks({ podManagementPolicy: 'Parallel' }, 'ADDED'),
      asks({ podManagementPolicy: 'OrderedReady' }),
      appears('web-1'),
    ],
  ],
  [
    'a set whose name ends like that of a Pod',
    [set({ type: 'ADDED', metadata: { name: 'shard-7' } }), ...comes('shard-7-0'), appears('shard-7-1')],
  ],
  [
    'two lower ones lost of which the controller may not know',
    [added, ...comes('web-0'), ...comes('web-1'), goes('web-0'), goes('web-1'), appears('web-2')],
  ],
  ['a Pod of the suite', [added, acts('create', 'pods', 'web-2'), appears('web-2')]],
  [
    'Pods of different sets',
    [added, appears('db-0'), set({ type: 'ADDED', metadata: { name: 'db', uid: 'uid-of-db' } })],
  ],
  ['a Pod without an ordinal', [added, appears('solo', { metadata: { ownerReferences: ownedBy('web') } })]],
]

describe('no Pod before every lower one', () => {
  judges(createdInOrder, [
    ...accepted,
    ['a lower one missing', [added, appears('web-1')], { at: 1, name: 'web-1' }],
    ['the first of three missing', [added, appears('web-2')], { at: 1 }],
    ['a lower one that comes only afterwards', [added, appears('web-1'), appears('web-0')], { at: 1 }],
    [
      'a lower one missing while the range grows',
      [asks({ replicas: 1 }, 'ADDED'), asks({ replicas: 3 }), appears('web-2')],
      { at: 2 },
    ],
    ['one between missing', [added, ...comes('web-0'), appears('web-2')], { at: 3 }],
    [
      'a lower one missing since the cluster settled',
      [added, ...comes('web-0'), goes('web-0'), settled(), appears('web-1')],
      { at: 5 },
    ],
    [
      'a lower one missing though Pods of another set are there',
      [added, ...comes('db-0'), appears('web-1')],
      { at: 3 },
    ],
    ['the first of a shifted range missing', [asks({ ordinals: { start: 3 } }, 'ADDED'), appears('web-4')], { at: 1 }],
    ['a lower one pending, which is charged elsewhere', [added, appears('web-0'), appears('web-1')]],
    [
      'a lower one gone before the own predecessor',
      [added, ...comes('web-0'), ...comes('web-1'), settled(), goes('web-0'), goes('web-1'), appears('web-1', second)],
      { at: 8 },
    ],
    [
      'a lower one gone after the own predecessor',
      [added, ...comes('web-0'), ...comes('web-1'), settled(), goes('web-1'), goes('web-0'), appears('web-1', second)],
    ],
  ])
})

describe('no Pod before every lower one is ready', () => {
  judges(createdAfterReady, [
    ...accepted,
    ['a lower one pending', [added, appears('web-0'), appears('web-1')], { at: 2, name: 'web-1' }],
    [
      'a lower one that runs and is not ready',
      [added, appears('web-0'), unready('web-0'), appears('web-1')],
      { at: 3 },
    ],
    [
      'the lower of two unready',
      [added, ...comes('web-0'), ...comes('web-1'), unready('web-0'), settled(), appears('web-2')],
      { at: 7 },
    ],
    [
      'a lower one unready since the cluster settled',
      [added, ...comes('web-0'), unready('web-0'), settled(), appears('web-1')],
      { at: 5 },
    ],
    [
      'a lower one that became ready since',
      [
        added,
        ...comes('web-0'),
        unready('web-0'),
        settled(),
        ...comes('web-0').slice(1),
        unready('web-0'),
        appears('web-1'),
      ],
    ],
    [
      'a lower one that terminates since the cluster settled',
      [added, ...comes('web-0'), ends('web-0'), settled(), appears('web-1')],
      { at: 5 },
    ],
    [
      'a lower one that went while it was pending',
      [added, appears('web-0'), goes('web-0'), appears('web-1')],
      { at: 3 },
    ],
    [
      'a lower one that is ready only later',
      [added, appears('web-0'), appears('web-1'), ...comes('web-0').slice(1)],
      { at: 2 },
    ],
    [
      'a lower one that is removed at once, whatever its last state says',
      [added, ...comes('web-0'), unready('web-0'), settled(), ready('web-0', { type: 'DELETED' }), appears('web-1')],
      { at: 6 },
    ],
    ['a lower one missing, which is charged elsewhere', [added, appears('web-1')]],
    ['a lower one of another revision', [added, ...comes('web-0', old), appears('web-1')]],
  ])
})
