import { createHash } from 'node:crypto'
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { extname, join } from 'node:path'
import { imageArchive } from './archive.ts'
import { CONTAINERFILE, type Compilation, compile, PROGRAM } from './compile.ts'

/** The program to build, and its platform. */
export interface WorkloadOrder extends Compilation {
  /** The image's names and tags, as Pods spell them. */
  readonly names: readonly string[]
}

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
    const program = await readFile(await compile(order, scratch))
    await writeFile(join(scratch, 'image.tar'), await imageArchive({ names, architecture, program }))
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
  const sources = [...(await readdir(PROGRAM)).sort().map((file) => join(PROGRAM, file)), ...packers]
  for (const file of sources) hash.update(await readFile(file))
  return hash.digest('hex').slice(0, 12)
}

const packers = ['archive', 'build', 'compile']
  .map((name) => join(import.meta.dirname, `${name}${extname(import.meta.filename)}`))
  .concat(CONTAINERFILE)

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )
