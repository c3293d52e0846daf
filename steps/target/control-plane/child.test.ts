import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { findTether, startChild } from './child.ts'

describe('a child process', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'child-test-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  const start = (file: string, args: string[], tether: readonly string[] = []) =>
    startChild({ name: 'it', file, args, log: join(folder, 'it.log'), tether })

  it('that ends by itself says how, and its last lines', async () => {
    const error = await start('sh', ['-c', 'seq 1 20; echo broken >&2; exit 3']).ended
    expect(error?.message)
      .to.match(/^it ended with exit code 3;.*\nIts last lines:\n {2}10\n/)
      .and.match(/ {2}broken$/)
  })

  it('that is stopped has not failed', async () => {
    const child = start('sleep', ['60'], await findTether())
    await child.stop()
    expect(await child.ended).to.equal(undefined)
    await child.stop()
  })

  it('that cannot be started says so', async () => {
    expect((await start(join(folder, 'nothing'), []).ended)?.message)
      .to.include('could not be started')
      .and.include('ENOENT')
  })
})
