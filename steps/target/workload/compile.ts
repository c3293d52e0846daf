import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'

/** What to compile for, and with what. */
export interface Compilation {
  /** The nodes' processor, as Go spells it: amd64, arm64. */
  readonly architecture: string
  /** docker, podman or nerdctl, which compiles where there is no Go. */
  readonly engine?: string
  readonly env?: NodeJS.ProcessEnv
  readonly progress: (line: string) => void
}

/** The folder of the program's sources. */
export const PROGRAM = fileURLToPath(new URL('program/', import.meta.url))
export const CONTAINERFILE = join(import.meta.dirname, 'Containerfile')

/**
 * Compiles the program of the workload by Go, or in a container where there is none.
 * @returns the path of the executable, in `folder`
 */
export async function compile(order: Compilation, folder: string): Promise<string> {
  const { architecture, env = process.env, engine } = order
  const flags = ['-trimpath', '-buildvcs=false', '-mod=readonly', '-ldflags=-s -w']
  const output = join(folder, 'workload')
  const go = await execa('go', ['build', ...flags, '-o', output, '.'], {
    cwd: PROGRAM,
    extendEnv: false,
    env: { ...env, CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off', GOOS: 'linux', GOARCH: architecture },
    reject: false,
  })
  if (!go.failed) return output
  if (go.code !== 'ENOENT') throw notBuilt(`\`go build\` printed: ${go.stderr || go.message}`, go.shortMessage)
  if (engine === undefined) throw notBuilt('found no `go` in PATH', go.shortMessage)
  await compileInContainer({ ...order, engine, env }, folder)
  return output
}

/** The engine writes the files of the image's last stage, which is the program, into a folder, and keeps no image. */
async function compileInContainer(
  { architecture, engine, env, progress }: Compilation & { readonly engine: string },
  folder: string,
): Promise<void> {
  progress(`found no Go: ${engine} compiles the program of the workload in a container; it may have to pull its image`)
  const words = [
    '--file',
    CONTAINERFILE,
    '--build-arg',
    `GOARCH=${architecture}`,
    '--output',
    `type=local,dest=${folder}`,
  ]
  const built = await execa(engine, ['build', ...words, PROGRAM], {
    extendEnv: false,
    // Without BuildKit docker has no --output; before version 23 it is not the default.
    env: { ...env, DOCKER_BUILDKIT: '1' },
    reject: false,
  })
  if (!built.failed) return
  const why = `found no \`go\` in PATH, and \`${engine} build\` printed: ${built.stderr || built.message}`
  throw notBuilt(why, built.shortMessage)
}

const notBuilt = (why: string, cause: string | undefined): Error =>
  new Error(
    [
      `the workload image could not be built: expected Go 1.21 or newer, or a container engine that gets an image of Go; ${why}`,
      'Install Go, or give --image NAME with an image that the nodes have or can pull.',
    ].join('\n'),
    { cause: new Error(cause) },
  )
