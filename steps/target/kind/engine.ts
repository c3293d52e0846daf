import { execa } from 'execa'
import { explainFailure } from './failures.ts'

/** The program that runs the nodes, and what there is on its machine. */
export interface Engine {
  readonly name: EngineName
  /** Bytes of memory in all on the machine of the engine, which may be another one than this. */
  readonly memory: number
  /** As Go spells it: amd64, arm64. */
  readonly architecture: string
}

/** In the order in which kind looks for them. */
const engines = ['docker', 'nerdctl', 'podman'] as const
export type EngineName = (typeof engines)[number]

/** kind's own choice, made before kind runs: on a host without an engine the error is one sentence. */
export async function findEngine(env: NodeJS.ProcessEnv): Promise<Engine> {
  const name = await chosen(env)
  const format = name === 'podman' ? '{{.Host.MemTotal}} {{.Host.Arch}}' : '{{.MemTotal}} {{.Architecture}}'
  const info = await execa(name, ['info', '--format', format], { env, extendEnv: false, reject: false })
  const [, memory, architecture] = /^(\d+) (\S+)$/.exec(info.stdout.trim()) ?? []
  if (info.failed || !memory || !architecture) throw await explainSilence(name, env, new Error(info.shortMessage))
  return { name, memory: Number(memory), architecture: goNames[architecture] ?? architecture }
}

/** With a format, `docker info` reports an error of its template instead of the reason; without one it reports the reason. */
async function explainSilence(name: EngineName, env: NodeJS.ProcessEnv, cause: unknown): Promise<Error> {
  const { all } = await execa(name, ['info'], { env, extendEnv: false, reject: false, all: true })
  const reasons = all.split('\n').filter((line) => /error|cannot|denied|refused/i.test(line))
  return explainFailure(
    `no cluster can be made with ${name}`,
    `suite: no answer\n${reasons.join('\n')}`,
    { engine: name },
    cause,
  )
}

const goNames: Readonly<Record<string, string>> = { x86_64: 'amd64', aarch64: 'arm64' }

async function chosen(env: NodeJS.ProcessEnv): Promise<EngineName> {
  const wanted = env['KIND_EXPERIMENTAL_PROVIDER']
  if (wanted && !engines.some((name) => name === wanted))
    throw new Error(`expected KIND_EXPERIMENTAL_PROVIDER to be ${engines.join(', ')} or unset, found ${wanted}`)
  for (const name of wanted ? [wanted as EngineName] : engines)
    if (!(await execa(name, ['--version'], { env, extendEnv: false, reject: false })).failed) return name
  throw explainFailure('no cluster can be made', 'suite: no engine', { engine: wanted ?? 'docker' })
}

const MiB = 1024 * 1024

/** Measured on kind 0.33 with Kubernetes 1.36: a control plane at rest takes 480 MiB, a worker 100; then come Pods. */
const needed = { controlPlane: 900 * MiB, worker: 250 * MiB } as const

/** @throws Error where nodes would be killed while they start, which kind reports as a time-out after minutes. */
export function checkMemory({ name, memory }: Engine, nodes: number): void {
  const need = needed.controlPlane + (nodes - 1) * needed.worker
  if (memory >= need) return
  throw new Error(
    `no cluster of ${nodes} node(s) can be made: expected at least ${mebibytes(need)} of memory for ${name}, found ${mebibytes(memory)}.\n` +
      `Give ${name} more memory (Docker Desktop: Settings, Resources; podman: \`podman machine set --memory\`)${nodes > 1 ? ', or ask for fewer --nodes' : ''}.`,
  )
}

const mebibytes = (bytes: number): string => `${Math.round(bytes / MiB)} MiB`
