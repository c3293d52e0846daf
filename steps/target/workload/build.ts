import { createHash } from 'node:crypto'
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { imageArchive } from './archive.ts'

/** The program to build, and its platform. */
export interface WorkloadOrder {
  /** The image's names and tags, as Pods spell them. */
  readonly names: readonly string[]
  /** The nodes' processor, as Go spells it: amd64, arm64. */
  readonly architecture: string
  readonly env?: NodeJS.ProcessEnv
  readonly progress: (line: string) => void
}

const program = fileURLToPath(new URL('program/', import.meta.url))

/**
 * The archive of the workload's image, built once for each state of its source and kept in the user's cache folder.
 * @returns the path of a file that `kind load image-archive` and `docker load` take
 */
export async function workloadArchive(order: WorkloadOrder): Promise<string> {
  const { names, architecture, env = process.env, progress } = order
  const folder = join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'statefulset-conformance', 'workload')
  const archive = join(folder, `${await fingerprint(names)}-${architecture}.tar`)
  if (await exists(archive)) return archive
  await mkdir(folder, { recursive: true }).catch((cause: Error) => {
    throw new Error(`cannot make the cache folder ${folder} (${cause.message}); set XDG_CACHE_HOME to a writable one`, {
      cause,
    })
  })
  progress('building the workload image from its source: seconds, and only this once')
  const scratch = await mkdtemp(join(folder, '.building-'))
  try {
    await compile(order, join(scratch, 'program'))
    const content = await readFile(join(scratch, 'program'))
    await writeFile(join(scratch, 'image.tar'), await imageArchive({ names, architecture, program: content }))
    // Two runs may build at the same time; both publish the same bytes.
    await rename(join(scratch, 'image.tar'), archive)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
  return archive
}

/** Names the state of everything that an archive is made from, except the processor. */
async function fingerprint(names: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(names.join(' '))
  const sources = [...(await readdir(program)).sort().map((file) => join(program, file)), ...packers]
  for (const file of sources) hash.update(await readFile(file))
  return hash.digest('hex').slice(0, 12)
}

const packers = [join(import.meta.dirname, `archive${extname(import.meta.filename)}`), import.meta.filename]

async function compile({ architecture, env = process.env }: WorkloadOrder, output: string): Promise<void> {
  const flags = ['-trimpath', '-buildvcs=false', '-mod=readonly', '-ldflags=-s -w']
  const go = await execa('go', ['build', ...flags, '-o', output, '.'], {
    cwd: program,
    extendEnv: false,
    env: { ...env, CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off', GOOS: 'linux', GOARCH: architecture },
    reject: false,
  })
  if (!go.failed) return
  const why = go.code === 'ENOENT' ? 'found no `go` in PATH' : `\`go build\` printed: ${go.stderr || go.message}`
  throw new Error(
    [
      `the workload image could not be built: expected Go 1.21 or newer, ${why}`,
      'Install Go, or give --image NAME with an image that the nodes have or can pull.',
    ].join('\n'),
    { cause: new Error(go.shortMessage) },
  )
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )
