import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { execa } from 'execa'
import { exitCodes } from './errors.ts'

/** What a run does to leave a cluster that stays, as the API server is asked for it. */
describe('leaving a namespace', () => {
  const root = join(import.meta.dirname, '../..')
  const folder = mkdtempSync(join(tmpdir(), 'statefulset-conformance-leaving-'))
  const kubeconfig = join(folder, 'kubeconfig')
  const command = (...words: string[]) =>
    execa(process.execPath, ['steps/run/cli.mjs', ...words, '--kubeconfig', kubeconfig], {
      cwd: root,
      all: true,
      reject: false,
      buffer: false,
    })
  const requests: string[] = []
  let server: ReturnType<typeof command>

  before(async () => {
    server = command('serve', '--log-requests')
    const up = Promise.withResolvers<void>()
    void (async () => {
      for await (const line of server.iterable({ from: 'all' })) {
        requests.push(line)
        if (line.startsWith('export KUBECONFIG=')) up.resolve()
      }
      up.reject(new Error(`serve has ended: ${requests.join('\n')}`))
    })()
    await up.promise
  })
  after(async () => {
    server.kill()
    await server
    rmSync(folder, { recursive: true })
  })

  it('takes the workload first: its controller would report each Pod that may not be made in a namespace that ends', async () => {
    const output = join(folder, 'evidence')
    const run = command('certify', '--target', 'kubeconfig', '--guarantee', 'SS-ORD-001', '--output', output)
    const said: string[] = []
    for await (const line of run.iterable({ from: 'all' })) said.push(line)
    expect((await run).exitCode, said.join('\n')).to.equal(exitCodes.conformant)
    const asked = requests.flatMap((line) => /DELETE \/\S*namespaces\/(\S+) .*"statefulset-conf/.exec(line)?.[1] ?? [])
    const namespaces = asked.filter((path) => !path.includes('/'))
    expect(namespaces).to.have.length.greaterThan(2)
    for (const namespace of namespaces)
      expect(asked.filter((path) => path.startsWith(namespace))).to.deep.equal([
        `${namespace}/statefulsets/${namespace.endsWith('-sentinel') ? 'sentinel' : 'web'}`,
        namespace,
      ])
  })
})
