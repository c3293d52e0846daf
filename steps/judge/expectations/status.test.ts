import { describe } from 'node:test'
import { kind, set } from '../invariants/testing.ts'
import { answers, window } from './testing.ts'

describe('what a workload reports', () => {
  const there = set({ status: { replicas: 3, readyReplicas: 2 } })
  answers('StatefulSet {name} reports:', [
    ['as promised', [there, window], ['web', 'readyReplicas: 2\nreplicas: 3\n'], { kind: 'kept' }],
    ['a zero that is left out', [there, window], ['web', 'availableReplicas: 0\n'], { kind: 'kept' }],
    [
      'another count',
      [there, window],
      ['web', 'replicas: 3\nreadyReplicas: 3\n'],
      {
        kind: 'pending',
        because: 'the status of web is not what its Pods are',
        expected: { replicas: 3, readyReplicas: 3 },
        seen: { replicas: 3, readyReplicas: 2 },
        cause: { verb: 'report', resource: kind.plural, name: 'web' },
      },
    ],
    ['there is none', [window], ['web', 'replicas: 0\n'], 'pending'],
  ])
})
