import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Resource } from '../client/index.ts'
import type { Action } from '../observe/trace.ts'
import { stretched, waits } from '../patience/index.ts'

/** The result of a command. */
export interface Printed {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** A kubectl with a kubeconfig and caches of its own. */
export interface Kubectl {
  run(namespace: string, args: readonly string[]): Promise<Printed>
  close(): Promise<void>
}

/** The folder is made when the first command is run. */
export function kubectlBy(program: string, kubeconfig: string): Kubectl {
  let home: Promise<string> | undefined
  return {
    async run(namespace, args) {
      home ??= homeWith(kubeconfig)
      const folder = await home
      const env = { PATH: process.env['PATH'], HOME: folder, KUBECONFIG: join(folder, 'kubeconfig') }
      const options = { env, cwd: folder, timeout: stretched(waits.kubectlEnds.ms) }
      return new Promise((resolve, reject) => {
        execFile(program, ['--namespace', namespace, ...args], options, (error, out, err) => {
          if (error && typeof error.code !== 'number') reject(new Error(`kubectl ${args.join(' ')}: ${error.message}`))
          else resolve({ code: Number(error?.code ?? 0), out, err })
        })
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

const TEMPLATE = { verb: 'patch', patchType: 'strategic', body: { spec: { template: {} } } } as const

const PROPAGATIONS: Readonly<Record<string, string>> = { foreground: 'Foreground', orphan: 'Orphan', false: 'Orphan' }

/** The request by which a command changes a workload: `rollout restart statefulset web`. */
export function requestOf(args: readonly string[], { plural }: Resource): Omit<Action, 'kind' | 'own'> {
  const [verb = '', ...rest] = args
  const command = verb === 'rollout' ? `rollout ${rest.shift()}` : verb
  const [, name = ''] = rest
  const option = (key: string) => args.find((arg) => arg.startsWith(`--${key}=`))?.slice(key.length + 3)
  const subject = { resource: plural, name }
  if (command === 'rollout restart' || command === 'rollout undo') return { ...subject, ...TEMPLATE }
  if (command === 'scale') {
    const body = { spec: { replicas: Number(option('replicas')) } }
    return { ...subject, verb: 'patch', subresource: 'scale', patchType: 'merge', body }
  }
  if (command !== 'delete') return { ...subject, verb: 'get' }
  const propagation = PROPAGATIONS[option('cascade') ?? 'background'] ?? 'Background'
  return { ...subject, verb: 'delete', propagation }
}
