import { describe } from 'node:test'
import { graceful } from './graceful.ts'
import { acts, appears, ends, goes, judges, ownedBy, pod, set, settled, thing } from './testing.ts'

const added = set({ type: 'ADDED' })
const spec = { nodeName: 'n', terminationGracePeriodSeconds: 30 }
const up = (parts: object = {}, phase = 'Running') => [
  added,
  appears('web-0', { spec: { ...spec, ...parts }, status: { phase } }),
  settled(),
]
const within = (seconds: number, parts: object = {}) =>
  ends('web-0', { spec: { ...spec, ...parts }, metadata: { deletionGracePeriodSeconds: seconds } })
const atOnce = (parts: object = {}) => pod('web-0', { type: 'DELETED', spec: { ...spec, ...parts } })

const bare = (type: 'ADDED' | 'MODIFIED', metadata: object = {}) =>
  thing('pods', 'web-0', type, { metadata: { ownerReferences: ownedBy('web'), ...metadata }, spec })

describe('the grace period of a deletion', () => {
  judges(graceful, [
    ['its own', [...up(), within(30)]],
    ['its own, until the kubelet is done', [...up(), within(30), within(0), goes('web-0')]],
    ['a shorter one', [...up(), within(1)], { at: 3, name: 'web-0' }],
    ['none', [...up(), within(0)], { at: 3 }],
    ['a removal at once', [...up(), atOnce()], { at: 3 }],
    [
      'a removal at once that names the period',
      [...up(), pod('web-0', { type: 'DELETED', spec, metadata: { deletionGracePeriodSeconds: 30 } })],
      { at: 3 },
    ],
    [
      'a shorter one of a Pod without a status',
      [
        added,
        bare('ADDED'),
        settled(),
        bare('MODIFIED', { deletionTimestamp: '2030-01-01T00:00:00Z', deletionGracePeriodSeconds: 1 }),
      ],
      { at: 3 },
    ],
    [
      'a removal at once of a Pod that asks for no time',
      [...up({ terminationGracePeriodSeconds: 0 }), atOnce({ terminationGracePeriodSeconds: 0 })],
    ],
    ['a removal at once of a Pod on no node', [...up({ nodeName: undefined }), atOnce({ nodeName: undefined })]],
    ['a removal at once of a Pod that failed', [...up({}, 'Failed'), atOnce()]],
    ['a removal at once of a Pod that succeeded', [...up({}, 'Succeeded'), atOnce()]],
    ['a removal at once of a Pod that is pending on its node', [...up({}, 'Pending'), atOnce()], { at: 3 }],
    [
      'a removal at once of a Pod that was bound meanwhile',
      [added, appears('web-0', { spec: { ...spec, nodeName: undefined } }), pod('web-0', { spec }), atOnce()],
    ],
    [
      'a removal at once of a Pod that waited for its node and was bound meanwhile',
      [
        added,
        appears('web-0', { spec: { ...spec, nodeName: undefined } }),
        settled(),
        pod('web-0', { spec }),
        atOnce(),
      ],
    ],
    [
      'a removal at once of a Pod whose predecessor was on no node',
      [
        added,
        appears('web-0', { metadata: { uid: 'before' }, spec: { ...spec, nodeName: undefined } }),
        goes('web-0', { metadata: { uid: 'before' }, spec: { ...spec, nodeName: undefined } }),
        appears('web-0', { spec }),
        atOnce(),
      ],
      { at: 4 },
    ],
    [
      'a removal at once of a Pod that was bound long before',
      [
        added,
        appears('web-0', { spec: { ...spec, nodeName: undefined } }),
        pod('web-0', { spec }),
        settled(),
        atOnce(),
      ],
      { at: 4 },
    ],
    ['a removal by the suite', [...up(), acts('delete', 'pods', 'web-0'), atOnce()]],
    ['a removal after a node was lost', [...up(), acts('order', 'nodes', 'n'), atOnce()]],
    ['a deletion with the set', [...up(), acts('delete', 'clonesets', 'web'), within(30)]],
    ['a removal with the set', [...up(), acts('delete', 'clonesets', 'web'), within(0)], { at: 4 }],
  ])
})
