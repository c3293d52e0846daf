import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import { expect } from 'chai'
import { execa } from 'execa'

const root = join(import.meta.dirname, '../..')
const preload = pathToFileURL(join(import.meta.dirname, 'testdata/note-modules.mjs')).href

interface Loaded {
  readonly thread: number
  readonly url: string
}

describe('@kubernetes/client-node', () => {
  const folder = mkdtempSync(join(tmpdir(), 'loaded-modules-test-'))
  after(() => rmSync(folder, { recursive: true }))

  async function loadedBy(name: string, args: readonly string[]): Promise<Loaded[]> {
    const file = join(folder, name)
    writeFileSync(file, '')
    const env = { NODE_OPTIONS: `--import=${preload}`, LOADED_MODULES: file }
    const { exitCode, all } = await execa(process.execPath, args, { cwd: root, env, all: true, reject: false })
    expect(exitCode, all).to.equal(0)
    const lines = readFileSync(file, 'utf8').trim().split('\n')
    return lines.map((line) => ({ thread: Number.parseInt(line, 10), url: line.slice(line.indexOf(' ') + 1) }))
  }

  const ofClientNode = ({ url }: Loaded) => url.includes('/@kubernetes/client-node/')

  it('is loaded by no thread of a run on the embedded cluster', async () => {
    const output = join(folder, 'evidence')
    const words = ['--guarantee', 'SS-IDN-001', '--parallel', '2', '--output', output]
    const loaded = await loadedBy('certify', ['steps/run/cli.mjs', 'certify', ...words])
    const sessions = loaded.filter(({ url }) => url.endsWith('/steps/world/session.ts'))
    expect(new Set(sessions.map(({ thread }) => thread)).size, 'threads with a session').to.be.greaterThan(1)
    expect(loaded.filter(ofClientNode)).to.deep.equal([])
  })

  it('is loaded where a kubeconfig is read', async () => {
    const kubeconfig = join(folder, 'kubeconfig')
    const clusters = [{ name: 'x', cluster: { server: 'https://127.0.0.1:1' } }]
    const contexts = [{ name: 'x', context: { cluster: 'x' } }]
    writeFileSync(kubeconfig, JSON.stringify({ 'current-context': 'x', contexts, clusters }))
    const script = `import { findKubeconfig } from './steps/client/index.ts'; await findKubeconfig({ kubeconfig: '${kubeconfig}' })`
    const loaded = await loadedBy('find', ['--input-type=module', '-e', script])
    expect(loaded.some(ofClientNode)).to.equal(true)
  })
})
