import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stretched, waits } from '../patience/index.ts'
import type { Command } from './kubectl-requests.ts'

/** The result of a command. */
export interface Printed {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** A kubectl with a kubeconfig and caches of its own. */
export interface Kubectl {
  run(namespace: string, command: Command): Promise<Printed>
  close(): Promise<void>
}

/** `kubectl edit` hands its standard input to the editor: here it is a script of sed. */
const KUBE_EDITOR = 'sed -i -f -'

/** The folder is made when the first command is run. */
export function kubectlBy(program: string, kubeconfig: string): Kubectl {
  let home: Promise<string> | undefined
  return {
    async run(namespace, { args, input }) {
      home ??= homeWith(kubeconfig)
      const folder = await home
      const env = { PATH: process.env['PATH'], HOME: folder, KUBECONFIG: join(folder, 'kubeconfig'), KUBE_EDITOR }
      const options = { env, cwd: folder, timeout: stretched(waits.kubectlEnds.ms) }
      return new Promise((resolve, reject) => {
        const child = execFile(program, ['--namespace', namespace, ...args], options, (error, out, err) => {
          if (error && typeof error.code !== 'number') reject(new Error(`kubectl ${args.join(' ')}: ${error.message}`))
          else resolve({ code: Number(error?.code ?? 0), out, err })
        })
        // A command that has ended reads nothing more; its exit code says why.
        child.stdin?.on('error', () => {})
        child.stdin?.end(input)
      })
    },
    async close() {
      const folder = await home
      if (folder !== undefined) await rm(folder, { recursive: true })
    },
  }
}

async function homeWith(kubeconfig: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'statefulset-conformance-kubectl-'))
  await writeFile(join(folder, 'kubeconfig'), kubeconfig, { mode: 0o600 })
  return folder
}
