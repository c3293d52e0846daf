import { execFileSync } from 'node:child_process'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import { parse } from 'yaml'
import { type ApiClient, connect, pods, statefulSets } from './client/index.ts'
import { startCluster } from './cluster.ts'

const container = { name: 'c', image: 'i:1' }
const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [container] } }
const web = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'web' },
  spec: { replicas: 1, serviceName: 'web', selector: { matchLabels: { app: 'web' } }, template },
}

describe('the cluster for the tests of others', () => {
  async function withCluster(options: Parameters<typeof startCluster>[0], use: Use): Promise<void> {
    const cluster = await startCluster(options)
    const client = connect(cluster.kubeconfig, { userAgent: 'a-test' })
    try {
      await use(client, cluster)
    } finally {
      await client.close()
      await cluster.stop()
    }
  }
  type Use = (client: ApiClient, cluster: Awaited<ReturnType<typeof startCluster>>) => Promise<void>

  it('is reached by its kubeconfig over TLS and reconciles StatefulSets', () =>
    withCluster({}, async (client, { kubeconfig, url, token, ca }) => {
      const { clusters, users } = parse(kubeconfig)
      expect(clusters[0].cluster.server)
        .to.equal(url)
        .and.match(/^https:\/\/127\.0\.0\.1:/)
      expect(users[0].user.token).to.equal(token)
      expect(Buffer.from(clusters[0].cluster['certificate-authority-data'], 'base64').toString()).to.equal(ca)
      await client.create(statefulSets, 'default', web)
      const abort = new AbortController()
      for await (const { object } of client.watch(pods, 'default', { resourceVersion: '0' }, abort.signal))
        if (object.metadata.name === 'web-0') break
      abort.abort()
    }))

  it('answers while its starter is blocked', () =>
    withCluster({ controller: 'none' }, async (_, { url, token }) => {
      const script = `process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
        const { status } = await fetch('${url}/version', { headers: { authorization: 'Bearer ${token}' } })
        console.log(status)`
      const words = ['--no-warnings', '--input-type=module', '--eval', script]
      expect(execFileSync(process.execPath, words, { encoding: 'utf8', timeout: 60_000 })).to.equal('200\n')
    }))

  it('does not start with a feature gate that is none', async () => {
    const failure = await startCluster({ featureGates: 'Nothing=true' }).catch((error: Error) => error)
    expect(String(failure)).to.include('there is no feature gate Nothing')
  })
})
