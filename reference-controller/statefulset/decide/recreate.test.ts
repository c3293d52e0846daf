import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { StatefulSet, StatefulSetStatus } from '../../client/objects.ts'
import { decide } from './decide.ts'
import { aPod, aSet, aSnapshot, inWords, NOW, type PodTraits, REVISION, revisionFor, template } from './testing.ts'

const NEW = revisionFor('2', 2)
const features = { maxUnavailable: false, recreate: true, completesOnDelete: false }
const old = (index: number, traits: PodTraits = {}) => aPod(`web-${index}`, traits)
const fresh = (index: number, traits: PodTraits = {}) =>
  aPod(`web-${index}`, { revision: NEW.metadata.name, ...traits })
const gone = { terminating: true }

interface Case {
  readonly pods: ReturnType<typeof aPod>[]
  readonly spec?: Partial<StatefulSet['spec']>
  readonly status?: Partial<StatefulSetStatus>
  readonly metadata?: Partial<StatefulSet['metadata']>
}

const snapshotOf = ({ pods, spec = {}, status = {}, metadata = {} }: Case) => {
  const set = aSet(
    { template: template('2'), updateStrategy: { type: 'Recreate' }, ...spec },
    {
      metadata: { name: 'web', namespace: 'n', uid: 'set', generation: 1, ...metadata },
      status: { replicas: 3, currentRevision: REVISION.metadata.name, updateRevision: NEW.metadata.name, ...status },
    },
  )
  return { ...aSnapshot({ set, pods, revisions: [REVISION, NEW] }), features }
}

const workOf = (known: Case): string[] =>
  decide(snapshotOf(known), NOW)
    .filter(({ kind }) => kind !== 'update-status' && kind !== 'wait')
    .map(inWords)

const statusOf = (known: Case): StatefulSetStatus | undefined => {
  const action = decide(snapshotOf(known), NOW).find(({ kind }) => kind === 'update-status')
  return action?.kind === 'update-status' ? action.status : undefined
}

const since = '2025-12-31T00:00:00Z'
const progressing = (status: string, reason: string, message: string) => ({
  type: 'Progressing',
  status,
  lastTransitionTime: since,
  reason,
  message,
})
const DELETING = progressing('True', 'RecreateInProgress', 'Deleting old revision pods')

describe('a Recreate', () => {
  const all = ['delete-pod web-0', 'delete-pod web-1', 'delete-pod web-2']
  const cases: [string, Case, string[]][] = [
    ['deletes all old Pods together', { pods: [old(0), old(1), old(2)] }, all],
    [
      'deletes surplus Pods too',
      { pods: [old(0), old(1), old(2)], spec: { replicas: 1 } },
      [all[0]!, all[2]!, all[1]!],
    ],
    ['keeps updated Pods', { pods: [fresh(0), old(1)] }, ['delete-pod web-1']],
    ['creates nothing while an old Pod is terminating', { pods: [old(2, gone)] }, []],
    ['deletes the rest while one is terminating', { pods: [old(0), old(2, gone)] }, ['delete-pod web-0']],
    ['creates in order once all are gone', { pods: [] }, ['create-pod web-0']],
    [
      'creates all at once under Parallel',
      { pods: [], spec: { podManagementPolicy: 'Parallel' } },
      ['create-pod web-0', 'create-pod web-1', 'create-pod web-2'],
    ],
    ['removes surplus Pods as ever', { pods: [fresh(0), fresh(1)], spec: { replicas: 1 } }, ['delete-pod web-1']],
    ['does nothing for a whole set', { pods: [fresh(0), fresh(1), fresh(2)] }, []],
  ]
  for (const [title, known, expected] of cases)
    it(title, () => {
      expect(workOf(known)).to.deep.equal(expected)
    })

  it('is left alone where its gate is off', () => {
    const snapshot = {
      ...snapshotOf({ pods: [old(0)] }),
      features: { maxUnavailable: true, recreate: false, completesOnDelete: false },
    }
    expect(decide(snapshot, NOW).flatMap((action) => (action.kind === 'wait' ? action.because : []))).to.deep.equal([
      'the strategy Recreate is turned off',
    ])
  })

  it('deletes in growing batches', () => {
    const actions = decide(snapshotOf({ pods: [old(0), old(1), old(2)] }), NOW)
    const batches = actions.flatMap((action) => (action.kind === 'delete-pod' ? action.batch : []))
    expect(batches).to.deep.equal(['recreate 0', 'recreate 1', 'recreate 1'])
  })

  const conditions: [string, Case, object[] | undefined][] = [
    [
      'is in progress while old Pods are there',
      { pods: [old(0), old(1, gone)] },
      [{ ...DELETING, lastTransitionTime: '2026-01-01T00:00:00Z' }],
    ],
    [
      'is in progress while new Pods are created, since the same time',
      { pods: [fresh(0)], status: { conditions: [DELETING] } },
      [progressing('True', 'RecreateInProgress', 'Waiting for new-revision pods to be created')],
    ],
    [
      'is complete once all Pods are ready',
      { pods: [fresh(0), fresh(1), fresh(2)], status: { conditions: [DELETING] } },
      [
        {
          ...progressing('False', 'RecreateCompleted', 'All pods recreated successfully'),
          lastTransitionTime: '2026-01-01T00:00:00Z',
        },
      ],
    ],
    [
      'has no condition where the template never changed',
      { pods: [fresh(0)], status: { currentRevision: NEW.metadata.name } },
      undefined,
    ],
    [
      'keeps the conditions of others',
      {
        pods: [old(0)],
        status: { conditions: [{ type: 'Mine', status: 'True' }, DELETING, { type: 'Last', status: 'True' }] },
      },
      [{ type: 'Mine', status: 'True' }, DELETING, { type: 'Last', status: 'True' }],
    ],
    [
      'keeps its condition while the set is being deleted',
      {
        pods: [old(0)],
        status: { conditions: [DELETING] },
        metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' },
      },
      [DELETING],
    ],
    [
      'keeps its condition under another strategy',
      {
        pods: [fresh(0), fresh(1), fresh(2)],
        spec: { updateStrategy: { type: 'RollingUpdate' } },
        status: { conditions: [DELETING] },
      },
      [DELETING],
    ],
  ]
  for (const [title, known, expected] of conditions)
    it(title, () => {
      expect(statusOf(known)?.conditions).to.deep.equal(expected)
    })

  it('makes the update revision the current one when it is complete', () => {
    const status = statusOf({ pods: [fresh(0), fresh(1), fresh(2)] })
    expect(status).to.include({ currentRevision: NEW.metadata.name, currentReplicas: 3 })
    expect(status).to.have.nested.property('conditions[0].reason', 'RecreateCompleted')
  })

  it('counts the Pods that it deletes until they are gone', () => {
    expect(statusOf({ pods: [old(0), old(1), old(2)] })?.currentReplicas).to.equal(3)
  })

  it('writes no status that is there already', () => {
    const done = progressing('False', 'RecreateCompleted', 'All pods recreated successfully')
    const counts = { replicas: 3, readyReplicas: 3, availableReplicas: 3, currentReplicas: 3, updatedReplicas: 3 }
    const status = { ...counts, currentRevision: NEW.metadata.name, observedGeneration: 1, conditions: [done] }
    expect(statusOf({ pods: [fresh(0), fresh(1), fresh(2)], status })).to.equal(undefined)
  })
})
