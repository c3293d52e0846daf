import { describe, it } from 'node:test'
import { expect } from 'chai'
import { decide } from './decide.ts'
import { aClaim, aPod, aSet, aSnapshot, type Known, NOW, waits, work } from './testing.ts'

const claimed = { volumeClaimTemplates: [aClaim('data')] }
const mounted = (ordinal: number) => [{ name: 'data', persistentVolumeClaim: { claimName: `data-web-${ordinal}` } }]
const scaledAway = { whenScaled: 'Delete', whenDeleted: 'Retain' }
const ownedByFormerPod = {
  ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name: 'web-0', uid: 'former', controller: true }],
}

const pods = (...from: Parameters<typeof aPod>[]) => from.map(([name, traits]) => aPod(name, traits))
const parallel = { podManagementPolicy: 'Parallel' }

describe('replicas, one by one', () => {
  const cases: [string, Known, string[], string[]?][] = [
    ['creates the lowest ordinal first', {}, ['create-pod web-0']],
    ['creates the next one once the lower ones are Ready', { pods: pods(['web-0']) }, ['create-pod web-1']],
    [
      'waits for a Pod that is not Ready',
      { pods: pods(['web-0', { ready: false }]) },
      [],
      ['web-0 is not Running and Ready'],
    ],
    [
      'waits for a Pod that is Ready but not Running',
      { pods: pods(['web-0', { phase: 'Pending', ready: true }]) },
      [],
      ['web-0 is not Running and Ready'],
    ],
    [
      'waits for a Pod that is terminating',
      { pods: pods(['web-0', { terminating: true }]) },
      [],
      ['web-0 is terminating'],
    ],
    [
      'waits for a Pod that is not yet available',
      { set: aSet({ minReadySeconds: 10 }), pods: pods(['web-0', { readyFor: 9 }]) },
      [],
      ['web-0 is not yet available', 'a Ready Pod is not yet available'],
    ],
    [
      'goes on as soon as the Pod is available',
      { set: aSet({ minReadySeconds: 10 }), pods: pods(['web-0', { readyFor: 10 }]) },
      ['create-pod web-1'],
    ],
    [
      'fills a gap although higher Pods are not Ready',
      { pods: pods(['web-0'], ['web-2', { ready: false }]) },
      ['create-pod web-1'],
    ],
    ['does not fill a gap above a Pod that is not Ready', { pods: pods(['web-0', { ready: false }], ['web-2']) }, []],
    ['deletes a Failed Pod', { pods: pods(['web-0', { phase: 'Failed' }], ['web-1']) }, ['delete-pod web-0']],
    ['deletes a Succeeded Pod', { pods: pods(['web-0', { phase: 'Succeeded' }]) }, ['delete-pod web-0']],
    [
      'waits until a Failed Pod is gone',
      { pods: pods(['web-0', { phase: 'Failed', terminating: true }]) },
      [],
      ['web-0 has ended and is being deleted'],
    ],
    [
      'leaves a Failed Pod above one that is not Ready',
      { pods: pods(['web-0', { ready: false }], ['web-1', { phase: 'Failed' }]) },
      [],
    ],
    ['does nothing for a whole set', { pods: pods(['web-0'], ['web-1'], ['web-2']) }, []],
    ['starts at the start ordinal', { set: aSet({ ordinals: { start: 5 } }) }, ['create-pod web-5']],
    ['has one replica by default', { set: aSet({ replicas: undefined as never }), pods: pods(['web-0']) }, []],
    [
      'prefers the Pod that has the very name',
      { pods: pods(['web-00', { ready: false }], ['web-0']) },
      ['create-pod web-1'],
    ],
    ['prefers it in any order', { pods: pods(['web-0'], ['web-00', { ready: false }]) }, ['create-pod web-1']],
    ['gives no place to a number that is no ordinal', { pods: pods(['web-99999999999']) }, ['create-pod web-0']],
  ]
  for (const [title, known, expected, because] of cases) {
    it(title, () => {
      expect(work(known)).to.deep.equal(expected)
      if (because) expect(waits(known)).to.deep.equal(because)
    })
  }

  it('knows when the wait for availability is over', () => {
    const known = { set: aSet({ minReadySeconds: 10 }), pods: pods(['web-0', { readyFor: 4 }]) }
    const [wait] = decide(aSnapshot(known), NOW)
    expect(wait).to.deep.equal({ kind: 'wait', because: 'web-0 is not yet available', due: NOW + 6000 })
  })

  it('does not know it where the condition says no time', () => {
    const [pod] = pods(['web-0'])
    const timeless = { ...pod!, status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] } }
    const known = { set: aSet({ minReadySeconds: 10 }), pods: [timeless] }
    expect(decide(aSnapshot(known), NOW)[0]).to.deep.equal({ kind: 'wait', because: 'web-0 is not yet available' })
  })
})

describe('replicas, all at once', () => {
  const cases: [string, Known, string[]][] = [
    ['creates all', { set: aSet(parallel) }, ['create-pod web-0', 'create-pod web-1', 'create-pod web-2']],
    [
      'fills the gaps around an unhealthy Pod',
      { set: aSet(parallel), pods: pods(['web-1', { ready: false }]) },
      ['create-pod web-0', 'create-pod web-2'],
    ],
    [
      'replaces a Failed Pod without regard to others',
      {
        set: aSet(parallel),
        pods: pods(['web-0', { ready: false }], ['web-1', { phase: 'Failed' }], ['web-2', { ready: false }]),
      },
      ['delete-pod web-1'],
    ],
    [
      'leaves a terminating Pod its place',
      { set: aSet({ ...parallel, replicas: 1 }), pods: pods(['web-0', { terminating: true }]) },
      [],
    ],
  ]
  for (const [title, known, expected] of cases) {
    it(title, () => {
      expect(work(known)).to.deep.equal(expected)
    })
  }

  it('begins with one and doubles', () => {
    const actions = decide(aSnapshot({ set: aSet({ ...parallel, replicas: 8 }) }), NOW)
    const batches = actions.flatMap((action) => (action.kind === 'create-pod' ? [action.batch] : []))
    const expected = [0, 1, 1, 2, 2, 2, 2, 3].map((batch) => `replicas ${batch}`)
    expect(batches).to.deep.equal(expected)
  })
})

describe('replicas and their claims', () => {
  const retained = [aClaim('data-web-0'), aClaim('data-web-1'), aClaim('data-web-2')]
  const cases: [string, Known, string[]][] = [
    [
      'does not create a Pod whose claim will vanish with its former Pod',
      {
        set: aSet({ ...claimed, persistentVolumeClaimRetentionPolicy: scaledAway }),
        claims: [aClaim('data-web-0', ownedByFormerPod)],
      },
      [],
    ],
    [
      'does create it where the policy keeps claims',
      { set: aSet(claimed), claims: [aClaim('data-web-0', ownedByFormerPod)] },
      ['create-pod web-0'],
    ],
    [
      'completes the claims of a Pending Pod',
      { set: aSet({ ...claimed, replicas: 1 }), pods: pods(['web-0', { phase: 'Pending', volumes: mounted(0) }]) },
      ['create-claims web-0'],
    ],
    [
      'leaves complete claims of a Pending Pod alone',
      {
        set: aSet({ ...claimed, replicas: 1 }),
        claims: retained,
        pods: pods(['web-0', { phase: 'Pending', volumes: mounted(0) }]),
      },
      [],
    ],
    [
      'does not restore the claims of a Running Pod',
      { set: aSet({ ...claimed, replicas: 1 }), pods: pods(['web-0', { volumes: mounted(0) }]) },
      [],
    ],
    [
      'repairs a Pod that does not mount its claim',
      {
        set: aSet({ ...claimed, replicas: 1 }),
        claims: retained,
        pods: pods(['web-0', { volumes: [{ name: 'data' }] }]),
      },
      ['repair-pod web-0'],
    ],
    [
      'repairs a lost name label',
      { set: aSet({ replicas: 1 }), pods: pods(['web-0', { labels: { 'statefulset.kubernetes.io/pod-name': '' } }]) },
      ['repair-pod web-0'],
    ],
    [
      'leaves a lost index label',
      { set: aSet({ replicas: 1 }), pods: pods(['web-0', { labels: { 'apps.kubernetes.io/pod-index': 'x' } }]) },
      [],
    ],
    [
      'gives claims of Running Pods the owner that the policy asks for',
      {
        set: aSet({
          ...claimed,
          replicas: 1,
          persistentVolumeClaimRetentionPolicy: { whenScaled: 'Retain', whenDeleted: 'Delete' },
        }),
        claims: retained,
        pods: pods(['web-0', { volumes: mounted(0) }]),
      },
      ['repair-pod web-0'],
    ],
  ]
  for (const [title, known, expected] of cases) {
    it(title, () => {
      expect(work(known)).to.deep.equal(expected)
    })
  }

  it('writes identity and volumes anew, and keeps the rest', () => {
    const pod = aPod('web-0', {
      labels: { 'statefulset.kubernetes.io/pod-name': 'x', 'apps.kubernetes.io/pod-index': '9', own: '1' },
    })
    const [action] = decide(aSnapshot({ set: aSet({ ...claimed, replicas: 1 }), pods: [pod] }), NOW)
    expect(action?.kind).to.equal('repair-pod')
    if (action?.kind !== 'repair-pod') return
    expect(action.pod.metadata.labels).to.include({
      'statefulset.kubernetes.io/pod-name': 'web-0',
      'apps.kubernetes.io/pod-index': '0',
      own: '1',
    })
    expect(action.pod.spec.volumes).to.deep.equal(mounted(0))
    expect(action.claims.missing.map(({ metadata }) => metadata.name)).to.deep.equal(['data-web-0'])
  })
})
