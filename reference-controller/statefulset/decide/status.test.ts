import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { StatefulSetStatus } from '../../client/objects.ts'
import { decide } from './decide.ts'
import { aPod, aSet, aSnapshot, type Known, NOW, REVISION, revisionFor, template } from './testing.ts'

const NEW = revisionFor('2', 2)
const old = REVISION.metadata.name
const fresh = NEW.metadata.name
const deleted = { metadata: { name: 'web', namespace: 'n', uid: 'set', generation: 4, deletionTimestamp: 'x' } }

function statusOf(known: Known) {
  const action = decide(aSnapshot(known), NOW).find(({ kind }) => kind === 'update-status')
  return action?.kind === 'update-status' ? action : undefined
}

const nothing: StatefulSetStatus = {
  observedGeneration: 1,
  replicas: 0,
  readyReplicas: 0,
  availableReplicas: 0,
  currentReplicas: 0,
  updatedReplicas: 0,
  currentRevision: old,
  updateRevision: old,
  collisionCount: 0,
}
const three = {
  ...nothing,
  replicas: 3,
  readyReplicas: 3,
  availableReplicas: 3,
  currentReplicas: 3,
  updatedReplicas: 3,
}
const whole = [aPod('web-0'), aPod('web-1'), aPod('web-2')]
const rolling = (status: Partial<StatefulSetStatus> = {}, spec = {}) => ({
  set: aSet(
    { template: template('2'), ...spec },
    { status: { ...three, ...status, updateRevision: fresh, updatedReplicas: 0 } },
  ),
  revisions: [REVISION, NEW],
})

describe('status', () => {
  const cases: [string, Known, Partial<StatefulSetStatus>][] = [
    ['of an empty set', {}, nothing],
    ['of a whole set', { pods: whole }, three],
    [
      'counts unready Pods as replicas only',
      { pods: [aPod('web-0', { ready: false })] },
      { replicas: 1, readyReplicas: 0, currentReplicas: 1 },
    ],
    [
      'counts terminating Pods as replicas and ready, but of no revision',
      { pods: [aPod('web-0', { terminating: true })] },
      { replicas: 1, readyReplicas: 1, currentReplicas: 0, updatedReplicas: 0 },
    ],
    ['counts surplus Pods', { pods: [...whole, aPod('web-3'), aPod('web-4')] }, { replicas: 5, currentReplicas: 5 }],
    ['does not count what is no ordinal', { pods: [aPod('web-99999999999')] }, { replicas: 0 }],
    [
      'counts what has been Ready for long enough as available',
      { set: aSet({ minReadySeconds: 10 }), pods: [aPod('web-0'), aPod('web-1', { readyFor: 9 })] },
      { readyReplicas: 2, availableReplicas: 1 },
    ],
    [
      'counts the revisions during a rollout, less the Pod that goes',
      { ...rolling(), pods: [aPod('web-0'), aPod('web-1'), aPod('web-2', { revision: fresh })] },
      { currentReplicas: 1, updatedReplicas: 1, currentRevision: old, updateRevision: fresh },
    ],
    [
      'does not count a third revision, and does not take it off',
      { ...rolling(), pods: [aPod('web-0'), aPod('web-1'), aPod('web-2', { revision: 'third' })] },
      { currentReplicas: 2, updatedReplicas: 0 },
    ],
    [
      'is promoted when all Pods are new and Ready',
      { ...rolling(), pods: whole.map(({ metadata }) => aPod(metadata.name, { revision: fresh })) },
      { currentRevision: fresh, currentReplicas: 3, updatedReplicas: 3 },
    ],
    [
      'is promoted for zero replicas',
      { ...rolling({}, { replicas: 0, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } } }) },
      { currentRevision: fresh },
    ],
    [
      'is promoted where no strategy is stored',
      {
        ...rolling({}, { updateStrategy: undefined }),
        pods: whole.map(({ metadata }) => aPod(metadata.name, { revision: fresh })),
      },
      { currentRevision: fresh },
    ],
    [
      'is not promoted for OnDelete',
      {
        ...rolling({}, { updateStrategy: { type: 'OnDelete' } }),
        pods: whole.map(({ metadata }) => aPod(metadata.name, { revision: fresh })),
      },
      { currentRevision: old, currentReplicas: 0, updatedReplicas: 3 },
    ],
    [
      'is promoted for OnDelete where the version does that',
      {
        ...rolling({}, { updateStrategy: { type: 'OnDelete' } }),
        pods: whole.map(({ metadata }) => aPod(metadata.name, { revision: fresh })),
        features: { maxUnavailable: true, recreate: false, completesOnDelete: true },
      },
      { currentRevision: fresh, currentReplicas: 3, updatedReplicas: 3 },
    ],
    [
      'falls back to the update revision if the current one is not recorded',
      { ...rolling({ currentRevision: 'web-lost' }), pods: [] },
      { currentRevision: fresh },
    ],
    [
      'of a set that is being deleted counts all its Pods',
      {
        set: aSet({}, { ...deleted, status: { ...three, observedGeneration: 3 } }),
        revisions: [],
        pods: [aPod('web-0'), aPod('web-99999999999')],
      },
      { observedGeneration: 4, replicas: 2, currentRevision: old, updateRevision: old },
    ],
    [
      'of a set that is being deleted names no revision where there never was one',
      { set: aSet({}, deleted), revisions: [], pods: [aPod('web-0')] },
      { currentRevision: '', updateRevision: '' },
    ],
    [
      'does not take off a Failed Pod',
      { pods: [aPod('web-0', { phase: 'Failed' })] },
      { replicas: 1, currentReplicas: 1 },
    ],
  ]
  for (const [title, known, expected] of cases) {
    it(title, () => {
      expect(statusOf(known)?.status).to.deep.include(expected)
    })
  }

  it('is not written again if nothing has changed', () => {
    expect(statusOf({ set: aSet({}, { status: three }), pods: whole })).to.equal(undefined)
  })

  it('is written for a new generation alone', () => {
    const set = aSet({}, { metadata: { name: 'web', namespace: 'n', uid: 'set', generation: 2 }, status: three })
    expect(statusOf({ set, pods: whole })?.status).to.deep.equal({ ...three, observedGeneration: 2 })
  })

  it('never goes back to an older generation', () => {
    expect(statusOf({ set: aSet({}, { status: { ...three, observedGeneration: 5 } }), pods: whole })).to.equal(
      undefined,
    )
  })

  it('counts the Pod as current if its deletion fails', () => {
    const action = statusOf({ ...rolling(), pods: whole })
    expect(action?.status?.currentReplicas).to.equal(2)
    // With the Pod counted, there is nothing new to say.
    expect(action?.ifFailed).to.equal(undefined)
  })

  it('keeps the count of collisions', () => {
    const set = aSet({}, { status: { ...nothing, collisionCount: 2 } })
    expect(statusOf({ set, pods: whole })?.status?.collisionCount).to.equal(2)
  })

  it('is looked at again when the next Pod becomes available', () => {
    const pods = [aPod('web-0'), aPod('web-1', { readyFor: 9 }), aPod('web-2', { readyFor: 4 })]
    const last = decide(
      aSnapshot({ set: aSet({ minReadySeconds: 10, podManagementPolicy: 'Parallel' }), pods }),
      NOW,
    ).at(-1)
    expect(last).to.deep.equal({ kind: 'wait', because: 'a Ready Pod is not yet available', due: NOW + 1000 })
  })

  it('is looked at again after minReadySeconds where nobody knows since when a Pod is Ready', () => {
    const timeless = { ...aPod('web-0'), status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] } }
    const last = decide(aSnapshot({ set: aSet({ minReadySeconds: 10 }), pods: [timeless] }), NOW).at(-1)
    expect(last).to.deep.include({ kind: 'wait', due: NOW + 10_000 })
  })
})

describe('history', () => {
  const past = Array.from({ length: 12 }, (_, index) => revisionFor(`past ${index}`, index - 20))
  const deletions = (revisionHistoryLimit: number | undefined, pods = whole, rest = {}) => {
    const spec = revisionHistoryLimit === undefined ? {} : { revisionHistoryLimit }
    const set = aSet(spec, rest)
    return decide(aSnapshot({ set, pods, revisions: [...past, REVISION] }), NOW).flatMap((action) =>
      action.kind === 'delete-revision' ? [action.revision.metadata.name] : [],
    )
  }
  const oldest = past.map(({ metadata }) => metadata.name)

  const cases: [string, string[], string[]][] = [
    ['keeps ten by default, and deletes the oldest', deletions(undefined), oldest.slice(0, 2)],
    ['keeps as many as the limit says', deletions(3), oldest.slice(0, 9)],
    ['keeps none for limit 0', deletions(0), oldest],
    ['keeps all for a negative limit', deletions(-1), []],
    ['keeps what a Pod refers to', deletions(0, [...whole, aPod('web-3', { revision: oldest[0]! })]), oldest.slice(1)],
    ['keeps all while the set is being deleted', deletions(0, whole, deleted), []],
  ]
  for (const [title, found, expected] of cases) {
    it(title, () => {
      expect(found).to.deep.equal(expected)
    })
  }
})
