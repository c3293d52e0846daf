import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { execa } from 'execa'
import { type Api, connectByKubeconfig, resources } from '../client/index.ts'
import { serveReference } from '../target/index.ts'

const CLI = join(import.meta.dirname, 'cli.mjs')
const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'c', image: 'i:1' }] } }
const web = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'web' },
  spec: { replicas: 1, serviceName: 'web', selector: { matchLabels: { app: 'web' } }, template },
}

describe('controller', () => {
  const folder = mkdtempSync(join(tmpdir(), 'controller-test-'))
  const kubeconfig = join(folder, 'kubeconfig')
  let cluster: Awaited<ReturnType<typeof serveReference>>
  let api: Api
  before(async () => {
    cluster = await serveReference({ port: 0, host: '127.0.0.1', controller: false })
    writeFileSync(kubeconfig, cluster.kubeconfig)
    api = await connectByKubeconfig(cluster.kubeconfig, { userAgent: () => 'a-test', answeredWithin: 60_000 })
  })
  after(async () => {
    await api.close()
    await cluster.stop()
    rmSync(folder, { recursive: true })
  })

  it('reconciles StatefulSets on the cluster of a kubeconfig until SIGTERM', async () => {
    const child = spawn(process.execPath, [CLI, 'controller', '--kubeconfig', kubeconfig], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = once(child, 'close')
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    expect((await lines.next()).value).to.match(
      /^the reference controller reconciles the StatefulSets of context .*; Ctrl-C/,
    )
    await api.ask('POST', '/apis/apps/v1/namespaces/default/statefulsets', web)
    const abort = new AbortController()
    for await (const { object } of await api.watch(resources.pods, 'default', undefined, abort.signal))
      if (object.metadata.name === 'web-0') break
    abort.abort()
    child.kill('SIGTERM')
    expect((await lines.next()).value).to.equal('stopped')
    expect(await ended).to.deep.equal([0, null])
  })

  const refused: [string, string[], number, RegExp][] = [
    ['a mutant that is none', ['--mutant', 'nobody'], 2, /there is no mutant nobody; known are/],
    [
      'a mutant of the API server',
      ['--mutant', 'status-taken'],
      2,
      /is an embedded API server, which does not run here/,
    ],
    ['a feature gate that is none', ['--feature-gates', 'Nothing=true'], 2, /there is no feature gate Nothing/],
    ['a cluster that is not there', ['--kubeconfig', join(folder, 'nowhere')], 3, /nowhere/],
  ]
  for (const [title, words, expected, says] of refused)
    it(`does not start with ${title}`, async () => {
      const all = [CLI, 'controller', '--kubeconfig', kubeconfig, ...words]
      const { exitCode, stderr } = await execa(process.execPath, all, { reject: false, timeout: 60_000 })
      expect(exitCode, stderr).to.equal(expected)
      expect(stderr).to.match(says)
    })
})
