import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Pod, PodDisruptionBudget } from '../client/index.ts'
import { budgetStatus, selectsPod } from './budget-status.ts'

const NOW = Date.parse('2026-01-01T00:00:00Z')
const around = { scaleOf: () => 4, now: NOW, nowText: '2026-01-01T00:00:00Z' }

function pod(name: string, more: { ready?: boolean; deleted?: boolean } = {}): Pod {
  const { ready = true, deleted = false } = more
  return {
    metadata: {
      name,
      namespace: 'ns',
      labels: { app: 'web' },
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: 'u', controller: true }],
      ...(deleted ? { deletionTimestamp: '2026-01-01T00:00:00Z' } : {}),
    },
    spec: { containers: [] },
    status: { conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
  }
}

function budget(spec: object, status?: object): PodDisruptionBudget {
  const metadata = { name: 'b', namespace: 'ns', generation: 2 }
  return { metadata, spec: { selector: { matchLabels: { app: 'web' } }, ...spec }, ...(status ? { status } : {}) }
}

describe('budgetStatus', () => {
  const three = [pod('web-0'), pod('web-1'), pod('web-2')]
  const cases = [
    { what: 'a number that stays', spec: { minAvailable: 2 }, allowed: 1, desired: 2, expected: 3 },
    { what: 'a part that stays, rounded up', spec: { minAvailable: '30%' }, allowed: 1, desired: 2, expected: 4 },
    { what: 'a number that goes', spec: { maxUnavailable: 1 }, allowed: 0, desired: 3, expected: 4 },
    { what: 'a part that goes, rounded up', spec: { maxUnavailable: '60%' }, allowed: 2, desired: 1, expected: 4 },
    { what: 'nothing said', spec: {}, allowed: 0, desired: 0, expected: 0 },
  ]
  for (const { what, spec, allowed, desired, expected } of cases) {
    it(`counts ${what}`, () => {
      expect(budgetStatus(budget(spec), three, around).status).to.deep.include({
        observedGeneration: 2,
        disruptionsAllowed: allowed,
        currentHealthy: 3,
        desiredHealthy: desired,
        expectedPods: expected,
      })
    })
  }

  it('counts neither who is not ready nor who is going', () => {
    const pods = [pod('web-0'), pod('web-1', { ready: false }), pod('web-2', { deleted: true })]
    const { status } = budgetStatus(budget({ minAvailable: 2 }), pods, around)
    expect(status).to.deep.include({ currentHealthy: 1, disruptionsAllowed: 0 })
    expect(status?.conditions?.[0]).to.deep.include({ status: 'False', reason: 'InsufficientPods' })
  })

  it('takes an evicted Pod for gone, but not for ever', () => {
    const evicted = { disruptedPods: { 'web-0': '2026-01-01T00:00:00Z' } }
    const soon = budgetStatus(budget({ minAvailable: 2 }, evicted), three, around)
    expect(soon.status).to.deep.include({ currentHealthy: 2, ...evicted })
    const later = { ...around, now: soon.recheckAt ?? 0 }
    expect(budgetStatus(budget({ minAvailable: 2 }, evicted), three, later).status).to.deep.include({
      currentHealthy: 3,
    })
  })

  it('says nothing twice', () => {
    const { status } = budgetStatus(budget({ minAvailable: 2 }), three, around)
    expect(budgetStatus(budget({ minAvailable: 2 }, status), three, around).status).to.equal(undefined)
  })
})

describe('selectsPod', () => {
  const of = (selector: object | undefined) =>
    selectsPod({ ...budget({}), spec: selector ? { selector } : {} }, pod('p'))
  it('asks labels and expressions', () => {
    expect(of(undefined)).to.equal(false)
    expect(of({})).to.equal(true)
    expect(of({ matchLabels: { app: 'db' } })).to.equal(false)
    expect(of({ matchExpressions: [{ key: 'app', operator: 'In', values: ['web'] }] })).to.equal(true)
    expect(of({ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] })).to.equal(false)
    expect(of({ matchExpressions: [{ key: 'app', operator: 'Exists' }] })).to.equal(true)
    expect(of({ matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] })).to.equal(false)
  })
})
