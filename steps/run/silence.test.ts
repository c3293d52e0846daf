import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { execa } from 'execa'
import { startTarget, type Target } from '../target/index.ts'
import { exitCodes } from './errors.ts'

/** Asked of a cluster that outlives the run: one that ends with it would close what the run has left open. */
describe('a cluster on which no controller answers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'statefulset-conformance-silence-'))
  const file = join(folder, 'kubeconfig')
  let target: Target
  before(async () => {
    target = await startTarget('reference', { controller: 'none', parallel: 1, progress: () => {} })
    writeFileSync(file, target.kubeconfigs[0] ?? '', { mode: 0o600 })
  })
  after(async () => {
    await target.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  // Parallel scenarios run in child processes, which are ended. A run without them must not leave handles open.
  it('ends a run in one thread with exit code 3', async () => {
    const words = ['--target', 'kubeconfig', '--kubeconfig', file, '--guarantee', 'SS-ORD-001']
    const more = ['--parallel', '1', '--output', join(folder, 'evidence')]
    const command = ['steps/run/cli.mjs', 'certify', ...words, ...more]
    const root = join(import.meta.dirname, '../..')
    const options = { cwd: root, all: true, reject: false, timeout: 120_000 } as const
    const { exitCode, all } = await execa(process.execPath, command, options)
    expect(exitCode, all).to.equal(exitCodes.harnessError)
    expect(all).to.match(/no controller answers for StatefulSet/)
  })
})
