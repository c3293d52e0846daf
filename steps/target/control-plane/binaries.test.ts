import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { findBinaries } from './binaries.ts'

describe('the binaries', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'binaries-test-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  const give = (...names: string[]) =>
    Promise.all(names.map((name) => writeFile(join(folder, name), '', { mode: 0o755 })))
  const messageOf = (where: Parameters<typeof findBinaries>[0]) =>
    findBinaries(where).then(
      () => 'no error',
      (error: Error) => error.message,
    )

  it('are taken from --assets, kubectl too if it is there', async () => {
    await give('etcd', 'kube-apiserver', 'kube-controller-manager')
    const found = await findBinaries({ assets: folder, env: {} })
    expect(found)
      .to.include({ etcd: join(folder, 'etcd'), 'kube-apiserver': join(folder, 'kube-apiserver') })
      .and.not.have.property('kubectl')
    await give('kubectl')
    expect(await findBinaries({ env: { KUBEBUILDER_ASSETS: folder } })).to.have.property(
      'kubectl',
      join(folder, 'kubectl'),
    )
  })

  it('are not there before they are built', async () => {
    expect(await findBinaries({ env: { XDG_CACHE_HOME: folder } })).to.equal(undefined)
  })

  it('are asked for by name when one is missing, with the remedy', async () => {
    await give('etcd', 'kube-apiserver')
    expect(await messageOf({ assets: folder, env: {} }))
      .to.include(`--assets names ${folder}, where kube-controller-manager is missing`)
      .and.include('leave it out to build them')
  })

  it('must be executable files', async () => {
    await give('etcd', 'kube-apiserver')
    await mkdir(join(folder, 'kube-controller-manager'))
    expect(await messageOf({ env: { KUBEBUILDER_ASSETS: folder } })).to.include('kube-controller-manager is not a file')
    await chmod(join(folder, 'etcd'), 0o644)
    expect(await messageOf({ env: { KUBEBUILDER_ASSETS: folder } })).to.include('etcd is not executable')
  })

  it('cannot come from a folder that is none, or a version that is not known', async () => {
    expect(await messageOf({ assets: join(folder, 'none'), env: {} })).to.include(
      'which is not a folder; give --assets DIR',
    )
    expect(await messageOf({ version: '1.2', env: {} })).to.include('no go.mod for Kubernetes 1.2')
  })
})
