import { afterEach, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { startActivity } from '../activity.ts'
import { type ApiClient, connect, type Node, nodes, type Pod, pods, refusedAs } from '../client/index.ts'
import { controlledClock } from '../clock.ts'
import { flowingClock } from '../flowing-clock.ts'
import { type Cluster, type Nodes, startCluster, startNodes } from '../start-parts.ts'

describe('the Pod garbage collector', () => {
  // It stands still between leaps.
  const clock = flowingClock(controlledClock(Date.parse('2026-01-01T00:00:00Z')))
  const activity = startActivity()
  let cluster: Cluster
  let parts: Nodes
  let client: ApiClient

  beforeEach(async () => {
    cluster = await startCluster({ clock, activity })
    const { kubeconfig, inProcess: transport } = cluster
    client = connect(kubeconfig, { userAgent: 'a-test', transport })
    parts = await startNodes(kubeconfig, { parts: ['pod-garbage-collector'], clock, activity, transport })
  })
  afterEach(async () => {
    await client.close()
    await parts.stop()
    await cluster.stop()
  })

  const idle = () => activity.idle(AbortSignal.timeout(10_000))
  const pass = (seconds: number) => clock.leap(seconds * 1000, idle)
  const held = { finalizers: ['test/hold'] }

  async function create(nodeName: string | undefined, metadata: object = {}) {
    const spec = { containers: [{ name: 'c', image: 'i' }], ...(nodeName ? { nodeName } : {}) }
    await client.create<Pod>(pods, 'default', { metadata: { name: 'web-0', ...metadata }, spec })
  }

  async function found(): Promise<Pod | undefined> {
    try {
      return await client.get<Pod>(pods, 'default', 'web-0')
    } catch (error) {
      if (refusedAs(error, 'NotFound')) return undefined
      throw error
    }
  }

  it('removes a Pod whose Node is deleted, after the quarantine', async () => {
    await client.create<Node>(nodes, undefined, { metadata: { name: 'node-0' } })
    await create('node-0')
    await pass(300)
    expect(await found()).to.not.equal(undefined)
    await client.remove(nodes, undefined, 'node-0')
    await pass(39)
    expect(clock.pending().map(({ what }) => what)).to.include('garbage collection of Pod default/web-0 (node-gone)')
    expect(await found()).to.not.equal(undefined)
    await pass(1)
    expect(await found()).to.equal(undefined)
  })

  it('leaves a Pod whose Node appears during the quarantine, and begins anew when that goes', async () => {
    await create('node-0')
    await pass(30)
    await client.create<Node>(nodes, undefined, { metadata: { name: 'node-0' } })
    await pass(30)
    expect(await found()).to.not.equal(undefined)
    await client.remove(nodes, undefined, 'node-0')
    await pass(39)
    expect(await found()).to.not.equal(undefined)
    await pass(1)
    expect(await found()).to.equal(undefined)
  })

  it('marks what a finalizer holds as failed, and says why', async () => {
    await create('node-0', held)
    await pass(40)
    const { metadata, status } = (await found()) ?? expect.fail('expected a Pod that is held')
    expect(metadata).to.include({ deletionGracePeriodSeconds: 0 })
    expect(status?.phase).to.equal('Failed')
    const marks = status?.conditions?.map(({ type, reason }) => `${type}: ${reason}`)
    expect(marks).to.deep.equal(['DisruptionTarget: DeletionByPodGC'])
  })

  it('marks a deleted Pod without a node as failed, without a reason', async () => {
    await create(undefined, held)
    await client.remove(pods, 'default', 'web-0')
    await pass(19)
    expect((await found())?.status?.phase).to.equal('Pending')
    await pass(1)
    const { phase, conditions = [] } = (await found())?.status ?? {}
    expect({ phase, conditions }).to.deep.equal({ phase: 'Failed', conditions: [] })
  })

  it('removes a terminating Pod from a node that is out of service', async () => {
    await client.create<Node>(nodes, undefined, { metadata: { name: 'node-0' } })
    await create('node-0')
    await client.remove(pods, 'default', 'web-0')
    await pass(60)
    expect(await found()).to.not.equal(undefined)
    const taints = [{ key: 'node.kubernetes.io/out-of-service', effect: 'NoExecute' }]
    await client.patch(nodes, undefined, 'node-0', { type: 'merge', body: { spec: { taints } } })
    await pass(20)
    expect(await found()).to.equal(undefined)
  })
})
