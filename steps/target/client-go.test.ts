import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect } from 'chai'
import { findBinaries } from './control-plane/index.ts'
import { serveReference } from './index.ts'

const run = promisify(execFile)
const PROGRAM = fileURLToPath(new URL('testdata/client-go', import.meta.url))
const PARTS = [
  'discovery',
  'typed clients',
  'protobuf',
  'informers',
  'server-side apply',
  'dynamic client',
  'pager and retry',
  'leader election',
]

// Where the control plane was built there is Go, and the modules that this program needs.
const built = (await findBinaries({}).catch(() => undefined)) !== undefined

/** What Go programs do with client-go, on the embedded API server. */
describe('client-go', { skip: built ? false : 'no Go modules: --target control-plane brings them, once' }, () => {
  it(`does its work: ${PARTS.join(', ')}`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'client-go-'))
    const cluster = await serveReference({ port: 0, host: '127.0.0.1', controller: true })
    try {
      const program = join(folder, 'program')
      const flags = ['-trimpath', '-buildvcs=false', '-mod=readonly']
      const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' }
      await run('go', ['build', ...flags, '-o', program, '.'], { cwd: PROGRAM, env })
      const kubeconfig = join(folder, 'kubeconfig')
      await writeFile(kubeconfig, cluster.kubeconfig)
      const { stdout } = await run(program, [], { env: { HOME: folder, KUBECONFIG: kubeconfig } })
      expect(stdout.trim().split('\n')).to.deep.equal(PARTS)
    } finally {
      await cluster.stop()
      await rm(folder, { recursive: true })
    }
  })
})
