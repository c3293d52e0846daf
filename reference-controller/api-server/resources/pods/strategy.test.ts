import { describe, it } from 'node:test'
import { expect } from 'chai'
import { resourceDefinitions } from '../registry.ts'
import { qualityOfService } from './quality-of-service.ts'

const { strategy } = resourceDefinitions().find(({ plural }) => plural === 'pods')!

describe('the grace of a Pod’s deletion', () => {
  const pod = (spec: object, phase = 'Running') => ({ metadata: { name: 'p' }, spec, status: { phase } })
  const table: [string, object, string, number | undefined, number][] = [
    ['its own', { nodeName: 'n', terminationGracePeriodSeconds: 30 }, 'Running', undefined, 30],
    ['the asked one', { nodeName: 'n', terminationGracePeriodSeconds: 30 }, 'Running', 5, 5],
    ['none when asked so', { nodeName: 'n', terminationGracePeriodSeconds: 30 }, 'Running', 0, 0],
    ['none without a node', { terminationGracePeriodSeconds: 30 }, 'Pending', 5, 0],
    ['none when it has failed', { nodeName: 'n', terminationGracePeriodSeconds: 30 }, 'Failed', 5, 0],
    ['none when it has succeeded', { nodeName: 'n' }, 'Succeeded', undefined, 0],
    ['a second for a negative one', { nodeName: 'n', terminationGracePeriodSeconds: -3 }, 'Running', undefined, 1],
  ]
  for (const [what, spec, phase, asked, expected] of table) {
    it(`is ${what}`, () => {
      expect(strategy.gracePeriod!(pod(spec, phase), asked)).to.equal(expected)
    })
  }
})

describe('qualityOfService', () => {
  const container = (limits?: Record<string, string>, requests?: Record<string, string>) => ({
    name: 'c',
    resources: { ...(limits ? { limits } : {}), ...(requests ? { requests } : {}) },
  })
  const full = { cpu: '1', memory: '1Gi' }
  const table: [string, ReturnType<typeof container>[], string][] = [
    ['nothing', [container()], 'BestEffort'],
    ['zero', [container(undefined, { cpu: '0' })], 'BestEffort'],
    ['storage only', [container({ 'ephemeral-storage': '1Gi' })], 'BestEffort'],
    ['equal limits and requests', [container(full, { cpu: '1000m', memory: '1024Mi' })], 'Guaranteed'],
    ['limits only', [container(full)], 'Guaranteed'],
    ['one of two containers', [container(full), container()], 'Burstable'],
    ['requests only', [container(undefined, full)], 'Burstable'],
    ['a smaller request', [container(full, { cpu: '1', memory: '1Mi' })], 'Burstable'],
  ]
  for (const [what, containers, expected] of table) {
    it(`${what} is ${expected}`, () => {
      expect(qualityOfService({ containers })).to.equal(expected)
    })
  }
})
