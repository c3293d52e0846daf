import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { CoreV1Api, KubeConfig } from '@kubernetes/client-node'
import { expect } from 'chai'
import { EnvHttpProxyAgent, request } from 'undici'
import { proxyCases } from './proxy-testing.ts'
import { kubeconfigFor, withEnvironment } from './testing.ts'

/** Why requests go over pooled dispatchers and a proxy that we choose, as raw JSON: see client-node-lacks.test.ts. */
describe('@kubernetes/client-node sends requests', () => {
  let connections = 0
  let api: Server
  const body = { metadata: { name: 'a', creationTimestamp: '2030-01-01T00:00:00Z' }, spec: { unheardOf: 1 } }
  let sent = ''
  before(async () => {
    api = createServer(async (asked, answer) => {
      sent = (await asked.toArray()).join('')
      answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }).on('connection', () => {
      connections += 1
    })
    await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve))
  })
  after(() => {
    api.closeAllConnections()
    api.close()
  })
  function stock(server: string): KubeConfig {
    const config = new KubeConfig()
    config.loadFromString(kubeconfigFor({ server, 'insecure-skip-tls-verify': true }, {}))
    return config
  }
  const client = () => stock(`http://127.0.0.1:${(api.address() as AddressInfo).port}`).makeApiClient(CoreV1Api)

  it('over a connection of its own each', async () => {
    const core = client()
    connections = 0
    for (let times = 0; times < 3; times++) await core.readNamespace({ name: 'a' })
    expect(connections).to.equal(3)
  })

  it('and, by typed calls, drops unknown fields and turns times into Date (api.ts)', async () => {
    const core = client()
    const answer = await core.createNamespace({ body: body as object })
    expect(JSON.parse(sent)).to.deep.equal({ ...body, spec: {} })
    expect(answer.spec).not.to.have.property('unheardOf')
    expect(answer.metadata?.creationTimestamp).to.be.instanceOf(Date)
  })

  it('past the proxy of the environment', () =>
    withEnvironment({ HTTPS_PROXY: 'http://127.0.0.1:1' }, () => {
      const config = stock('https://10.0.0.1')
      const { type } = config.createDispatcherOptions(config.getCurrentCluster(), { rejectUnauthorized: false })
      expect(type).to.equal('agent')
    }))

  it('and undici’s EnvHttpProxyAgent takes another way than kubectl in eight cases', async () => {
    const wrong = await Promise.all(
      proxyCases.map(async ([to, env, expected]) => (await isProxied(to, env)) !== (expected !== undefined)),
    )
    expect(wrong.filter(Boolean)).to.have.length(8)
  })
})

/** Whether undici connects to the proxy, not to the server; undefined where it does not accept the settings. */
async function isProxied(server: string, env: Record<string, string>): Promise<boolean | undefined> {
  let direct = false
  const proxy = (name: string) => (env[name] ?? env[name.toLowerCase()] ?? '').replace('proxy.test:3128', '127.0.0.1:1')
  try {
    const agent = new EnvHttpProxyAgent({
      httpProxy: proxy('HTTP_PROXY'),
      httpsProxy: proxy('HTTPS_PROXY'),
      noProxy: env['NO_PROXY'] ?? '',
      connect: (_, callback) => {
        direct = true
        callback(new Error('direct'), null)
      },
    })
    await request(server, { dispatcher: agent }).catch(() => undefined)
    await agent.destroy()
    return !direct
  } catch {
    return undefined
  }
}
