import { describe, it } from 'node:test'
import { expect } from 'chai'
import { decide } from './decide.ts'
import {
  aPod,
  aSet,
  aSnapshot,
  type Known,
  NOW,
  type PodTraits,
  REVISION,
  revisionFor,
  template,
  waits,
  work,
} from './testing.ts'

const NEW = revisionFor('2', 2)
const revisions = [REVISION, NEW]
const updated = (spec: Parameters<typeof aSet>[0] = {}, currentReplicas = 3) =>
  aSet(
    { template: template('2'), ...spec },
    {
      status: {
        replicas: 3,
        currentReplicas,
        currentRevision: REVISION.metadata.name,
        updateRevision: NEW.metadata.name,
      },
    },
  )
const old = (name: string, traits: PodTraits = {}) => aPod(name, traits)
const fresh = (name: string, traits: PodTraits = {}) => aPod(name, { revision: NEW.metadata.name, ...traits })
const rolling = (partition: number) => ({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition } } })
const parallel = { podManagementPolicy: 'Parallel' }

describe('rollout', () => {
  const cases: [string, Known, string[], string[]?][] = [
    [
      'replaces the highest ordinal first',
      { set: updated(), pods: [old('web-0'), old('web-1'), old('web-2')] },
      ['delete-pod web-2'],
    ],
    [
      'goes down once the replacement is healthy',
      { set: updated(), pods: [old('web-0'), old('web-1'), fresh('web-2')] },
      ['delete-pod web-1'],
    ],
    [
      'waits while a Pod is not Ready',
      { set: updated(), pods: [old('web-0'), old('web-1'), fresh('web-2', { ready: false })] },
      [],
    ],
    [
      'lets scaling go first',
      { set: updated({ replicas: 2 }), pods: [old('web-0'), old('web-1'), old('web-2')] },
      ['delete-pod web-2'],
    ],
    ['lets healing go first', { set: updated(), pods: [old('web-0'), old('web-2')] }, ['create-pod web-1']],
    [
      'leaves the Pods below the partition',
      { set: updated(rolling(2)), pods: [old('web-0'), old('web-1'), fresh('web-2')] },
      [],
    ],
    [
      'treats the partition as an index',
      { set: updated({ ...rolling(1), ordinals: { start: 5 } }), pods: [old('web-5'), fresh('web-6'), fresh('web-7')] },
      [],
    ],
    [
      'touches nothing for a partition beyond the end',
      { set: updated(rolling(9)), pods: [old('web-0'), old('web-1'), old('web-2')] },
      [],
    ],
    [
      'replaces all where no block is given',
      { set: updated({ updateStrategy: { type: 'RollingUpdate' } }), pods: [old('web-0'), old('web-1'), old('web-2')] },
      ['delete-pod web-2'],
    ],
    [
      'replaces nothing for OnDelete',
      { set: updated({ updateStrategy: { type: 'OnDelete' } }), pods: [old('web-0'), old('web-1'), old('web-2')] },
      [],
    ],
    [
      'replaces a Pod without a revision',
      { set: updated(), pods: [fresh('web-0'), aPod('web-1', { revision: '' }), fresh('web-2')] },
      ['delete-pod web-1'],
    ],
    ['is done when all are new', { set: updated(), pods: [fresh('web-0'), fresh('web-1'), fresh('web-2')] }, []],
    [
      'waits only for higher ordinals where the policy is Parallel',
      { set: updated(parallel), pods: [old('web-0', { ready: false }), old('web-1'), fresh('web-2')] },
      ['delete-pod web-1'],
    ],
    [
      'replaces an unhealthy stale Pod where the policy is Parallel',
      { set: updated(parallel), pods: [old('web-0'), old('web-1'), old('web-2', { ready: false })] },
      ['delete-pod web-2'],
    ],
    [
      'waits for the replacement where the policy is Parallel',
      {
        set: updated({ ...parallel, minReadySeconds: 10 }),
        pods: [old('web-0'), old('web-1'), fresh('web-2', { readyFor: 3 })],
      },
      [],
      ['web-2 is not yet available after its update', 'a Ready Pod is not yet available'],
    ],
    [
      'waits until a Pod is gone where the policy is Parallel',
      { set: updated(parallel), pods: [old('web-0'), old('web-1'), old('web-2', { terminating: true })] },
      [],
      ['web-2 is not yet available after its update'],
    ],
    [
      'waits for a Pod just asked for where the policy is Parallel',
      { set: updated(parallel), pods: [old('web-0'), old('web-1')] },
      ['create-pod web-2'],
      ['web-2 does not exist yet'],
    ],
    [
      'deletes a Failed Pod once where the policy is Parallel',
      { set: updated(parallel), pods: [old('web-0'), old('web-1'), old('web-2', { phase: 'Failed' })] },
      ['delete-pod web-2'],
      ['web-2 has ended'],
    ],
  ]
  for (const [title, known, expected, because] of cases) {
    it(title, () => {
      expect(work({ revisions, ...known })).to.deep.equal(expected)
      if (because) expect(waits({ revisions, ...known })).to.deep.equal(because)
    })
  }
})

describe('the revision of a lost Pod', () => {
  const bare = { updateStrategy: { type: 'RollingUpdate' } }
  const cases: [string, Known['set'], number, string][] = [
    ['is the update revision with partition 0', updated(), 0, '2'],
    ['is the current revision below the partition', updated(rolling(1)), 0, '1'],
    ['is the update revision at the partition', updated(rolling(1)), 1, '2'],
    ['counts the partition from the start ordinal', updated({ ...rolling(1), ordinals: { start: 4 } }), 0, '1'],
    ['is the current one without a block, for as many as there are', updated(bare, 2), 1, '1'],
    ['is the update revision without a block above these', updated(bare, 2), 2, '2'],
    ['is the update revision without a block and without status', aSet({ template: template('2'), ...bare }), 0, '2'],
    ['is the update revision for OnDelete', updated({ updateStrategy: { type: 'OnDelete' } }), 0, '2'],
    ['is the update revision where no strategy is stored', updated({ updateStrategy: undefined as never }), 0, '2'],
    ['takes a block without partition for partition 0', updated({ updateStrategy: { rollingUpdate: {} } }), 0, '2'],
  ]
  for (const [title, set, index, image] of cases) {
    it(title, () => {
      const actions = decide(aSnapshot({ set: { ...set!, spec: { ...set!.spec, ...parallel } }, revisions }), NOW)
      const created = actions.flatMap((action) => (action.kind === 'create-pod' ? [action.pod] : []))[index]
      expect(created?.spec.containers[0]?.image).to.equal(image)
      const revision = image === '1' ? REVISION : NEW
      expect(created?.metadata.labels?.['controller-revision-hash']).to.equal(revision.metadata.name)
    })
  }
})
