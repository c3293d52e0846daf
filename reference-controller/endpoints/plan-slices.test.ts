import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Endpoint, EndpointSlice, Pod, Service } from '../client/index.ts'
import { endpointOf, portsOf } from './endpoint-of.ts'
import { ENDPOINTS_PER_SLICE, planSlices } from './plan-slices.ts'
import { sliceOf } from './slice-of.ts'

function service(spec: Partial<Service['spec']> = {}): Service {
  return { metadata: { namespace: 'default', name: 'web', uid: 's-0' }, spec: { clusterIP: 'None', ...spec } }
}

interface PodFacts {
  ready?: boolean
  terminating?: boolean
  phase?: string
  ip?: string
  spec?: Partial<Pod['spec']>
}

function pod(ordinal: number, { ready = true, terminating, phase, ip, spec }: PodFacts = {}): Pod {
  return {
    metadata: {
      namespace: 'default',
      name: `web-${ordinal}`,
      uid: `u-${ordinal}`,
      ...(terminating && { deletionTimestamp: '2026-01-01T00:00:00Z' }),
    },
    spec: { nodeName: 'node-0', hostname: `web-${ordinal}`, subdomain: 'web', containers: [{ name: 'c' }], ...spec },
    status: {
      phase: phase ?? 'Running',
      podIP: ip ?? `10.244.0.${ordinal + 1}`,
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
    },
  }
}

function stored(slice: EndpointSlice, name: string): EndpointSlice {
  const { generateName: _, ...metadata } = slice.metadata
  return { ...slice, metadata: { ...metadata, name } }
}

function endpointsOf(pods: Pod[]): Endpoint[] {
  return pods.flatMap((one) => endpointOf(service(), one) ?? [])
}

const many = (count: number, from = 0) => Array.from({ length: count }, (_, index) => pod(from + index))
const NOTHING = { create: [], update: [], remove: [] }

describe('the endpoint of a Pod', () => {
  const cases: { title: string; facts: PodFacts; publish?: boolean; conditions: Endpoint['conditions'] }[] = [
    { title: 'ready', facts: {}, conditions: { ready: true, serving: true, terminating: false } },
    { title: 'unready', facts: { ready: false }, conditions: { ready: false, serving: false, terminating: false } },
    {
      title: 'terminating yet ready: serving',
      facts: { terminating: true },
      conditions: { ready: false, serving: true, terminating: true },
    },
    {
      title: 'unready, and published nevertheless',
      facts: { ready: false },
      publish: true,
      conditions: { ready: true, serving: false, terminating: false },
    },
    {
      title: 'terminating, and published nevertheless',
      facts: { ready: false, terminating: true },
      publish: true,
      conditions: { ready: true, serving: false, terminating: true },
    },
  ]
  for (const { title, facts, publish = false, conditions } of cases) {
    it(title, () => {
      const endpoint = endpointOf(service({ publishNotReadyAddresses: publish }), pod(0, facts))
      expect(endpoint?.conditions).to.deep.equal(conditions)
    })
  }

  it('is none for a Pod without address or at its end', () => {
    for (const facts of [{ ip: '' }, { phase: 'Succeeded' }, { phase: 'Failed' }]) {
      expect(endpointOf(service(), pod(0, facts))).to.equal(undefined)
    }
  })

  it('has a hostname only under the Service that the Pod names as its subdomain', () => {
    expect(endpointOf(service(), pod(0))?.hostname).to.equal('web-0')
    expect(endpointOf(service(), pod(0, { spec: { subdomain: 'other' } }))?.hostname).to.equal(undefined)
  })

  it('offers the ports of the Service, named ones as the containers have them', () => {
    const ports = [
      { name: 'a', port: 80 },
      { name: 'b', port: 81, targetPort: 8081 },
      { name: 'c', port: 82, targetPort: 'http' },
      { name: 'd', port: 83, targetPort: 'missing' },
      { name: 'e', port: 84, protocol: 'UDP', targetPort: 'http' },
    ]
    const containers = [{ name: 'c', ports: [{ name: 'http', containerPort: 8080 }] }]
    expect(portsOf(service({ ports }), pod(0, { spec: { containers } }))).to.deep.equal([
      { name: 'a', port: 80, protocol: 'TCP' },
      { name: 'b', port: 8081, protocol: 'TCP' },
      { name: 'c', port: 8080, protocol: 'TCP' },
    ])
  })
})

describe('the slices of a Service', () => {
  it('are one empty slice if nobody answers', () => {
    expect(planSlices(service(), [], [])).to.deep.equal({ ...NOTHING, create: [sliceOf(service(), [], [])] })
    expect(planSlices(service(), [], [stored(sliceOf(service(), [], []), 'web-x')])).to.deep.equal(NOTHING)
  })

  it('hold a hundred endpoints each', () => {
    const { create } = planSlices(service(), many(250), [])
    expect(create.map(({ endpoints }) => endpoints.length)).to.deep.equal([100, 100, 50])
  })

  it('are left alone if nothing changed', () => {
    const pods = many(3)
    const slice = stored(sliceOf(service(), [], endpointsOf(pods)), 'web-x')
    expect(planSlices(service(), pods, [slice])).to.deep.equal(NOTHING)
  })

  it('take new endpoints where there is room, and leave the full ones alone', () => {
    const full = stored(sliceOf(service(), [], endpointsOf(many(ENDPOINTS_PER_SLICE))), 'web-full')
    const roomy = stored(sliceOf(service(), [], endpointsOf(many(1, 100))), 'web-roomy')
    const plan = planSlices(service(), many(103), [full, roomy])
    expect(plan.create).to.deep.equal([])
    expect(plan.remove).to.deep.equal([])
    expect(plan.update.map(({ metadata, endpoints }) => [metadata.name, endpoints.length])).to.deep.equal([
      ['web-roomy', 3],
    ])
  })

  it('go when their last endpoint goes, but for one that stays empty', () => {
    const one = stored(sliceOf(service(), [], endpointsOf(many(1))), 'web-a')
    const other = stored(sliceOf(service(), [], endpointsOf(many(1, 1))), 'web-b')
    const plan = planSlices(service(), [], [one, other])
    expect(plan.update.map(({ metadata, endpoints }) => [metadata.name, endpoints.length])).to.deep.equal([
      ['web-a', 0],
    ])
    expect(plan.remove).to.deep.equal([other])
  })

  it('differ by ports if Pods do', () => {
    const ports = [{ name: 'http', port: 80, targetPort: 'http' }]
    const containers = (containerPort: number) => [{ name: 'c', ports: [{ name: 'http', containerPort }] }]
    const pods = [pod(0, { spec: { containers: containers(1) } }), pod(1, { spec: { containers: containers(2) } })]
    const { create } = planSlices(service({ ports }), pods, [])
    expect(create.map((slice) => slice.ports?.map(({ port }) => port))).to.deep.equal([[1], [2]])
  })

  it('follow the labels of the Service', () => {
    const slice = stored(sliceOf(service(), [], endpointsOf(many(1))), 'web-x')
    const labelled = service()
    labelled.metadata.labels = { team: 'a' }
    const [updated] = planSlices(labelled, many(1), [slice]).update
    expect(updated?.metadata.labels).to.include({ team: 'a', 'service.kubernetes.io/headless': '' })
  })
})
