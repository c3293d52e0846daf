import { access, mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { execa } from 'execa'
import { explainBuildFailure } from './build-failure.ts'
import { withBuildLock } from './build-lock.ts'
import { findTether } from './child.ts'
import { ownedFolder, removeFolder } from './owned-folder.ts'
import { atLeast, type Pinned, versionLinkerFlags } from './versions.ts'

/** The packages to build and the folder to publish them in. */
export interface BuildPlan extends Pinned {
  /** The folder of the go.mod; nothing is written there. */
  readonly module: string
  /** The folder of all published builds. */
  readonly parent: string
  /** The folder that appears, complete, when the build has succeeded. */
  readonly target: string
  readonly env: NodeJS.ProcessEnv
}

type Progress = (line: string) => void

/** Builds the programs unless another run has done so while this one waited for it. */
export async function buildOnce(plan: BuildPlan, progress: Progress): Promise<void> {
  await mkdir(plan.parent, { recursive: true }).catch((cause: Error) => {
    throw new Error(
      `cannot make the cache folder ${plan.parent} (${cause.message}); set XDG_CACHE_HOME to a writable one`,
      { cause },
    )
  })
  await withBuildLock(`${plan.target}.lock`, progress, async () => {
    if (await isComplete(plan.target)) return
    await checkGo(plan)
    const scratch = await ownedFolder(plan.parent, '.building-')
    try {
      await compile(plan, join(scratch, 'bin'), progress)
      await publish(join(scratch, 'bin'), plan.target)
    } finally {
      await removeFolder(scratch)
    }
  })
}

/** Go's own programs are named after their packages, so etcd comes out as `server`. */
async function publish(built: string, target: string): Promise<void> {
  await rename(join(built, 'server'), join(built, 'etcd'))
  await removeFolder(target)
  await rename(built, target)
}

const isComplete = (target: string): Promise<boolean> =>
  Promise.all(['etcd', 'kube-apiserver', 'kube-controller-manager'].map((name) => access(join(target, name)))).then(
    () => true,
    () => false,
  )

/** Since 1.21 Go fetches a newer toolchain by itself, unless an environment variable forbids it: then the build fails with a message. */
async function checkGo(plan: BuildPlan): Promise<void> {
  const asked = await execa('go', ['env', 'GOVERSION'], {
    cwd: plan.parent,
    env: { ...goEnv(plan), GOTOOLCHAIN: 'local' },
    reject: false,
  })
  if (asked.exitCode !== 0) throw explainBuildFailure(plan, asked.code === 'ENOENT' ? 'no go' : asked.stderr, asked)
  if (!atLeast(asked.stdout, '1.21'))
    throw explainBuildFailure(plan, `go.mod requires go >= ${plan.go} (${asked.stdout})`, asked)
}

/** The build cache is shared only between builds of the same flags, so none is taken from the user's settings. */
function goEnv({ env }: BuildPlan): NodeJS.ProcessEnv {
  return { ...env, CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off', GOOS: '', GOARCH: '' }
}

async function compile(plan: BuildPlan, output: string, progress: Progress): Promise<void> {
  const flags = ['-v', '-mod=readonly', '-buildvcs=false', '-trimpath', '-ldflags', versionLinkerFlags(plan.kubernetes)]
  progress(`building Kubernetes ${plan.kubernetes} and etcd ${plan.etcd} from Go modules: minutes, but only this once`)
  const [program = 'go', ...words] = [...(await findTether()), 'go', 'build', ...flags, '-o', `${output}/`, 'tool']
  const go = execa(program, words, {
    cwd: plan.module,
    env: goEnv(plan),
    reject: false,
    stdin: 'ignore',
    buffer: false,
  })
  const notPackages = await report(createInterface({ input: go.stderr }), progress)
  const ended = await go
  if (ended.failed) throw explainBuildFailure(plan, notPackages.join('\n') || String(ended.message), ended)
  progress(`built Kubernetes ${plan.kubernetes} and etcd ${plan.etcd}`)
}

/** `go build -v` names each package as it is compiled; the other lines are errors. */
async function report(lines: AsyncIterable<string>, progress: Progress): Promise<string[]> {
  const others: string[] = []
  const counted = { 'modules fetched': 0, 'packages compiled': 0 }
  for await (const line of lines) {
    const what = line.startsWith('go: downloading ')
      ? 'modules fetched'
      : /^[\w.~-]+(\/[\w.~-]+)*$/.test(line) && 'packages compiled'
    if (!what) others.push(line)
    else if (++counted[what] % 50 === 0) progress(`${counted[what]} ${what} so far`)
  }
  return others
}
