import { describe, it } from 'node:test'
import { expect } from 'chai'
import { decide } from './decide.ts'
import { aClaim, aPod, aSet, aSnapshot, type Known, NOW, waits, work } from './testing.ts'

const pods = (...from: Parameters<typeof aPod>[]) => from.map(([name, traits]) => aPod(name, traits))
const one = aSet({ replicas: 1 })

describe('surplus', () => {
  const cases: [string, Known, string[], string[]?][] = [
    [
      'removes the highest ordinal first',
      { set: one, pods: pods(['web-0'], ['web-1'], ['web-2']) },
      ['delete-pod web-2'],
    ],
    [
      'orders by number, not by name',
      { set: one, pods: pods(['web-0'], ['web-9'], ['web-10']) },
      ['delete-pod web-10'],
    ],
    [
      'waits until the Pod before is gone',
      { set: one, pods: pods(['web-0'], ['web-1'], ['web-2', { terminating: true }]) },
      [],
      ['web-2 is terminating'],
    ],
    [
      'waits for a Pod that stays',
      { set: one, pods: pods(['web-0', { ready: false }], ['web-1']) },
      [],
      ['web-0 is not Running and Ready'],
    ],
    [
      'restores a missing Pod first',
      { set: aSet({ replicas: 2 }), pods: pods(['web-0'], ['web-2']) },
      ['create-pod web-1'],
    ],
    [
      'removes an unhealthy Pod if it is the lowest unhealthy one',
      { set: one, pods: pods(['web-0'], ['web-1'], ['web-2', { ready: false }]) },
      ['delete-pod web-2'],
    ],
    [
      'keeps an unhealthy Pod while a lower one is unhealthy too',
      { set: one, pods: pods(['web-0'], ['web-1', { ready: false }], ['web-2', { ready: false }]) },
      [],
      ['web-2 is not Running and Ready'],
    ],
    [
      'removes a healthy Pod above an unhealthy one',
      { set: one, pods: pods(['web-0'], ['web-1', { ready: false }], ['web-2']) },
      ['delete-pod web-2'],
    ],
    [
      'waits for a surplus Pod that is not yet available',
      {
        set: aSet({ replicas: 1, minReadySeconds: 10 }),
        pods: pods(['web-0'], ['web-1', { readyFor: 1 }], ['web-2', { readyFor: 1 }]),
      },
      [],
      ['web-2 is not yet available', 'a Ready Pod is not yet available'],
    ],
    [
      'removes what lies below the start',
      { set: aSet({ replicas: 1, ordinals: { start: 2 } }), pods: pods(['web-0'], ['web-1'], ['web-2']) },
      ['delete-pod web-1'],
    ],
    [
      'removes all for zero replicas',
      { set: aSet({ replicas: 0 }), pods: pods(['web-0'], ['web-1']) },
      ['delete-pod web-1'],
    ],
    [
      'removes a Failed Pod, and never creates it again',
      { set: one, pods: pods(['web-0'], ['web-1', { phase: 'Failed' }]) },
      ['delete-pod web-1'],
    ],
    [
      'removes all at once where the policy is Parallel',
      {
        set: aSet({ replicas: 1, podManagementPolicy: 'Parallel' }),
        pods: pods(['web-0'], ['web-1', { ready: false }], ['web-2', { terminating: true }], ['web-3']),
      },
      ['delete-pod web-3', 'delete-pod web-1'],
    ],
  ]
  for (const [title, known, expected, because] of cases) {
    it(title, () => {
      expect(work(known)).to.deep.equal(expected)
      if (because) expect(waits(known)).to.deep.equal(because)
    })
  }

  const deleting = {
    replicas: 1,
    volumeClaimTemplates: [aClaim('data')],
    persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete', whenDeleted: 'Retain' },
  }
  const mounted = (ordinal: number) => ({
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName: `data-web-${ordinal}` } }],
  })
  const everything = {
    pods: pods(['web-0', mounted(0)], ['web-1', mounted(1)], ['web-2', mounted(2)]),
    claims: [aClaim('data-web-0'), aClaim('data-web-1'), aClaim('data-web-2')],
  }

  it('marks the claims of all surplus Pods before it removes the first', () => {
    const expected = ['update-claim-owners web-2', 'update-claim-owners web-1', 'delete-pod web-2']
    expect(work({ set: aSet(deleting), ...everything })).to.deep.equal(expected)
  })

  it('marks them in batches where the policy is Parallel', () => {
    const actions = decide(
      aSnapshot({ set: aSet({ ...deleting, podManagementPolicy: 'Parallel' }), ...everything }),
      NOW,
    )
    const batches = actions.flatMap((action) => (action.kind === 'update-claim-owners' ? [action.batch] : []))
    expect(batches).to.deep.equal(['surplus claims 0', 'surplus claims 1'])
  })
})
