import { describe, it } from 'node:test'
import { expect } from 'chai'
import { type ApiClient, ApiError, type Pod } from '../client/index.ts'
import { controlledClock } from '../clock.ts'
import { addresses } from './addresses.ts'
import { kubelet } from './kubelet.ts'
import { simulatedNode } from './nodes.ts'
import { type Personality, personalities } from './stages/index.ts'

const NODE = simulatedNode(0, '2026-01-01T00:00:00Z')

function setUp(personality: Personality, answer: () => unknown = () => ({})) {
  const asked: unknown[] = []
  const note =
    (verb: string) =>
    async (...args: unknown[]) => {
      asked.push([verb, ...args.slice(2)])
      return answer()
    }
  const client = { patch: note('patch'), remove: note('remove') } as unknown as ApiClient
  const clock = controlledClock(Date.UTC(2026, 0, 1))
  return { asked, clock, node: kubelet({ client, clock, stages: personalities[personality], addresses: addresses() }) }
}

function pod(status: Pod['status'] = { phase: 'Pending' }): Pod {
  const metadata = { namespace: 'default', name: 'web-0', uid: 'u-0', resourceVersion: '7' }
  return { metadata, spec: { nodeName: 'node-0', containers: [{ name: 'c' }] }, status: status ?? {} }
}

function dying(one: Pod): Pod {
  const deletion = { deletionTimestamp: '2026-01-01T00:00:30Z', deletionGracePeriodSeconds: 30 }
  return { ...one, metadata: { ...one.metadata, ...deletion } }
}

describe('the kubelet', () => {
  it('writes a status with the uid and version of the Pod that it was computed from', async () => {
    const { asked, node } = setUp('ordinary')
    expect(await node.sync(pod(), NODE)).to.equal(undefined)
    expect(asked).to.have.length(1)
    const [verb, name, patch] = asked[0] as [string, string, { type: string; subresource: string; body: Pod }]
    expect([verb, name, patch.type, patch.subresource]).to.deep.equal(['patch', 'web-0', 'strategic', 'status'])
    expect(patch.body.metadata).to.deep.equal({ uid: 'u-0', resourceVersion: '7' })
    expect(patch.body.status).to.include({ phase: 'Running', hostIP: '192.168.0.1', podIP: '10.244.0.1' })
  })

  it('waits as long as a stage takes, counted from its first sight', async () => {
    const { asked, clock, node } = setUp('slow')
    const ending = dying(pod({ phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] }))
    expect(await node.sync(ending, NODE)).to.deep.include({ ms: 1000 })
    clock.advance(400)
    expect(await node.sync(ending, NODE)).to.deep.include({ ms: 600 })
    expect(asked).to.deep.equal([])
    clock.advance(600)
    expect(await node.sync(ending, NODE)).to.equal(undefined)
    expect(asked).to.have.length(1)
  })

  it('goes on with other stages while one waits', async () => {
    const { asked, node } = setUp('slow')
    const unready = dying(pod({ phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] }))
    unready.spec.readinessGates = [{ conditionType: 'gate' }]
    expect(await node.sync(unready, NODE)).to.deep.include({ ms: 1000 })
    expect(asked).to.have.length(1)
  })

  for (const [code, reason] of [
    [404, 'NotFound'],
    [409, 'Conflict'],
  ] as const) {
    it(`leaves a Pod that answers ${reason} to its next event`, async () => {
      const { node } = setUp('ordinary', () => {
        throw new ApiError('PATCH', code, { reason })
      })
      expect(await node.sync(pod(), NODE)).to.equal(undefined)
    })
  }

  it('passes other failures on, to be tried again', async () => {
    const { node } = setUp('ordinary', () => {
      throw new ApiError('PATCH', 500, { reason: 'InternalError' })
    })
    const failure = await node.sync(pod(), NODE).catch((error) => error)
    expect(failure).to.be.instanceOf(ApiError)
  })
})
