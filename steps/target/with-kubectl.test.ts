import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { request } from 'undici'
import { buildPlan } from './control-plane/binaries.ts'
import { startReferenceApiServer } from './reference.ts'
import type { Target } from './target.ts'
import { findKubectl, withKubectl } from './with-kubectl.ts'

describe('the kubectl of this machine', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'with-kubectl-'))
    const programs = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kubectl']
    await Promise.all(programs.map((name) => writeFile(join(folder, name), '', { mode: 0o700 })))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  it('is that of the control plane', async () => {
    expect(await findKubectl({ assets: folder, env: {} })).to.equal(join(folder, 'kubectl'))
  })

  it('is of the version of the cluster', async () => {
    const cache = join(folder, 'cache')
    const programs = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kubectl']
    const built = new Map<string, string>()
    for (const version of ['1.33', '1.36']) {
      const { target } = await buildPlan({ version, env: { XDG_CACHE_HOME: cache } })
      await mkdir(target, { recursive: true })
      await Promise.all(programs.map((name) => writeFile(join(target, name), '', { mode: 0o700 })))
      built.set(version, join(target, 'kubectl'))
    }
    const found = (kubernetes?: string) =>
      findKubectl({ env: { XDG_CACHE_HOME: cache }, ...(kubernetes && { kubernetes }) })
    expect(await found('1.33')).to.equal(built.get('1.33'))
    expect(await found('1.33.9')).to.equal(built.get('1.33'))
    expect(await found('1.3')).to.equal(built.get('1.36'))
    expect(await found()).to.equal(built.get('1.36'))
    expect(await found('1.34')).to.equal(undefined)
  })

  it('is that of the PATH where the control plane has none', async () => {
    const env = { KUBEBUILDER_ASSETS: join(folder, 'absent'), PATH: `${join(folder, 'empty')}:${folder}` }
    expect(await findKubectl({ env })).to.equal(join(folder, 'kubectl'))
  })

  it('is nowhere', async () => {
    const env = { KUBEBUILDER_ASSETS: join(folder, 'absent') }
    expect(await findKubectl({ env })).to.equal(undefined)
    const target = { capabilities: ['gc'] } as unknown as Target
    expect(await withKubectl(target, { env })).to.equal(target)
  })

  it('reaches a cluster without TLS as the suite does, until that is stopped', async () => {
    const { url, token, stop } = await startReferenceApiServer()
    const connections = [{ server: url, token }]
    const target = { capabilities: ['gc'], kubeconfigs: ['plain'], connections, stop } as unknown as Target
    const { capabilities, kubectl, ...reached } = await withKubectl(target, { assets: folder })
    expect(capabilities).to.deep.equal(['gc', 'kubectl'])
    const [server = ''] = /http:[^\s"]+/.exec(kubectl?.kubeconfigs[0] ?? '') ?? []
    const answer = await request(`${server}/api/v1/namespaces`)
    await answer.body.dump()
    expect(answer.statusCode).to.equal(200)
    await reached.stop()
    const error = await request(server).catch((each: Error) => each)
    expect(error).to.be.instanceOf(Error)
  })

  it('reaches any other cluster by its own kubeconfig', async () => {
    const target = { capabilities: [], kubeconfigs: ['a', 'b'], connections: [{ server: 'https://x' }] }
    const { kubectl } = await withKubectl(target as unknown as Target, { assets: folder })
    expect(kubectl).to.deep.equal({ program: join(folder, 'kubectl'), kubeconfigs: ['a', 'b'] })
  })
})
