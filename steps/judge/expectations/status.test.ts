import { describe } from 'node:test'
import { kind, set, thing } from '../invariants/testing.ts'
import { answers, window } from './testing.ts'

describe('what a workload reports', () => {
  const there = set({ status: { replicas: 3, readyReplicas: 2 } })
  const REVISIONS = '{currentRevision: a, updateRevision: b}'
  const revision = (name: string, version: string) =>
    thing('controllerrevisions', name, 'ADDED', {
      data: { spec: { template: { metadata: { annotations: { version } } } } },
    })
  const updatedTo = (currentRevision: string) => set({ status: { currentRevision, updateRevision: 'web-2' } })
  const known = [revision('web-1', 'a'), revision('web-2', 'b'), updatedTo('web-1')]
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
    ['revisions by the versions of their templates', [...known, window], ['web', REVISIONS], { kind: 'kept' }],
    ['another revision than the one there is', [...known, updatedTo('web-2'), window], ['web', REVISIONS], 'pending'],
    [
      'a revision that has gone, which has a name only',
      [...known, thing('controllerrevisions', 'web-1', 'DELETED'), window],
      ['web', REVISIONS],
      {
        kind: 'pending',
        because: 'the status of web is not what its Pods are',
        expected: { currentRevision: 'a', updateRevision: 'b' },
        seen: { currentRevision: 'web-1', updateRevision: 'b' },
        cause: { verb: 'report', resource: kind.plural, name: 'web' },
      },
    ],
    [
      'a name in another field',
      [...known, set({ status: { note: 'web-1' } }), window],
      ['web', 'note: web-1\n'],
      { kind: 'kept' },
    ],
  ])
})
