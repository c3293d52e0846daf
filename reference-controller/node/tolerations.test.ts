import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Pod } from '../client/index.ts'
import { evictionTime } from './tolerations.ts'

const SINCE = Date.UTC(2026, 0, 1)
const KEY = 'node.kubernetes.io/unreachable'
const unreachable = { key: KEY, effect: 'NoExecute', timeAdded: '2026-01-01T00:00:00Z' }

describe('the eviction of a Pod from a tainted node', () => {
  for (const [name, tolerations, seconds] of [
    ['comes at once without a toleration', [], 0],
    ['comes when the toleration is over', [{ key: KEY, operator: 'Exists', tolerationSeconds: 300 }], 300],
    ['never comes where the toleration has no end', [{ operator: 'Exists' }], undefined],
    [
      'comes when the shortest toleration is over',
      [{ operator: 'Exists' }, { key: KEY, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 5 }],
      5,
    ],
    ['comes at once where the toleration is of another effect', [{ operator: 'Exists', effect: 'NoSchedule' }], 0],
    ['comes at once where the toleration is negative', [{ operator: 'Exists', tolerationSeconds: -7 }], 0],
  ] as const)
    it(name, () => {
      const pod: Pod = { metadata: { name: 'web-0' }, spec: { containers: [], tolerations: [...tolerations] } }
      const wanted = seconds === undefined ? undefined : SINCE + seconds * 1000
      expect(evictionTime(pod, [unreachable, { key: 'other', effect: 'NoSchedule' }])).to.equal(wanted)
    })

  it('never comes from a node whose taints only keep others away', () => {
    const pod: Pod = { metadata: { name: 'web-0' }, spec: { containers: [] } }
    expect(evictionTime(pod, [{ key: KEY, effect: 'NoSchedule' }])).to.equal(undefined)
  })
})
