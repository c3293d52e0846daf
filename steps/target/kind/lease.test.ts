import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
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
