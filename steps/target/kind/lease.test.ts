import { access, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { identityOf } from '../control-plane/process-identity.ts'
import { explainFailure } from './failures.ts'
import type { Kind } from './index.ts'
import { lease } from './lease.ts'

describe('clusters of runs that were killed', () => {
  const cache = process.env['XDG_CACHE_HOME']
  let folder: string
  let record: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lease-test-'))
    process.env['XDG_CACHE_HOME'] = folder
    record = join(folder, 'statefulset-conformance', 'kind-clusters', 'left')
    await mkdir(join(record, '..'), { recursive: true })
    await writeFile(record, `${hostname()} 1 another-start`)
  })
  afterEach(async () => {
    if (cache === undefined) delete process.env['XDG_CACHE_HOME']
    else process.env['XDG_CACHE_HOME'] = cache
    await rm(folder, { recursive: true })
  })

  async function use(remove: Kind['delete']): Promise<string[]> {
    const told: string[] = []
    const kind = {
      clusters: async () => ['left', 'mine'],
      create: async () => false,
      kubeconfig: async () => 'kubeconfig',
      delete: remove,
    } as unknown as Kind
    const held = await lease(kind, {
      order: { name: 'mine' },
      keep: false,
      logs: folder,
      progress: (line) => void told.push(line),
    })
    await held.release()
    return told
  }
  const recorded = () =>
    access(record).then(
      () => true,
      () => false,
    )

  it('are deleted by the next one and forgotten', async () => {
    const deleted: string[] = []
    await use(async (name) => void deleted.push(name))
    expect(deleted).to.deep.equal(['left'])
    expect(await recorded()).to.equal(false)
  })

  it('that cannot be deleted are told of, kept in mind, and stop nobody', async () => {
    const told = await use(() => Promise.reject(new Error('removal is already in progress')))
    expect(told).to.include('removal is already in progress')
    expect(await recorded()).to.equal(true)
  })
})

describe('a cluster that another run makes at the same time', () => {
  const cache = process.env['XDG_CACHE_HOME']
  let folder: string
  let record: string
  let deleted: string[]
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lease-test-'))
    process.env['XDG_CACHE_HOME'] = folder
    record = join(folder, 'statefulset-conformance', 'kind-clusters', 'shared')
    deleted = []
  })
  afterEach(async () => {
    if (cache === undefined) delete process.env['XDG_CACHE_HOME']
    else process.env['XDG_CACHE_HOME'] = cache
    await rm(folder, { recursive: true })
  })

  /** The other run begins after this one has listed the clusters. */
  const order = (create: Kind['create']) => {
    const kind = {
      clusters: async () => [],
      nodes: async () => ['shared-control-plane'],
      create,
      kubeconfig: async () => 'kubeconfig',
      exportLogs: async () => {},
      delete: async (name: string) => void deleted.push(name),
    } as unknown as Kind
    return lease(kind, { order: { name: 'shared' }, keep: false, logs: folder, progress: () => {} })
  }

  it('is not deleted when its nodes are in the way', async () => {
    const said = 'ERROR: failed to create cluster: node(s) already exist for a cluster with the name "shared"'
    const refused = () => Promise.reject(explainFailure('shared could not be made', said, { engine: 'docker' }))
    const error = await order(refused).catch((reason) => reason)
    expect(error).to.have.property('message').that.includes('expected a cluster name that is free')
    expect(deleted).to.deep.equal([])
  })

  it('is used and left when it is there by then', async () => {
    const held = await order(async () => false)
    expect(held).to.include({ made: false, temporary: false })
    await held.release()
    expect(deleted).to.deep.equal([])
  })

  it('stays on record for that run', async () => {
    await mkdir(join(record, '..'), { recursive: true })
    await writeFile(record, identityOf(process.ppid) ?? '')
    const held = await order(async () => false)
    await held.release()
    expect(await readFile(record, 'utf8')).to.equal(identityOf(process.ppid))
  })
})
