import { describe } from 'node:test'
import { onePerIdentity } from './one-per-identity.ts'
import { appears, goes, judges, ownedBy, ready, set, thing } from './testing.ts'

const uid = (value: string, name = 'web') => ({ metadata: { uid: value, ownerReferences: ownedBy(name) } })
const labelled = (labels: Record<string, string>) => ({ metadata: { ownerReferences: ownedBy('web'), labels } })
const added = set({ type: 'ADDED' })

describe('one Pod per identity', () => {
  judges(onePerIdentity, [
    ['an empty trace', []],
    ['Pods side by side', [added, appears('web-0'), appears('web-1')]],
    [
      'a successor after its predecessor has gone',
      [added, appears('web-0', uid('a')), goes('web-0', uid('a')), appears('web-0', uid('b'))],
    ],
    [
      'a successor before its predecessor has gone',
      [added, appears('web-0', uid('a')), appears('web-0', uid('b'))],
      { at: 2, name: 'web-0' },
    ],
    ['a Pod that changes', [added, appears('web-0'), ready('web-0'), ready('web-0')]],
    [
      'another name with the same ordinal',
      [added, appears('web-1'), appears('web-01', { ...uid('x'), spec: { hostname: 'other' } })],
      { at: 2 },
    ],
    [
      'another name with the pod-name label of one',
      [added, appears('web-0'), appears('web-1', labelled({ 'statefulset.kubernetes.io/pod-name': 'web-0' }))],
      { at: 2 },
    ],
    [
      'another name with the hostname of one',
      [added, appears('web-0'), appears('web-1', { spec: { hostname: 'web-0' } })],
      { at: 2 },
    ],
    [
      'another name with the pod-index label of one',
      [added, appears('web-0'), appears('web-1', labelled({ 'apps.kubernetes.io/pod-index': '0' }))],
      { at: 2 },
    ],
    [
      'the identity of one that has gone',
      [added, appears('web-0'), goes('web-0'), appears('web-1', { spec: { hostname: 'web-0' } })],
    ],
    [
      'an identity that changed since',
      [
        added,
        appears('web-0', { spec: { hostname: 'x' } }),
        ready('web-0'),
        appears('web-1', { spec: { hostname: 'x' } }),
      ],
    ],
    ['Pods without owners', [thing('pods', 'one-0'), thing('pods', 'two-0')]],
    [
      'the label of another that one is given later, which is charged elsewhere',
      [
        added,
        appears('web-0'),
        appears('web-1'),
        ready('web-1', labelled({ 'statefulset.kubernetes.io/pod-name': 'web-0' })),
      ],
    ],
    ['the same of a Pod of another set', [added, appears('web-0'), appears('db-0')]],
    [
      'the same of a Pod that nobody controls',
      [added, appears('web-0'), appears('solo-0', { metadata: { ownerReferences: [] } })],
    ],
    [
      'the same of a Pod whose owner does not control it',
      [
        added,
        appears('web-0'),
        appears('solo-0', {
          metadata: { ownerReferences: ownedBy('web').map((each) => ({ ...each, controller: false })) },
        }),
      ],
    ],
  ])
})
