import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeReports } from '../../reports/write-reports.ts'
import { findKubeconfig } from '../client/index.ts'
import { monotonic, timestamp } from '../patience/index.ts'
import { type ControllerChoice, type Fault, startTarget, statefulSetKind, type Target } from '../target/index.ts'
import { abandon, abandoned } from '../world/abandon.ts'
import { demandConsent } from './consent.ts'
import { runFeatures } from './cucumber.ts'
import { exitCodes } from './errors.ts'
import { progressOf } from './progress.ts'
import { runName } from './run-name.ts'
import { type Selection, selectionOf, tagsOf } from './selection.ts'
import { stopOnSignal } from './signals.ts'
import { removeTraces } from './traces.ts'

/** The options of `certify`, as the command line gives them. */
export interface CertifyOptions extends Selection {
  readonly target: string
  readonly controller?: ControllerChoice
  readonly assets?: string
  readonly kubeconfig?: string
  readonly context?: string
  readonly image?: string
  readonly kubernetes?: string
  readonly nodeImage?: string
  readonly cluster?: string
  readonly nodes?: number
  readonly keep?: boolean
  readonly timeFactor: number
  readonly parallel: number
  readonly mutant?: string
  readonly fault?: Fault
  /** Whether a cluster is meant whose context looks like production. */
  readonly yes?: boolean
  readonly output?: string
  /** Told each line that a person would want to read; default: standard output and error. */
  readonly quiet?: boolean
}

/**
 * Certifies a controller: starts the target, runs the features on it, writes the evidence.
 * @returns the exit code, from counts of what really ran
 */
export async function certify(options: CertifyOptions, command: readonly string[]): Promise<number> {
  if (options.target === 'kubeconfig') demandConsent((await findKubeconfig(options)).context, options.yes)
  const folder = options.output ?? 'reports/latest'
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const started = timestamp()
  const began = monotonic()
  // What scenarios say once the run is abandoned is the echo of that.
  const say = (line: string) => (options.quiet || abandoned() ? undefined : console.error(line))
  const run = runName()
  const target = await startTarget(options.target, { ...options, progress: say })
  const heed = stopOnSignal(target, run)
  let exitCode: number = exitCodes.harnessError
  try {
    const harnessErrors = await runUnlessTargetDies({ target, options, folder, say, run })
    harnessErrors.push(...(await leaveNothing(target, run, say)))
    const about = {
      ...(await provenance(target)),
      started,
      finished: timestamp(),
      selection: selectionOf(options),
      ...(options.shard && { shard: options.shard }),
      command: ['npm', 'run', 'certify', '--', ...command.slice(1)],
      harnessErrors,
    }
    const report = writeReports({ folder, ledger: 'features/requirements.yaml', run: about })
    exitCode = report.exitCode
    if (!options.quiet)
      console.log(`${report.summary}\n${((monotonic() - began) / 1000).toFixed(1)} s; evidence in ${folder}`)
    return exitCode
  } finally {
    if (exitCode === exitCodes.nonConformant || exitCode === exitCodes.harnessError)
      await target.exportLogs?.(join(folder, 'cluster-logs')).catch((error: Error) => say(error.message))
    await target.stop()
    heed.end()
  }
}

interface Run {
  readonly target: Target
  readonly options: CertifyOptions
  readonly folder: string
  readonly say: (line: string) => void
  /** Its name, which all its namespaces carry. */
  readonly run: string
}

/** Waits until what the run made is gone. @returns what stays, if anything. */
async function leaveNothing(target: Target, run: string, say: (line: string) => void): Promise<string[]> {
  const [kubeconfig] = target.kubeconfigs
  if (target.disposable || !kubeconfig) return []
  try {
    await removeTraces(kubeconfig, { run, say })
    return []
  } catch (error) {
    return [`the run ${run} left something behind: ${(error as Error).message}`]
  }
}

/** @returns what went wrong with the run itself, if anything. */
async function runUnlessTargetDies({ target, options, folder, say, run }: Run): Promise<string[]> {
  const parameters = {
    kubeconfigs: target.kubeconfigs,
    kind: statefulSetKind,
    image: target.image,
    ...(target.volumeBinding && { volumeBinding: target.volumeBinding }),
    ...(target.nodeFault && { nodeFault: target.nodeFault }),
    run,
    folder,
    timeFactor: options.timeFactor,
    capabilities: target.capabilities,
    ...(target.lacking && { lacking: target.lacking }),
    disposable: target.disposable,
  }
  const features = runFeatures({
    paths: options.features ?? ['features'],
    tags: tagsOf(options),
    folder,
    parameters,
    parallel: options.parallel,
    ...(options.shard && { shard: `${options.shard.index}/${options.shard.of}` }),
    onMessage: progressOf(say),
  })
  const harnessErrors: string[] = []
  void target.failed.then((error) => {
    harnessErrors.push(error.message)
    say(`the target has died: ${error.message}`)
    abandon(`the target is gone: ${error.message}`)
  })
  await features
  return harnessErrors
}

async function provenance(target: Target) {
  const { version } = JSON.parse(await readFile(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
    version: string
  }
  const { group, version: apiVersion, kind } = statefulSetKind
  return {
    target: target.name,
    controller: target.controller,
    kind: { group, version: apiVersion, kind },
    versions: {
      suite: version,
      server: target.provenance['kube-apiserver'] ?? 'embedded',
      node: process.versions.node,
    },
    provenance: { ...target.provenance },
    simulated: [...target.simulated],
    deviations: [],
  }
}
