import { describe, it } from 'node:test'
import { expect } from 'chai'
import { decide } from './decide.ts'
import { aPod, aSet, aSnapshot, inWords, NOW, type PodTraits, REVISION, revisionFor, template } from './testing.ts'

const NEW = revisionFor('2', 2)
const features = { maxUnavailable: true, recreate: false, completesOnDelete: false }
const old = (index: number, traits: PodTraits = {}) => aPod(`web-${index}`, traits)
const fresh = (index: number, traits: PodTraits = {}) =>
  aPod(`web-${index}`, { revision: NEW.metadata.name, ...traits })
const unready = { ready: false }

interface Case {
  readonly pods: ReturnType<typeof aPod>[]
  readonly budget?: number | string
  readonly partition?: number
  readonly policy?: 'OrderedReady' | 'Parallel'
  readonly replicas?: number
}

const snapshotOf = ({ pods, budget, partition = 0, policy = 'Parallel', replicas = pods.length }: Case) => {
  const rollingUpdate = { partition, ...(budget !== undefined && { maxUnavailable: budget }) }
  const spec = { replicas, podManagementPolicy: policy, updateStrategy: { type: 'RollingUpdate', rollingUpdate } }
  const status = { replicas: pods.length, currentRevision: REVISION.metadata.name, currentReplicas: pods.length }
  const set = aSet({ template: template('2'), ...spec }, { status })
  return { ...aSnapshot({ set, pods, revisions: [REVISION, NEW] }), features }
}

const deletedBy = (known: Case): string[] =>
  decide(snapshotOf(known), NOW).flatMap((action) =>
    action.kind === 'delete-pod' ? [action.pod.metadata.name.slice(4)] : [],
  )

describe('an update of several Pods at once', () => {
  const five = [0, 1, 2, 3, 4].map((index) => old(index))
  const cases: [string, Case, string[]][] = [
    ['takes one Pod by default', { pods: five }, ['4']],
    ['takes as many as it may, the highest first', { pods: five, budget: 2 }, ['4', '3']],
    ['takes all where the number is higher', { pods: five, budget: 9 }, ['4', '3', '2', '1', '0']],
    ['stops at the partition', { pods: five, budget: 4, partition: 3 }, ['4', '3']],
    ['rounds a percentage down', { pods: five, budget: '50%' }, ['4', '3']],
    ['takes one Pod where the percentage allows less', { pods: five, budget: '10%' }, ['4']],
    ['takes a percentage of all replicas', { pods: five, budget: '60%', partition: 2 }, ['4', '3', '2']],
    ['counts a Pod below the partition', { pods: [old(0, unready), old(1), old(2)], budget: 2, partition: 1 }, ['2']],
    ['counts a Pod that is missing', { pods: [old(0), old(1), old(2)], budget: 2, replicas: 4 }, ['2']],
    ['counts a Pod that is terminating', { pods: [old(0, { terminating: true }), old(1), old(2)], budget: 2 }, ['2']],
    ['counts an updated Pod', { pods: [old(0), old(1), fresh(2, unready)], budget: 2 }, ['1']],
    ['waits where as many are down as may be', { pods: [old(0), old(1), fresh(2, unready)], budget: 1 }, []],
    ['is done where all are updated', { pods: [fresh(0), fresh(1)], budget: 2 }, []],
    ['replaces unavailable Pods for free under Parallel', { pods: [old(0, unready), old(1), old(2)] }, ['0']],
    ['spends what is left after these', { pods: [old(0, unready), old(1), old(2)], budget: 2 }, ['0', '2']],
    [
      'leaves unavailable Pods below the partition',
      { pods: [old(0, unready), old(1, unready), old(2)], budget: 1, partition: 1 },
      ['1'],
    ],
    ['takes a whole batch under OrderedReady', { pods: five, budget: 2, policy: 'OrderedReady' }, ['4', '3']],
    [
      'waits under OrderedReady until every Pod is available',
      { pods: [old(0), old(1), fresh(2, unready)], budget: 3, policy: 'OrderedReady' },
      [],
    ],
  ]
  for (const [title, known, expected] of cases)
    it(title, () => {
      expect(deletedBy(known)).to.deep.equal(expected)
    })

  it('deletes a Pod that has ended once', () => {
    expect(deletedBy({ pods: [old(0), old(1, { phase: 'Failed' })], budget: 2 })).to.deep.equal(['1', '0'])
  })

  it('takes one Pod where no rollingUpdate block is given', () => {
    const snapshot = snapshotOf({ pods: five, budget: 2 })
    const set = { ...snapshot.set, spec: { ...snapshot.set.spec, updateStrategy: { type: 'RollingUpdate' } } }
    const actions = decide({ ...snapshot, set }, NOW).filter(({ kind }) => kind === 'delete-pod')
    expect(actions.map(inWords)).to.deep.equal(['delete-pod web-4'])
  })

  it('counts no deleted Pod as current any more', () => {
    const status = decide(snapshotOf({ pods: five, budget: 2 }), NOW).find(({ kind }) => kind === 'update-status')
    expect(status?.kind === 'update-status' && status.status?.currentReplicas).to.equal(3)
  })

  it('says what it waits for', () => {
    const waits = decide(snapshotOf({ pods: [old(0), fresh(1, unready)], budget: 1 }), NOW)
    expect(waits.flatMap((action) => (action.kind === 'wait' ? action.because : []))).to.deep.equal([
      '1 Pods are unavailable, which maxUnavailable does not exceed',
    ])
  })

  it('takes one Pod at a time where the feature is off', () => {
    const { features: _, ...off } = snapshotOf({ pods: five, budget: 2 })
    expect(decide(off, NOW).filter(({ kind }) => kind === 'delete-pod')).to.have.lengthOf(1)
  })
})
