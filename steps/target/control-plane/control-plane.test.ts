import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { Agent } from 'undici'
import { askAgain, waits } from '../../patience/index.ts'
import { type ControlPlane, findBinaries, startControlPlane } from './index.ts'
import { dataParent } from './owned-folder.ts'

const absent = await findBinaries({}).then(
  (found) =>
    found ? false : 'the binaries are not built yet and KUBEBUILDER_ASSETS names none; a test builds nothing',
  (error: Error) => error.message,
)

describe('a real control plane', { skip: absent }, () => {
  const delayed: string[] = []
  let plane: ControlPlane
  before(async () => {
    const answer = (method: string, path: string) => void delayed.push(`${method} ${path}`)
    plane = await startControlPlane({ controller: 'upstream', progress: () => undefined, delays: { answer } })
  })
  after(() => plane?.stop())

  it('says what it is', () => {
    expect(plane.serverVersion).to.match(/^v1\.\d+\.\d+/)
    expect(plane.provenance).to.include.keys(
      'etcd',
      'kube-apiserver',
      'kube-controller-manager',
      'kube-apiserver flags',
    )
  })

  it('reconciles a StatefulSet, through the proxy', async () => {
    const api = client(plane)
    await api('POST', '/api/v1/namespaces', { metadata: { name: 'contract' } })
    await api('POST', '/apis/apps/v1/namespaces/contract/statefulsets', statefulSet)
    const pod = await appears(api, '/api/v1/namespaces/contract/pods/web-0')
    expect(pod).to.have.nested.property('metadata.ownerReferences[0].kind', 'StatefulSet')
    expect(delayed).to.include('POST /api/v1/namespaces/contract/pods')
  })

  it('stops and starts its controllers', async () => {
    const api = client(plane)
    await plane.stopControllerManager()
    await api('DELETE', '/api/v1/namespaces/contract/pods/web-0')
    await plane.startControllerManager()
    expect(await appears(api, '/api/v1/namespaces/contract/pods/web-0')).to.have.nested.property(
      'metadata.name',
      'web-0',
    )
    expect(await plane.controllerMetrics()).to.include('kubernetes_build_info')
  })

  it('forgets what has happened, to those too who have seen the last of it', async () => {
    const api = client(plane)
    const { metadata } = (await api('GET', '/api/v1/events')) as { metadata: { resourceVersion: string } }
    await plane.compact()
    const watch = `/api/v1/events?watch=true&timeoutSeconds=5&resourceVersion=${metadata.resourceVersion}`
    expect(await api('GET', watch))
      .to.deep.include({ type: 'ERROR' })
      .and.have.nested.property('object.code', 410)
  })

  it('says which part died, how, and what it said last', async () => {
    const folder = await dataFolder()
    const [, pid] = (await readFile(`${folder}/etcd.process`, 'utf8')).split(' ')
    process.kill(Number(pid), 'SIGKILL')
    expect((await plane.failed).message).to.match(/^etcd was killed by SIGKILL/)
  })

  it('leaves nothing behind', async () => {
    const folder = await dataFolder()
    await plane.stop()
    expect(existsSync(folder)).to.equal(false)
  })
})

const statefulSet = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'web' },
  spec: {
    serviceName: 'web',
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'main', image: 'none' }] } },
  },
}

type Api = (method: string, path: string, body?: unknown) => Promise<unknown>

function client(plane: ControlPlane): Api {
  const { server, token, ca } = plane.connection
  const dispatcher = new Agent({ connect: ca === undefined ? {} : { ca } })
  return async (method, path, body) => {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    }
    const answer = await dispatcher.request({
      origin: server,
      method: method as 'GET',
      path,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
    })
    const text = await answer.body.text()
    if (answer.statusCode >= 400) throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`)
    return JSON.parse(text)
  }
}

const appears = (api: Api, path: string) =>
  askAgain(() => api('GET', path), { what: `${path} exists`, every: 25, atMost: waits.controllersHealthy.ms })

async function dataFolder(): Promise<string> {
  const parent = await dataParent()
  const mine = readdirSync(parent).find((name) =>
    name.startsWith(`statefulset-conformance-control-plane-${process.pid}-`),
  )
  return `${parent}/${mine}`
}
