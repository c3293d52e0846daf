import { describe, it } from 'node:test'
import { expect } from 'chai'
import { header, history, marks, object, seen } from '../observe/testing.ts'
import type { TraceEvent } from '../observe/trace.ts'
import { acts, appears, comes, ends, goes, kind, MARKER, ownedBy, set, settled, thing } from './invariants/testing.ts'
import { judge } from './judge.ts'

const head = header({ kind, guarantees: ['SS-RULE'], marks: marks({ label: MARKER }) })
const judged = (...events: TraceEvent[]) => judge({ header: head, trace: history(...events) })
const step = (keyword: 'Given' | 'When' | 'Then'): TraceEvent => ({ kind: 'step', keyword, text: keyword })
const window: TraceEvent = { kind: 'window' }
const ended: TraceEvent = { kind: 'ended' }
const lost: TraceEvent = { kind: 'gap', resource: 'clonesets', reason: '410' }
const failed: TraceEvent = { kind: 'harness-error', message: 'the API server does not answer' }

const status = {
  observedGeneration: 1,
  replicas: 2,
  readyReplicas: 2,
  availableReplicas: 2,
  currentReplicas: 2,
  updatedReplicas: 2,
  collisionCount: 0,
}
const revision = thing('controllerrevisions', 'web-new', 'ADDED', { metadata: { resourceVersion: '0' } })
const two = [
  step('Given'),
  acts('create', 'clonesets', 'web'),
  set({ type: 'ADDED', spec: { replicas: 2 } }),
  revision,
  ...comes('web-0'),
  ...comes('web-1'),
  set({ spec: { replicas: 2 }, status }),
  settled(),
  step('When'),
  window,
]
const scaled = acts('patch', 'clonesets', 'web', { body: { spec: { replicas: 3 } }, subresource: 'scale' })
const shrunk = acts('patch', 'clonesets', 'web', { body: { spec: { replicas: 1 } }, subresource: 'scale' })
const templated = acts('patch', 'clonesets', 'web', { body: { spec: { template: {} } } })

describe('a history that is cut while the watch of the workload is behind', () => {
  for (const [what, end] of [
    ['lost history', [lost, ended]],
    ['harness error', [failed, ended]],
    ['broken off', []],
  ] as const) {
    it(`${what}: a Pod of a scale-up proves nothing`, () => {
      const j = judged(...two, scaled, ...comes('web-2'), ...end)
      expect(j.outcome, JSON.stringify(j)).to.equal('harness error')
    })
    it(`${what}: a surplus Pod proves nothing`, () => {
      const j = judged(...two, shrunk, ends('web-1'), ...end)
      expect(j.outcome, JSON.stringify(j)).to.equal('harness error')
    })
    it(`${what}: a Pod deleted for an update proves nothing`, () => {
      const j = judged(...two, templated, ends('web-1'), goes('web-1'), ...end)
      expect(j.outcome, JSON.stringify(j)).to.equal('harness error')
    })
    it(`${what}: a Pod of a set that is created again proves nothing`, () => {
      const gone = seen('clonesets', 'DELETED', object('web', { spec: { replicas: 2 } }))
      const again = acts('create', 'clonesets', 'web')
      const j = judged(
        ...two,
        acts('delete', 'clonesets', 'web'),
        goes('web-0'),
        goes('web-1'),
        gone,
        again,
        appears('web-0', { metadata: { uid: 'second', ownerReferences: ownedBy('web', 'uid-2') } }),
        ...end,
      )
      expect(j.outcome, JSON.stringify(j)).to.equal('harness error')
    })
  }
  it('control: the same with the set delivered and settled is kept', () => {
    const st = {
      ...status,
      replicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      currentReplicas: 3,
      updatedReplicas: 3,
    }
    const then: TraceEvent = {
      kind: 'expectation',
      phrase: '{exactly} was/were {verb}',
      args: [{ what: 'Pod', names: ['web-2'] }, 'created'],
      text: 't',
    }
    const j = judged(
      ...two,
      then,
      scaled,
      ...comes('web-2'),
      set({ spec: { replicas: 3 }, status: st }),
      settled(),
      { kind: 'judged', expectation: 12, when: 'settled' },
      ended,
    )
    expect(j.outcome, JSON.stringify(j)).to.equal('kept')
  })

  it('a rest that was not reached has delivered nothing', () => {
    const judgement = judged(...two, scaled, ...comes('web-2'), settled({ rests: false }), failed, ended)
    expect(judgement.outcome === 'broken' && judgement.violations.map(({ source }) => source)).to.deep.equal(['rest'])
  })
})
