import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before } from 'node:test'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { findBinaries } from './control-plane/index.ts'
import { serveReference } from './index.ts'

/** For tests: a file with the Service and the StatefulSet that sessions with kubectl are about. */
export const MANIFEST = fileURLToPath(new URL('testdata/web.yaml', import.meta.url))

const kubectl = (await findBinaries({}).catch(() => undefined))?.kubectl

/** For tests: why kubectl cannot be run here, or false. */
export const withoutKubectl: string | false = kubectl ? false : 'no kubectl: --target control-plane builds one, once'

interface Outcome {
  code: number
  out: string
  err: string
}

/** A person at a terminal, with an embedded cluster of their own from the first test of the block to the last. */
export class KubectlSession {
  readonly kubectl: string = kubectl ?? ''
  /** The working folder, which is the home as well. */
  folder = ''
  env: NodeJS.ProcessEnv = {}
  #stop = async () => {}

  /** To be called in the block of tests that have the session. */
  constructor() {
    before(async () => {
      this.folder = await mkdtemp(join(tmpdir(), 'kubectl-session-'))
      const cluster = await serveReference({ port: 0, host: '127.0.0.1', controller: true })
      this.#stop = cluster.stop
      const file = join(this.folder, 'kubeconfig')
      await writeFile(file, cluster.kubeconfig)
      this.env = { PATH: process.env['PATH'], HOME: this.folder, KUBECONFIG: file }
    })
    after(async () => {
      await this.#stop()
      await rm(this.folder, { recursive: true, force: true })
    })
  }

  /** Arguments as a line; what must not be split, one by one behind it. */
  run(line: string, ...more: string[]): Promise<Outcome> {
    const args = [...line.split(' '), ...more]
    const options = { env: this.env, cwd: this.folder, timeout: 180_000 }
    return new Promise((resolve) => {
      execFile(this.kubectl, args, options, (error, out, err) => {
        resolve({ code: error ? Number(error.code ?? 1) : 0, out, err })
      })
    })
  }

  /** What it prints, once it has ended well. */
  async ok(line: string, ...more: string[]): Promise<string> {
    const { code, out, err } = await this.run(line, ...more)
    expect(code, `kubectl ${line}: ${err}`).to.equal(0)
    return out
  }

  rolledOut(): Promise<string> {
    return this.ok('rollout status statefulset/web --timeout=120s')
  }
}

/** For tests: the cells of what kubectl prints as a table. */
export const rows = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .map((row) => row.split(/\s{2,}/))
