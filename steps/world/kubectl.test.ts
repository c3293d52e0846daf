import { access, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { kubectlBy } from './kubectl.ts'

describe('kubectl', () => {
  let folder: string
  let program: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kubectl-test-'))
    program = join(folder, 'kubectl')
    const script =
      '#!/bin/sh\necho "$@"; cat "$KUBECONFIG" >&2; pwd; test "$3" != apply || cat; test "$3" != fail || exit 7'
    await writeFile(program, script, { mode: 0o700 })
  })
  after(() => rm(folder, { recursive: true, force: true }))

  it('is run in a namespace, with a kubeconfig and a folder of its own that goes with it', async () => {
    const kubectl = kubectlBy(program, 'a config')
    const { code, out, err } = await kubectl.run('ns', { args: ['get', 'pods'] })
    const [line, home = ''] = out.trim().split('\n')
    expect([code, line, err]).to.deep.equal([0, '--namespace ns get pods', 'a config'])
    expect((await kubectl.run('ns', { args: ['get', 'sts'] })).out).to.include(home)
    const { mode } = await stat(join(home, 'kubeconfig'))
    expect(mode & 0o777).to.equal(0o600)
    await kubectl.close()
    const left = await access(home).catch(() => 'gone')
    expect(left).to.equal('gone')
  })

  it('reads its input, and may leave it unread', async () => {
    const kubectl = kubectlBy(program, '')
    const { out } = await kubectl.run('ns', { args: ['apply'], input: 'from stdin' })
    const { code } = await kubectl.run('ns', { args: ['fail'], input: 'x'.repeat(1_000_000) })
    await kubectl.close()
    expect([out.includes('from stdin'), code]).to.deep.equal([true, 7])
  })

  it('may fail', async () => {
    const kubectl = kubectlBy(program, '')
    const { code } = await kubectl.run('ns', { args: ['fail'] })
    await kubectl.close()
    expect(code).to.equal(7)
  })

  it('that is not there is an error', async () => {
    const kubectl = kubectlBy(join(folder, 'absent'), '')
    const error = await kubectl.run('ns', { args: ['get', 'pods'] }).catch((each: Error) => each)
    await kubectl.close()
    expect((error as Error).message).to.match(/^kubectl get pods: .*ENOENT/)
  })

  it('that was never run leaves nothing', async () => {
    await kubectlBy(program, '').close()
  })
})
