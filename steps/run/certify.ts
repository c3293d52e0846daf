import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeReports } from '../../reports/write-reports.ts'
import { findKubeconfig } from '../client/index.ts'
import { monotonic, timestamp, waits } from '../patience/index.ts'
import { CLUSTER_LOGS, startTarget, statefulSetKind, type Target } from '../target/index.ts'
import { abandon, abandoned } from '../world/abandon.ts'
import { demandConsent } from './consent.ts'
import { countScenarios, runFeatures } from './cucumber.ts'
import { demandSense, LEDGER } from './demands.ts'
import { exitCodes } from './errors.ts'
import { onInterruption } from './interruption.ts'
import type { CertifyOptions } from './options.ts'
import { freshOutput, removeIfEmpty } from './output-folder.ts'
import { progressOf } from './progress.ts'
import { runName } from './run-name.ts'
import { selected, selectionOf } from './selection.ts'
import { removeTraces } from './traces.ts'

/**
 * Certifies a controller: starts the target, runs the features on it, writes the evidence.
 * @returns the exit code, from counts of what really ran
 */
export async function certify(options: CertifyOptions, command: readonly string[]): Promise<number> {
  await demandSense(options)
  if (options.target === 'kubeconfig') demandConsent((await findKubeconfig(options)).context, options.yes)
  // No more clusters than there is work for.
  const parallel = Math.min(options.parallel, Math.max(1, await countScenarios(selected(options))))
  const folder = options.output ?? 'reports/latest'
  freshOutput(folder)
  const run = runName()
  // What scenarios say once the run is abandoned is the echo of that.
  const say = (line: string) => (options.quiet || abandoned() ? undefined : console.error(line))
  let lasting = false
  const starting = startTarget(options.target, { ...options, parallel, progress: say })
  let ended: Promise<void> | undefined
  const end = () => {
    ended ??= starting.then((target) => target.stop()).finally(() => removeIfEmpty(folder))
    return ended
  }
  const tidy = async () => {
    abandon('it was told to stop')
    try {
      await removeInHaste(await starting, run)
    } finally {
      await end()
    }
  }
  const release = onInterruption(tidy, () => (lasting ? removeTheRest(run) : undefined))
  try {
    const target = await starting
    lasting = lasts(target)
    // Interrupted meanwhile: what is up is being stopped already.
    if (abandoned()) return exitCodes.harnessError
    return await judge(target, { ...options, parallel }, { folder, command, say, run })
  } finally {
    await end().finally(release)
  }
}

interface Proceedings {
  readonly folder: string
  readonly command: readonly string[]
  readonly say: (line: string) => void
  /** The name of the run, which all its namespaces carry. */
  readonly run: string
}

/** Runs the features on a target that is up, writes what came of it, and says so. */
async function judge(target: Target, options: CertifyOptions, proceedings: Proceedings): Promise<number> {
  const { folder, command, say } = proceedings
  const started = timestamp()
  const began = monotonic()
  const harnessErrors = await runUnlessTargetDies(target, options, proceedings)
  harnessErrors.push(...(await leaveNothing(target, proceedings)))
  const run = {
    ...(await provenance(target)),
    started,
    finished: timestamp(),
    selection: selectionOf(options),
    ...(options.shard && { shard: options.shard }),
    command: ['npm', 'run', 'certify', '--', ...command.slice(1)],
    harnessErrors,
  }
  const { exitCode, summary } = writeReports({ folder, ledger: LEDGER, run })
  if (!options.quiet)
    console.log(`${summary}\n${((monotonic() - began) / 1000).toFixed(1)} s in all; evidence in ${folder}`)
  if (exitCode === exitCodes.nonConformant || exitCode === exitCodes.harnessError)
    await target.exportLogs?.(join(folder, CLUSTER_LOGS)).catch((error: Error) => say(error.message))
  return exitCode
}

/** Whether the cluster outlives the run. */
const lasts = ({ disposable, temporary = false }: Target): boolean => !disposable && !temporary

/** Waits until what the run made is gone. @returns what stays, if anything. */
async function leaveNothing(target: Target, { run, say }: Proceedings): Promise<string[]> {
  const [kubeconfig] = target.kubeconfigs
  if (!lasts(target) || !kubeconfig) return []
  try {
    await removeTraces(kubeconfig, { run, say })
    return []
  } catch (error) {
    return [`the run ${run} left something behind: ${(error as Error).message}`]
  }
}

const removeTheRest = (run: string): string => `remove what is left: npm run cleanup -- --run ${run}`

/** For whoever is told to stop: within a bounded time, and says how to remove the rest. */
async function removeInHaste(target: Target, run: string): Promise<void> {
  const [kubeconfig] = target.kubeconfigs
  if (!lasts(target) || !kubeconfig) return
  try {
    await removeTraces(kubeconfig, { run, say: console.error, wait: waits.tracelessInHaste })
  } catch (error) {
    console.error(`${(error as Error).message}\n${removeTheRest(run)}`)
  }
}

/** @returns what went wrong with the run itself, if anything. */
async function runUnlessTargetDies(
  target: Target,
  options: CertifyOptions,
  { folder, say, run }: Proceedings,
): Promise<string[]> {
  const parameters = {
    kubeconfigs: target.kubeconfigs,
    ...(target.connections && { connections: target.connections }),
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
    ...selected(options),
    folder,
    parameters,
    parallel: options.parallel,
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
