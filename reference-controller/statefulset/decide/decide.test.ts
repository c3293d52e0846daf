import { describe, it } from 'node:test'
import { expect } from 'chai'
import fc from 'fast-check'
import type { Pod, StatefulSet } from '../../client/objects.ts'
import type { Action, Snapshot } from './actions.ts'
import { decide } from './decide.ts'
import { identityOf } from './identity.ts'
import { inRange } from './ordinals.ts'
import { isRunningAndReady, isTerminating } from './pod-health.ts'
import { aClaim, aPod, aSet, aSnapshot, NOW, REVISION, revisionFor, template } from './testing.ts'

/** Any state that a set and its Pods could be in, strange ones included. */
const FOREIGN = aPod('web-1', {
  metadata: { ownerReferences: [{ apiVersion: 'v1', kind: 'X', name: 'x', uid: 'x', controller: true }] },
})
const NEW = revisionFor('2', 2)

const anyPod = fc
  .record({
    ordinal: fc.nat(8),
    phase: fc.constantFrom('Pending', 'Running', 'Running', 'Running', 'Failed', 'Succeeded'),
    ready: fc.boolean(),
    readyFor: fc.nat(20),
    terminating: fc.boolean(),
    revision: fc.constantFrom(REVISION.metadata.name, NEW.metadata.name, 'third', ''),
  })
  .map(({ ordinal, ...traits }) => aPod(`web-${ordinal}`, traits))

const anyStrategy: fc.Arbitrary<NonNullable<StatefulSet['spec']['updateStrategy']>> = fc.oneof(
  fc.constantFrom({ type: 'RollingUpdate' }, { type: 'OnDelete' }),
  fc.nat(7).map((partition) => ({ type: 'RollingUpdate', rollingUpdate: { partition } })),
)

const anySet = fc
  .record({
    replicas: fc.nat(6),
    podManagementPolicy: fc.constantFrom('OrderedReady', 'Parallel'),
    ordinals: fc.record({ start: fc.nat(3) }),
    minReadySeconds: fc.constantFrom(0, 10),
    updateStrategy: anyStrategy,
    template: fc.constantFrom(template('1'), template('2')),
    volumeClaimTemplates: fc.boolean().map((claimed) => (claimed ? [aClaim('data')] : [])),
  })
  .map((spec) => aSet(spec, { status: { replicas: 3, currentReplicas: 2, currentRevision: REVISION.metadata.name } }))

const anySnapshot = fc
  .record({
    set: anySet,
    pods: fc.uniqueArray(anyPod, { selector: ({ metadata }) => metadata.name }),
    claims: fc.subarray([0, 1, 2, 3].map((ordinal) => aClaim(`data-web-${ordinal}`))),
  })
  .map(({ set, pods, claims }) => {
    const newest = set.spec.template.spec.containers[0]?.image === '1' ? REVISION : NEW
    return { ...aSnapshot({ set, pods, claims, revisions: [REVISION, NEW] }), established: newest }
  })

function always(property: (snapshot: Snapshot, actions: Action[]) => void) {
  fc.assert(fc.property(anySnapshot, (snapshot) => property(snapshot, decide(snapshot, NOW))))
}

const isOrdered = ({ set }: Snapshot) => set.spec.podManagementPolicy !== 'Parallel'
const podsIn = (actions: Action[], ...kinds: Action['kind'][]): Pod[] =>
  actions.flatMap((action) => ('pod' in action && kinds.includes(action.kind) ? [action.pod] : []))
const ordinalOf = ({ metadata }: Pod) => identityOf(metadata.name)?.ordinal ?? -1
const expectedPlaces = ({ spec }: StatefulSet, pods: readonly Pod[]) =>
  Array.from({ length: spec.replicas ?? 1 }, (_, index) => {
    const ordinal = (spec.ordinals?.start ?? 0) + index
    return { ordinal, pod: pods.find((pod) => ordinalOf(pod) === ordinal) }
  })

describe('decide, in any state', () => {
  it('gives the same actions for the same snapshot and time', () => {
    always((snapshot, actions) => {
      expect(decide(snapshot, NOW)).to.deep.equal(actions)
    })
  })

  it('creates and deletes at most one Pod at a time where the policy is OrderedReady', () => {
    always((snapshot, actions) => {
      if (isOrdered(snapshot)) expect(podsIn(actions, 'create-pod', 'delete-pod').length).to.be.at.most(1)
    })
  })

  it('creates no Pod above one that is not Ready where the policy is OrderedReady', () => {
    always((snapshot, actions) => {
      if (!isOrdered(snapshot)) return
      for (const created of podsIn(actions, 'create-pod')) {
        const lower = expectedPlaces(snapshot.set, snapshot.pods).filter(({ ordinal }) => ordinal < ordinalOf(created))
        expect(lower.every(({ pod }) => pod && isRunningAndReady(pod) && !isTerminating(pod))).to.equal(true)
      }
    })
  })

  it('creates Pods in range only, and only where there is none', () => {
    always((snapshot, actions) => {
      const names = podsIn(actions, 'create-pod').map(({ metadata }) => metadata.name)
      expect(new Set(names).size).to.equal(names.length)
      for (const pod of podsIn(actions, 'create-pod')) {
        expect(inRange(snapshot.set, ordinalOf(pod))).to.equal(true)
        expect(snapshot.pods.some(({ metadata }) => metadata.name === pod.metadata.name)).to.equal(false)
      }
    })
  })

  it('never deletes a Pod twice', () => {
    always((_, actions) => {
      const doomed = podsIn(actions, 'delete-pod')
      expect(new Set(doomed).size).to.equal(doomed.length)
      expect(doomed.some(isTerminating)).to.equal(false)
    })
  })

  it('creates and repairs no Pod beyond the range', () => {
    always(({ set }, actions) => {
      const kept = podsIn(actions, 'create-pod', 'repair-pod', 'create-claims')
      expect(kept.every((pod) => inRange(set, ordinalOf(pod)))).to.equal(true)
    })
  })

  it('deletes for an update at most one Pod', () => {
    always(({ set }, actions) => {
      const healthy = podsIn(actions, 'delete-pod').filter(
        (pod) => inRange(set, ordinalOf(pod)) && isRunningAndReady(pod),
      )
      expect(healthy.length).to.be.at.most(1)
    })
  })

  it('leaves the Pods of others alone', () => {
    always((snapshot) => {
      const actions = decide({ ...snapshot, pods: [...snapshot.pods, FOREIGN] }, NOW)
      expect(podsIn(actions, 'delete-pod', 'repair-pod', 'release-pod', 'adopt-pod')).not.to.include(FOREIGN)
    })
  })

  it('writes the status after all that is done to Pods', () => {
    always((_, actions) => {
      const at = actions.findIndex(({ kind }) => kind === 'update-status')
      const after = at < 0 ? [] : actions.slice(at + 1)
      expect(after.every(({ kind }) => kind === 'wait' || kind === 'delete-revision')).to.equal(true)
    })
  })

  it('does nothing but tell the status while the set is being deleted', () => {
    always((snapshot) => {
      const metadata = { ...snapshot.set.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' }
      const actions = decide({ ...snapshot, set: { ...snapshot.set, metadata } }, NOW)
      expect(actions.every(({ kind }) => kind === 'update-status' || kind === 'wait')).to.equal(true)
    })
  })
})
