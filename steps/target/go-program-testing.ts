import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { findBinaries } from './control-plane/index.ts'
import { serveReference } from './index.ts'

const run = promisify(execFile)
const folderOf = (name: string) => fileURLToPath(new URL(`testdata/${name}`, import.meta.url))
const goEnv = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' }

/**
 * Why a Go program of testdata cannot be built here, or undefined. Where the control plane was built there is Go; what a
 * program needs beside its modules is downloaded, which needs a network the first time.
 */
export async function obstacleToGo(name: string): Promise<string | undefined> {
  const built = await findBinaries({}).catch(() => undefined)
  if (!built) return 'no Go modules: --target control-plane brings them, once'
  return run('go', ['mod', 'download'], { cwd: folderOf(name), env: goEnv }).then(
    () => undefined,
    (error: Error) => `no Go modules: ${error.message}`,
  )
}

/** The lines that a Go program of testdata prints, which runs to its end on an embedded cluster. */
export async function runGoProgram(name: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), `${name}-`))
  try {
    const program = join(folder, 'program')
    const flags = ['-trimpath', '-buildvcs=false', '-mod=readonly']
    await run('go', ['build', ...flags, '-o', program, '.'], { cwd: folderOf(name), env: goEnv })
    const cluster = await serveReference({ port: 0, host: '127.0.0.1', controller: true })
    try {
      const kubeconfig = join(folder, 'kubeconfig')
      await writeFile(kubeconfig, cluster.kubeconfig)
      const { stdout } = await run(program, [], { env: { HOME: folder, KUBECONFIG: kubeconfig } })
      return stdout.trim().split('\n')
    } finally {
      await cluster.stop()
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}
