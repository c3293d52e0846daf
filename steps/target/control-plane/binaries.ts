import { createHash } from 'node:crypto'
import { access, constants, readFile, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildPlan, buildOnce } from './build.ts'
import { pinnedControlPlanes } from './pinned.ts'
import { pinnedVersions } from './versions.ts'

const required = ['etcd', 'kube-apiserver', 'kube-controller-manager'] as const

/** The programs of a control plane. */
export type Program = (typeof required)[number]

/** Paths of the programs, and where they come from, for the report. */
export type Binaries = Readonly<Record<Program, string>> & { readonly kubectl?: string; readonly origin: string }

/** The locations of the binaries. */
export interface BinaryOptions {
  /** A folder that holds the programs under their own names. */
  readonly assets?: string | undefined
  /** The Kubernetes minor version to build where no folder is given; a folder of `binaries/`. */
  readonly version?: string
  readonly env?: NodeJS.ProcessEnv
}

const remedy = 'give --assets DIR (or KUBEBUILDER_ASSETS) with etcd, kube-apiserver and kube-controller-manager in it'

/** The programs from the given folder, else those built before, else built now (minutes; shown through `progress`). */
export async function obtainBinaries(where: BinaryOptions, progress: (line: string) => void): Promise<Binaries> {
  const found = await findBinaries(where)
  if (found) return found
  const plan = await buildPlan(where)
  await buildOnce(plan, progress)
  const built = await published(plan)
  if (!built)
    throw new Error(`the build of ${plan.kubernetes} left no complete set of programs in ${plan.target}; ${remedy}`)
  return built
}

/** The programs if they are there already; `undefined` when only a build would bring them. */
export async function findBinaries(where: BinaryOptions): Promise<Binaries | undefined> {
  const env = where.env ?? process.env
  if (where.assets) return fromFolder(resolve(where.assets), '--assets')
  if (env['KUBEBUILDER_ASSETS']) return fromFolder(resolve(env['KUBEBUILDER_ASSETS']), 'KUBEBUILDER_ASSETS')
  return published(await buildPlan(where))
}

async function fromFolder(folder: string, givenBy: string): Promise<Binaries> {
  const isFolder = await stat(folder).then(
    (it) => it.isDirectory(),
    () => false,
  )
  if (!isFolder) throw new Error(`${givenBy} names ${folder}, which is not a folder; ${remedy}`)
  for (const name of required) {
    const problem = await whyUnusable(join(folder, name))
    if (problem)
      throw new Error(`${givenBy} names ${folder}, where ${name} ${problem}; ${remedy}, or leave it out to build them`)
  }
  return pathsIn(folder, `${givenBy} ${folder}`)
}

async function published(plan: BuildPlan): Promise<Binaries | undefined> {
  const problems = await Promise.all(required.map((name) => whyUnusable(join(plan.target, name))))
  if (problems.some(Boolean)) return undefined
  return pathsIn(plan.target, `built from Go modules, k8s.io/kubernetes ${plan.kubernetes}`)
}

async function pathsIn(folder: string, origin: string): Promise<Binaries> {
  const [etcd, apiServer, controllers] = required.map((name) => join(folder, name)) as [string, string, string]
  const kubectl = join(folder, 'kubectl')
  const there = (await whyUnusable(kubectl)) === undefined
  return {
    etcd,
    'kube-apiserver': apiServer,
    'kube-controller-manager': controllers,
    ...(there && { kubectl }),
    origin,
  }
}

async function whyUnusable(file: string): Promise<string | undefined> {
  const isFile = await stat(file).then(
    (it) => it.isFile(),
    () => undefined,
  )
  if (isFile === undefined) return 'is missing'
  if (!isFile) return 'is not a file'
  return access(file, constants.X_OK).then(
    () => undefined,
    () => 'is not executable',
  )
}

/** The build, and the folder to publish it in; another go.sum, platform or processor means another folder. */
export async function buildPlan({ version = '1.36', env = process.env }: BinaryOptions): Promise<BuildPlan> {
  const module = fileURLToPath(new URL(`binaries/${version}/`, import.meta.url))
  const goMod = await readFile(join(module, 'go.mod'), 'utf8').catch((cause: unknown) => {
    throw new Error(
      `no go.mod for Kubernetes ${version} in ${module}, but for ${pinnedControlPlanes().join(', ')}; ${remedy}`,
      { cause },
    )
  })
  const goSum = await readFile(join(module, 'go.sum'))
  const hash = createHash('sha256')
    .update(goMod)
    .update(goSum)
    .update(`${process.platform} ${process.arch}`)
    .digest('hex')
  const pinned = pinnedVersions(goMod)
  const parent = join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'statefulset-conformance', 'control-plane')
  const name = `${pinned.kubernetes.replace(/^v/, '')}-${hash.slice(0, 12)}`
  return { ...pinned, module, parent, target: join(parent, name), env }
}
