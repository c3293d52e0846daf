import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { dataParent, ownedFolder, recordChild } from './owned-folder.ts'
import { identityOf } from './process-identity.ts'

describe('an owned folder', () => {
  let parent: string
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'owned-folder-test-'))
  })
  afterEach(() => rm(parent, { recursive: true }))

  const identity = (pid: number) => identityOf(pid) ?? ''

  it('is kept while its owner runs', async () => {
    const first = await ownedFolder(parent, 'data-')
    const second = await ownedFolder(parent, 'data-')
    expect((await readdir(parent)).map((name) => join(parent, name))).to.have.members([first, second])
  })

  it('is removed after its owner’s death, and its children are ended; other folders stay', async () => {
    const orphan = spawn('sleep', ['60'])
    const ended = once(orphan, 'exit')
    const left = join(parent, `data-${process.pid}-left`)
    await mkdir(left)
    await writeFile(join(left, 'owner'), identity(process.pid).replace(/\d+$/, '1'))
    await recordChild(left, 'sleep', orphan.pid ?? 0)
    await mkdir(join(parent, 'other-1-x'))
    const mine = await ownedFolder(parent, 'data-')
    expect((await readdir(parent)).map((name) => join(parent, name))).to.have.members([mine, join(parent, 'other-1-x')])
    expect((await ended)[1]).to.equal('SIGKILL')
  })

  it('goes with its process, even when that ends without a word', async () => {
    const module = JSON.stringify(join(import.meta.dirname, 'owned-folder.ts'))
    const script = `const { ownedFolder } = await import(${module})
      await ownedFolder(${JSON.stringify(parent)}, 'data-')
      process.exit(3)`
    const [code] = await once(spawn(process.execPath, ['--input-type=module', '-e', script]), 'exit')
    expect({ code, left: await readdir(parent) }).to.deep.equal({ code: 3, left: [] })
  })

  it('lies in memory only where there is room', async () => {
    expect(await dataParent('/nowhere')).to.equal(tmpdir())
  })
})
