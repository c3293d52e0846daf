import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { parse } from 'yaml'

const CLI = fileURLToPath(new URL('cli.mjs', import.meta.url))

describe('serve', () => {
  const folder = mkdtempSync(join(tmpdir(), 'serve-test-'))
  after(() => rmSync(folder, { recursive: true }))

  function run(...args: string[]) {
    const child = spawn(process.execPath, [CLI, 'serve', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    return { child, ended: once(child, 'close') }
  }

  /** What it says until it is up. */
  async function saidUntilUp(child: ChildProcess): Promise<string[]> {
    const lines: string[] = []
    for await (const line of createInterface({ input: child.stdout! })) {
      lines.push(line)
      if (line.startsWith('export KUBECONFIG=')) break
    }
    return lines
  }

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`stays up with TLS until ${signal} and leaves nothing behind`, async () => {
      const { child, ended } = run('--controller', 'none')
      const lines = await saidUntilUp(child)
      const file = lines.at(-1)!.slice('export KUBECONFIG='.length)
      expect(lines).to.include(`kubeconfig: ${file}`)
      const { clusters, users } = parse(readFileSync(file, 'utf8'))
      const { server, 'certificate-authority-data': ca } = clusters[0].cluster
      expect(
        await nodesSeen({ server, token: users[0].user.token, ca: Buffer.from(ca, 'base64').toString() }),
      ).to.equal(3)
      expect(lines.find((line) => line.startsWith('control: '))).to.match(/^control: http:\/\/127\.0\.0\.1:\d+ /)
      expect(lines.some((line) => line.startsWith('export STATEFULSET_CONFORMANCE_CONTROL_TOKEN='))).to.equal(true)
      child.kill(signal)
      expect(await ended).to.deep.equal([0, null])
      expect(existsSync(file)).to.equal(false)
    })
  }

  it('writes the kubeconfig where it is wanted, and prints the CA where others can reach it', async () => {
    const file = join(folder, 'its-own')
    const { child, ended } = run('--controller', 'none', '--listen', '0.0.0.0', '--kubeconfig', file)
    const lines = await saidUntilUp(child)
    expect(lines).to.include('-----BEGIN CERTIFICATE-----')
    expect(lines.at(-1)).to.equal(`export KUBECONFIG=${file}`)
    child.kill('SIGTERM')
    expect(await ended).to.deep.equal([0, null])
    expect(existsSync(file)).to.equal(false)
  })

  it('writes over nobody else’s kubeconfig', async () => {
    const file = join(folder, 'config')
    writeFileSync(file, 'kind: Config\n')
    const { ended } = run('--kubeconfig', file)
    expect(await ended).to.deep.equal([2, null])
    expect(readFileSync(file, 'utf8')).to.equal('kind: Config\n')
  })

  for (const args of [
    ['--port', '70000'],
    ['--controller', 'upstream'],
    ['--pod-start-delay', 'soon'],
    ['--mutant', 'no-such-mutant'],
    ['--mutant', 'label-missing', '--controller', 'none'],
  ]) {
    it(`does not understand ${args.join(' ')}`, async () => {
      expect(await run(...args).ended).to.deep.equal([2, null])
    })
  }
})

function nodesSeen({ server, token, ca }: Record<'server' | 'token' | 'ca', string>): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const headers = { authorization: `Bearer ${token}` }
  const asked = request(`${server}/api/v1/nodes`, { ca, headers, agent: false }, async (answer) => {
    const chunks: Buffer[] = []
    for await (const chunk of answer) chunks.push(chunk)
    resolve(JSON.parse(Buffer.concat(chunks).toString()).items.length)
  })
  asked.once('error', reject)
  asked.end()
  return promise
}
