import { describe } from 'node:test'
import { keepsPods, keepsUnreadyPods, keepsUpdatedPods } from './no-needless-deletion.ts'
import { acts, appears, type Case, comes, ends, judges, kind, pod, set, settled, thing, unready } from './testing.ts'

const added = set({ type: 'ADDED' })
const rolling = set({ type: 'ADDED', status: { currentRevision: 'web-old' } })
const pending = (name: string) =>
  pod(name, { metadata: { deletionTimestamp: '2030-01-01T00:00:00Z' }, status: { phase: 'Pending' } })

const asked: Case = [
  'a Pod that the suite deletes',
  [added, ...comes('web-0'), settled(), acts('delete', 'pods', 'web-0'), ends('web-0')],
]
const healthy: Case[1] = [added, ...comes('web-0'), settled(), ends('web-0')]
const healthyInRollout: Case[1] = [rolling, ...comes('web-0'), settled(), ends('web-0')]
const healthyAsRolloutEnds: Case[1] = [rolling, ...comes('web-0'), settled(), set(), ends('web-0')]
const neverReady: Case[1] = [added, appears('web-0'), settled(), pending('web-0')]
const noLongerReady: Case[1] = [added, ...comes('web-0'), unready('web-0'), settled(), ends('web-0')]

describe('a healthy Pod stays', () => {
  judges(keepsPods, [
    asked,
    ['a healthy Pod', healthy, { at: 4, name: 'web-0' }],
    ['a healthy Pod in a rollout, which is charged elsewhere', healthyInRollout],
    ['a healthy Pod as a rollout ends, which is charged elsewhere', healthyAsRolloutEnds],
    [
      'a healthy Pod of a set without a status',
      [thing(kind.plural, 'web', 'ADDED', { spec: { replicas: 3 } }), ...comes('web-0'), ends('web-0')],
      { at: 3 },
    ],
    ['a pending Pod, which is charged elsewhere', neverReady],
  ])
})

describe('a healthy Pod stays in a rollout', () => {
  judges(keepsUpdatedPods, [
    asked,
    ['a healthy Pod in a rollout', healthyInRollout, { at: 4, name: 'web-0' }],
    ['a healthy Pod as a rollout ends', healthyAsRolloutEnds, { at: 5 }],
    ['a healthy Pod without a rollout, which is charged elsewhere', healthy],
    [
      'a pending Pod in a rollout, which is charged elsewhere',
      [rolling, appears('web-0'), settled(), pending('web-0')],
    ],
  ])
})

describe('a Pod that is not ready stays', () => {
  judges(keepsUnreadyPods, [
    asked,
    ['a pending Pod', neverReady, { at: 3, name: 'web-0' }],
    ['a Pod that is no longer ready', noLongerReady, { at: 5 }],
    ['a healthy Pod, which is charged elsewhere', healthy],
  ])
})
