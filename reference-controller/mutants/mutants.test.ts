import { describe, it } from 'node:test'
import { expect } from 'chai'
import { decide } from '../statefulset/decide/decide.ts'
import {
  aClaim,
  aPod,
  aSet,
  aSnapshot,
  inWords,
  type Known,
  NOW,
  REVISION,
  revisionFor,
  template,
} from '../statefulset/decide/testing.ts'
import { findMutant, mutants } from './index.ts'

const NEW = revisionFor('2', 2)
const revisions = [REVISION, NEW]
const whole = [aPod('web-0'), aPod('web-1'), aPod('web-2')]
const status = { replicas: 3, currentReplicas: 2, currentRevision: REVISION.metadata.name }
const updated = (spec = {}) => aSet({ template: template('2'), ...spec }, { status })
const partition = { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 3 } } }
const claimed = { replicas: 1, volumeClaimTemplates: [aClaim('data')] }

function decided(by: typeof decide, known: Known): string[] {
  return by(aSnapshot({ revisions, ...known }), NOW)
    .filter(({ kind }) => kind !== 'update-status' && kind !== 'wait')
    .map(inWords)
}

/** What the mutant does where the controller does something else. */
const deviations: Record<string, [Known, string[]]> = {
  'parallel-is-ordered': [
    { set: aSet({ podManagementPolicy: 'Parallel' }), revisions: [REVISION] },
    ['create-pod web-0'],
  ],
  'waits-skipped': [{ pods: [aPod('web-0', { ready: false })], revisions: [REVISION] }, ['create-pod web-1']],
  'lowest-first': [{ set: aSet({ replicas: 1 }), pods: whole, revisions: [REVISION] }, ['delete-pod web-1']],
  'termination-not-awaited': [
    {
      set: aSet({ replicas: 1 }),
      pods: [aPod('web-0'), aPod('web-1'), aPod('web-2', { terminating: true })],
      revisions: [REVISION],
    },
    ['delete-pod web-1'],
  ],
  'partition-ignored': [{ set: updated(partition), pods: whole }, ['delete-pod web-2']],
  'partition-capped': [{ set: updated(partition), pods: whole }, ['delete-pod web-2']],
  'on-delete-rolls': [{ set: updated({ updateStrategy: { type: 'OnDelete' } }), pods: whole }, ['delete-pod web-2']],
  'two-at-once': [{ set: updated(), pods: whole }, ['delete-pod web-1', 'delete-pod web-2']],
  'label-missing': [
    {
      set: aSet({ replicas: 1 }),
      pods: [aPod('web-0', { labels: { 'statefulset.kubernetes.io/pod-name': '' } })],
      revisions: [REVISION],
    },
    [],
  ],
}

describe('mutants', () => {
  for (const [name, [known, expected]] of Object.entries(deviations)) {
    it(`${name} does otherwise`, () => {
      const mutant = findMutant(name).rules.decide ?? decide
      expect(decided(mutant, known)).to.deep.equal(expected)
      expect(decided(decide, known)).not.to.deep.equal(expected)
    })

    it(`${name} does as it should for a whole set`, () => {
      expect(decided(findMutant(name).rules.decide ?? decide, { pods: whole, revisions: [REVISION] })).to.deep.equal([])
    })
  }

  it('lost-pod-updated takes the new template', () => {
    const bare = { updateStrategy: { type: 'RollingUpdate' } }
    const snapshot = aSnapshot({ set: updated(bare), revisions })
    const images = [decide, findMutant('lost-pod-updated').rules.decide ?? decide].map((by) => {
      const [action] = by(snapshot, NOW)
      return action?.kind === 'create-pod' ? action.pod.spec.containers[0]?.image : undefined
    })
    expect(images).to.deep.equal(['1', '2'])
  })

  it('label-missing creates Pods without their label', () => {
    const [action] = findMutant('label-missing').rules.decide?.(aSnapshot({ revisions: [REVISION] }), NOW) ?? []
    expect(action?.kind === 'create-pod' && Object.keys(action.pod.metadata.labels ?? {})).not.to.include(
      'statefulset.kubernetes.io/pod-name',
    )
  })

  it('fresh-claims gives a recreated Pod other claims than it had, each time', () => {
    const claims = [aClaim('data-web-0'), aClaim('data-web-0-again')]
    const snapshot = aSnapshot({ set: aSet(claimed), claims, revisions: [REVISION] })
    const [action] = findMutant('fresh-claims').rules.decide?.(snapshot, NOW) ?? []
    expect(action?.kind).to.equal('create-pod')
    if (action?.kind !== 'create-pod') return
    expect(action.claims.missing.map(({ metadata }) => metadata.name)).to.deep.equal(['data-web-0-again-again'])
    expect(action.pod.spec.volumes?.[0]?.persistentVolumeClaim?.claimName).to.equal('data-web-0-again-again')
  })

  it('fresh-claims gives a new Pod the claims that it should have', () => {
    const snapshot = aSnapshot({ set: aSet(claimed), revisions: [REVISION] })
    expect(findMutant('fresh-claims').rules.decide?.(snapshot, NOW)).to.deep.equal(decide(snapshot, NOW))
  })

  it('of the API server leave all resources but StatefulSets as they are', () => {
    const strategies = mutants.flatMap(({ rules }) => rules.adaptStrategy ?? [])
    const strategy = {} as Parameters<(typeof strategies)[number]>[1]
    for (const adapt of strategies) {
      expect(adapt('pods', strategy)).to.equal(strategy)
      expect(adapt('statefulsets', strategy)).to.not.deep.equal(strategy)
    }
  })

  it('have names of their own, and each names a guarantee', () => {
    expect(new Set(mutants.map(({ name }) => name)).size).to.equal(mutants.length)
    for (const { guarantee, sentence } of mutants) {
      expect(guarantee).to.match(/^SS-[A-Z]{3}-\d{3}$/)
      expect(sentence).to.match(/^[A-Z].*\.$/)
    }
  })

  it('are not found under a wrong name', () => {
    expect(() => findMutant('nobody')).to.throw(/found "nobody"; there are label-missing, /)
  })
})
