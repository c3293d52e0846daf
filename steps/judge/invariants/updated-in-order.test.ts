import { describe } from 'node:test'
import {
  acts,
  appears,
  type Case,
  comes,
  ends,
  goes,
  judges,
  ownedBy,
  ready,
  set,
  settled,
  unready,
} from './testing.ts'
import { updatesHealthySets, updatesHighestFirst, updatesOneAtATime } from './updated-in-order.ts'
import {
  accepted,
  before,
  budget,
  changed,
  labelled,
  old,
  onDelete,
  parallel,
  replaced,
  rolls,
  was,
} from './updates-testing.ts'

describe('the highest ordinal first', () => {
  judges(updatesHighestFirst, [
    ...accepted,
    ['the middle first', [...changed(), ends('web-1', old)], { at: 9, name: 'web-1' }],
    ['the lowest after the highest', [...changed(), ...replaced('web-2'), ends('web-0', old)], { at: 13 }],
    ['the middle first under Parallel', [...changed({}, parallel), ends('web-1', old)]],
    [
      'the next while the highest terminates, which is charged elsewhere',
      [...changed(), ends('web-2', old), ends('web-1', old)],
    ],
    [
      'the middle while the highest is surplus',
      [...changed(), set({ spec: rolls({}, { replicas: 2 }), status: before }), ends('web-1', old)],
    ],
    [
      'the middle while the highest may be up to date',
      [
        ...changed().slice(0, 5),
        ...comes('web-2', labelled('web-new')),
        settled(),
        set({ spec: rolls(), status: before }),
        set({ spec: rolls(), status: { updateRevision: 'web-new', currentRevision: 'web-old' } }),
        ends('web-1', old),
      ],
    ],
    [
      'the middle while the highest has a revision that is the newest by no report',
      [
        ...changed().slice(0, 5),
        ...comes('web-2', labelled('web-third')),
        settled(),
        set({ spec: rolls(), status: before }),
        ends('web-1', old),
      ],
      { at: 9 },
    ],
    [
      'the middle while the highest came just now',
      [...changed(), goes('web-2', old), appears('web-2', labelled('web-old', 'b')), ends('web-1', old)],
    ],
    ['the middle while a higher one of another set is old', [...changed(), ...comes('db-7', old), ends('web-2', old)]],
    [
      'the lowest while one of another set is old',
      [
        ...changed().slice(0, 3),
        ...comes('db-2', { metadata: { ...old.metadata, ownerReferences: ownedBy('db') } }),
        settled(),
        ...changed().slice(-1),
        ends('web-0', old),
      ],
    ],
    [
      'the lowest while a Pod without an ordinal is old',
      [...changed().slice(0, 3), ...comes('solo', old), settled(), ...changed().slice(-1), ends('web-0', old)],
    ],
    [
      'the middle first where the strategy may have been OnDelete',
      [...changed(onDelete), set({ spec: rolls(), status: before }), ends('web-1', old)],
    ],
    ['the middle first under OnDelete, which is charged elsewhere', [...changed(onDelete), ends('web-1', old)]],
  ])
})

const unhealthy = (name: string, ...rest: Case[1]) => [
  ...changed().slice(0, -2),
  unready(name, old),
  settled(),
  set({ spec: rolls(), status: before }),
  ...rest,
]

const twelve = [
  set({ type: 'ADDED', spec: was({}, { replicas: 12 }), status: before }),
  ...Array.from({ length: 12 }, (_, ordinal) => comes(`web-${ordinal}`, old)).flat(),
  settled(),
  set({ spec: rolls({}, { replicas: 12 }), status: before }),
]
const sharded = { metadata: { ...old.metadata, ownerReferences: ownedBy('shard-7') } }
const shard = [
  set({ type: 'ADDED', metadata: { name: 'shard-7' }, spec: was({}, { replicas: 2 }), status: before }),
  ...['shard-7-0', 'shard-7-1'].flatMap((name) => comes(name, sharded)),
  settled(),
  set({ metadata: { name: 'shard-7' }, spec: rolls({}, { replicas: 2 }), status: before }),
]

describe('one Pod of an update at a time', () => {
  judges(updatesOneAtATime, [
    ...accepted,
    [
      'the next while the highest terminates',
      [...changed(), ends('web-2', old), ends('web-1', old)],
      { at: 10, name: 'web-1' },
    ],
    [
      'the next while the highest is missing',
      [...changed(), ...replaced('web-2').slice(0, 2), ends('web-1', old)],
      { at: 11 },
    ],
    [
      'the next while the highest is pending',
      [...changed(), ...replaced('web-2').slice(0, 3), ends('web-1', old)],
      { at: 12 },
    ],
    [
      'a higher one while a lower one terminates',
      [...changed(), ends('web-1', old), ends('web-2', old)],
      { at: 10, name: 'web-2' },
    ],
    [
      'the next while the highest was ready in between',
      [...changed(), ...replaced('web-2'), unready('web-2', labelled('web-new', 'new-web-2')), ends('web-1', old)],
    ],
    ['the next with a budget of two', [...changed(budget(2)), ends('web-2', old), ends('web-1', old)]],
    ['the next with a budget of one', [...changed(budget(1)), ends('web-2', old), ends('web-1', old)], { at: 10 }],
    [
      'the next with a budget that may have been two',
      [...changed(budget(2)), set({ spec: rolls(budget(1)), status: before }), ends('web-2', old), ends('web-1', old)],
    ],
    [
      'the next while another is unready, of which the controller may not know',
      [...changed(), unready('web-0', old), ...replaced('web-2'), ends('web-1', old)],
    ],
    ['the next with a budget in percent', [...changed(budget('50%')), ends('web-2', old), ends('web-1', old)]],
    ['the next under Parallel', [...changed({}, parallel), ends('web-2', old), ends('web-1', old)]],
    [
      'the next while one terminates that the suite deleted',
      [...changed(), acts('delete', 'pods', 'web-2'), ends('web-2', old), ends('web-1', old)],
    ],
    [
      'the next while one terminates after a node was lost',
      [...changed(), ends('web-2', old), acts('order', 'nodes', 'n'), ends('web-1', old)],
    ],
    [
      'the next while an updated one is unready since the cluster settled',
      [
        ...changed(),
        ...replaced('web-2'),
        unready('web-2', labelled('web-new', 'new-web-2')),
        set({ spec: rolls(), status: { updateRevision: 'web-new', currentRevision: 'web-old' } }),
        settled(),
        ends('web-1', old),
      ],
      { at: 16 },
    ],
    ['the next while an old one is unready, which is charged elsewhere', unhealthy('web-0', ends('web-2', old))],
  ])
})

describe('an update of a healthy set', () => {
  judges(updatesHealthySets, [
    ...accepted,
    ['a lower one unready', unhealthy('web-0', ends('web-2', old)), { at: 10, name: 'web-2' }],
    [
      'a lower one missing',
      [...changed().slice(0, -2), goes('web-0', old), settled(), ...changed().slice(-1), ends('web-2', old)],
      { at: 10 },
    ],
    ['a higher one unready', unhealthy('web-2', ends('web-1', old)), { at: 10 }],
    ['the unready one itself', unhealthy('web-2', ends('web-2', old))],
    ['twelve, all ready', [...twelve, ends('web-11', old)]],
    ['a set whose name ends like that of a Pod', [...shard, ends('shard-7-1', sharded)]],
    [
      'a lower one unready of which the controller may not know',
      [...changed(), unready('web-0', old), ends('web-2', old)],
    ],
    ['a lower one that was ready in between', unhealthy('web-0', ready('web-0', old), ends('web-2', old))],
    [
      'an unready one out of range',
      [...unhealthy('web-2'), set({ spec: rolls({}, { replicas: 2 }), status: before }), ends('web-1', old)],
    ],
    [
      'one below the start',
      [
        ...unhealthy('web-0'),
        set({ spec: rolls({}, { replicas: 2, ordinals: { start: 1 } }), status: before }),
        ends('web-2', old),
      ],
    ],
    [
      'the next while the highest terminates, which is charged elsewhere',
      [...changed(), ends('web-2', old), ends('web-1', old)],
    ],
  ])
})
