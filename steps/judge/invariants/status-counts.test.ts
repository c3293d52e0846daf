import { describe } from 'node:test'
import { countsAvailable, countsPods, countsReady, countsRevisions } from './status-counts.ts'
import {
  acts,
  appears,
  type Case,
  comes,
  ends,
  goes,
  judges,
  kind,
  ownedBy,
  pod,
  set,
  setGoes,
  settled,
  thing,
  unready,
} from './testing.ts'
import { old } from './updates-testing.ts'

const reports = (status: Readonly<Record<string, unknown>>) => set({ status })
const added = set({ type: 'ADDED' })
const all = { replicas: 2, readyReplicas: 1, currentReplicas: 2, updatedReplicas: 2, availableReplicas: 1 }
const pods = [...comes('web-0'), appears('web-1'), unready('web-1')]

/** What every one of these counters is wrong about, and where that says nothing. */
const silent = (status: Readonly<Record<string, unknown>>): Case[] => [
  ['an empty trace', []],
  ['counters before the cluster has settled', [added, ...pods, reports(status)]],
  ['counters where the cluster does not rest', [added, ...pods, reports(status), settled({ rests: false })]],
  ['counters of a set that is going', [added, ...pods, setGoes({ status }), settled()]],
  ['counters of a set that has gone', [added, ...pods, set({ type: 'DELETED', status }), settled()]],
  [
    'counters that the suite wrote',
    [added, ...pods, acts('patch', 'clonesets', 'web', { subresource: 'status' }), reports(status), settled()],
  ],
  [
    'counters while the controller is stopped',
    [
      added,
      ...pods,
      reports(all),
      settled(),
      acts('order', 'controller', 'c', { body: { order: 'stop' } }),
      ...comes('web-2'),
      settled(),
    ],
  ],
  ['the right counters', [added, ...pods, reports(all), settled()]],
  ['no Pods and no counters', [added, settled()]],
]

describe('status.replicas', () => {
  judges(countsPods, [
    ...silent({ ...all, replicas: 9 }),
    ['too many', [added, ...pods, reports({ ...all, replicas: 3 }), settled()], { at: 5, name: 'web' }],
    [
      'too many where availability takes time',
      [added, ...pods, set({ spec: { minReadySeconds: 5 }, status: { replicas: 2 } }), appears('web-2'), settled()],
      { at: 7 },
    ],
    ['a Pod that comes after the status', [added, ...pods, reports(all), appears('web-2'), settled()], { at: 7 }],
    ['none', [added, ...pods, settled()], { at: 5 }],
    [
      'one after all have gone',
      [added, appears('web-0'), goes('web-0'), reports({ replicas: 1 }), settled()],
      { at: 4, name: 'web' },
    ],
    ['a terminating Pod', [added, ...comes('web-0'), ends('web-0'), reports({ replicas: 1 }), settled()]],
    ['a terminating Pod left out', [added, ...comes('web-0'), ends('web-0'), settled()], { at: 4 }],
    ['a Pod of another set', [added, ...pods, appears('db-0'), reports(all), settled()]],
    [
      'a Pod of nobody',
      [added, ...pods, appears('web-2', { metadata: { ownerReferences: [] } }), reports(all), settled()],
    ],
    ['a Pod that comes later', [added, ...pods, reports(all), settled(), appears('web-2')]],
  ])
})

describe('status.readyReplicas', () => {
  judges(countsReady, [
    ...silent({ ...all, readyReplicas: 9 }),
    [
      'unready Pods counted',
      [added, ...pods, reports({ ...all, readyReplicas: 2 }), settled()],
      { at: 5, name: 'web' },
    ],
    ['ready Pods left out', [added, ...pods, reports({ ...all, readyReplicas: undefined }), settled()], { at: 6 }],
    [
      'a terminating Pod that is ready',
      [added, ...comes('web-0'), ends('web-0'), reports({ readyReplicas: 1 }), settled()],
    ],
    [
      'a Pod that is ready and has ended',
      [
        added,
        ...comes('web-0'),
        pod('web-0', { status: { phase: 'Succeeded', conditions: [{ type: 'Ready', status: 'True' }] } }),
        reports({ readyReplicas: 1 }),
        settled(),
      ],
      { at: 5 },
    ],
    [
      'a Pod without a status',
      [added, thing('pods', 'web-0', 'ADDED', { metadata: { ownerReferences: ownedBy('web') } }), settled()],
    ],
    [
      'a Pod whose readiness is unknown',
      [
        added,
        pod('web-0', {
          type: 'ADDED',
          status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'Unknown' }] },
        }),
        reports({ readyReplicas: 1 }),
        settled(),
      ],
      { at: 2 },
    ],
  ])
})

describe('currentReplicas and updatedReplicas', () => {
  const mixed = [added, ...comes('web-0', old), ...comes('web-1')]
  const two = (current: number | undefined, updated: number | undefined) =>
    reports({
      currentRevision: 'web-old',
      updateRevision: 'web-new',
      currentReplicas: current,
      updatedReplicas: updated,
    })
  judges(countsRevisions, [
    ...silent({ ...all, currentReplicas: 9 }),
    ['one Pod of each', [...mixed, two(1, 1), settled()]],
    ['an old Pod as updated', [...mixed, two(1, 2), settled()], { at: 5, name: 'web' }],
    ['a new Pod as current', [...mixed, two(2, 1), settled()], { at: 5 }],
    ['one current Pod less for a while', [...mixed, two(1, 1), settled(), two(undefined, 1), two(1, 1), settled()]],
    [
      'one updated Pod less for a while',
      [...mixed, two(1, 1), settled(), two(1, undefined), two(1, 1), settled()],
      { at: 7 },
    ],
    [
      'a Pod of neither',
      [...mixed, appears('web-2', { metadata: { labels: {}, ownerReferences: [] } }), two(1, 1), settled()],
    ],
    ['a terminating Pod left out', [...mixed, ends('web-1'), two(1, undefined), settled()]],
    ['a terminating Pod', [...mixed, ends('web-1'), two(1, 1), settled()], { at: 7 }],
  ])
})

describe('status.availableReplicas', () => {
  const timed = (status: Readonly<Record<string, unknown>>) => set({ spec: { minReadySeconds: 5 }, status })
  const three = [added, ...pods, ...comes('web-2')]
  judges(countsAvailable, [
    ...silent({ ...all, availableReplicas: 9 }),
    [
      'unready Pods counted',
      [added, ...pods, reports({ ...all, availableReplicas: 2 }), settled()],
      { at: 5, name: 'web' },
    ],
    ['a ready Pod left out', [...three, reports({ availableReplicas: 1 }), settled()], { at: 8 }],
    ['a ready Pod left out while it takes time', [...three, timed({ availableReplicas: 1 }), settled()]],
    ['no Pods of a set without a spec', [thing(kind.plural, 'web', 'ADDED', { status: { replicas: 0 } }), settled()]],
    [
      'no Pod counted at first',
      [
        ...three,
        reports({ availableReplicas: 2 }),
        settled(),
        reports({}),
        reports({ availableReplicas: 2 }),
        settled(),
      ],
      { at: 9 },
    ],
    [
      'no Pod counted at first while it takes time',
      [...three, timed({ availableReplicas: 2 }), settled(), timed({}), timed({ availableReplicas: 2 }), settled()],
    ],
    ['more than are ready while it takes time', [...three, timed({ availableReplicas: 3 }), settled()], { at: 7 }],
    [
      'a ready Pod left out where the time is zero',
      [...three, set({ spec: { minReadySeconds: 0 }, status: { availableReplicas: 1 } }), settled()],
      { at: 8 },
    ],
  ])
})
