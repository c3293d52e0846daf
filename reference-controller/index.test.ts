import { describe, it } from 'node:test'
import { expect } from 'chai'
import { type ApiClient, connect, type Pod, pods, type StatefulSet, statefulSets } from './client/index.ts'
import { mutants } from './index.ts'
import { startCluster, startController, startNodes } from './start-parts.ts'

const set = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'web' },
  spec: {
    replicas: 3,
    serviceName: 'web',
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'c', image: 'i:1' }] } },
    volumeClaimTemplates: [
      {
        metadata: { name: 'data' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Mi' } } },
      },
    ],
  },
}

/** A Pod that no scheduler takes and no set owns. */
const marker = (name: string): Pod => ({
  metadata: { name },
  spec: { schedulingGates: [{ name: 'test/marker' }], containers: [{ name: 'c', image: 'i' }] },
})

/**
 * The names of Pods in the order in which they came and went, until the set is as wanted. What the watch of sets says
 * may arrive before what the watch of Pods said earlier: a Pod made after it shows that all has been seen.
 */
async function changesUntil(client: ApiClient, version: string, wanted: (set: StatefulSet) => boolean) {
  const abort = new AbortController()
  const since = { resourceVersion: version }
  for await (const { object } of client.watch<StatefulSet>(statefulSets, 'default', since, abort.signal)) {
    if (object.status?.observedGeneration === object.metadata.generation && wanted(object)) break
  }
  const last = `marker-${version}`
  await client.create<Pod>(pods, 'default', marker(last))
  const seen: string[] = []
  for await (const { type, object } of client.watch<Pod>(pods, 'default', since, abort.signal)) {
    if (object.metadata.name === last) break
    if (type === 'ADDED' || type === 'DELETED') seen.push(`${type === 'ADDED' ? '+' : '-'}${object.metadata.name}`)
  }
  abort.abort()
  return seen
}

async function withCluster(mutant: string | undefined, use: (client: ApiClient) => Promise<void>) {
  const cluster = await startCluster()
  const nodes = await startNodes(cluster.kubeconfig)
  const controller = await startController(cluster.kubeconfig, mutant === undefined ? {} : { mutant })
  const client = connect(cluster.kubeconfig, { userAgent: 'a-test' })
  try {
    await use(client)
  } finally {
    await client.close()
    await controller.stop()
    await nodes.stop()
    await cluster.stop()
  }
}

const ready = (count: number) => (seen: StatefulSet) =>
  (seen.status?.readyReplicas ?? 0) === count && seen.status?.replicas === count

describe('the reference cluster', () => {
  it('brings a set up in order, replaces its Pods and takes it down', () =>
    withCluster(undefined, async (client) => {
      const { metadata } = await client.create<StatefulSet>(statefulSets, 'default', set as StatefulSet)
      expect(await changesUntil(client, metadata.resourceVersion ?? '', ready(3))).to.deep.equal([
        '+web-0',
        '+web-1',
        '+web-2',
      ])

      const template = { spec: { containers: [{ name: 'c', image: 'i:2' }] } }
      const patched = await client.patch<StatefulSet>(statefulSets, 'default', 'web', {
        type: 'strategic',
        body: { spec: { template } },
      })
      const updated = (seen: StatefulSet) =>
        ready(3)(seen) && seen.status?.currentRevision === seen.status?.updateRevision
      const rolled = await changesUntil(client, patched.metadata.resourceVersion ?? '', updated)
      expect(rolled).to.deep.equal(['-web-2', '+web-2', '-web-1', '+web-1', '-web-0', '+web-0'])

      const body = { spec: { replicas: 0 } }
      const scaled = await client.patch<StatefulSet>(statefulSets, 'default', 'web', { type: 'merge', body })
      const gone = await changesUntil(client, scaled.metadata.resourceVersion ?? '', ready(0))
      expect(gone).to.deep.equal(['-web-2', '-web-1', '-web-0'])
    }))

  it('runs a mutant by its name', () =>
    withCluster('label-missing', async (client) => {
      const { metadata } = await client.create<StatefulSet>(statefulSets, 'default', set as StatefulSet)
      await changesUntil(client, metadata.resourceVersion ?? '', ready(3))
      const { items } = await client.list<Pod>(pods, 'default')
      expect(items.flatMap((pod) => Object.keys(pod.metadata.labels ?? {}))).not.to.include(
        'statefulset.kubernetes.io/pod-name',
      )
    }))

  it('says what is wrong with a mutant’s name, a token and a kind', async () => {
    const cluster = await startCluster()
    const refused = async (started: Promise<unknown>) => {
      const error = await started.catch((thrown: unknown) => thrown)
      return String(error)
    }
    const { kubeconfig } = cluster
    expect(await refused(startController(kubeconfig, { mutant: 'nobody' }))).to.match(/found "nobody"/)
    const wrongToken = kubeconfig.replace(/token: .*/, 'token: wrong')
    expect(await refused(startController(wrongToken))).to.match(/answered with 401/)
    const resource = { group: 'x.io', version: 'v1', plural: 'sets', kind: 'Set' }
    expect(await refused(startController(kubeconfig, { resource }))).to.match(/answered with 404/)
    await cluster.stop()
  })

  it('lists its mutants', () => {
    expect(mutants()).to.not.have.lengthOf(0)
  })
})
