import { join } from 'node:path'
import type { Deviation, KnownFailure } from '../../reports/format/run-info.ts'
import { writeReports } from '../../reports/write-reports.ts'
import { findKubeconfig, isCustom, type Resource } from '../client/index.ts'
import { monotonic, timestamp, waits } from '../patience/index.ts'
import { CLUSTER_LOGS, startTarget, type Target, withKubectl } from '../target/index.ts'
import { abortReason, abortRun } from '../world/abort-run.ts'
import { requireConsent } from './consent.ts'
import { countScenarios, runFeatures } from './cucumber.ts'
import { affecting, controllerVersion, declaredDeviations, readBaseline } from './deviations.ts'
import { exitCodes } from './errors.ts'
import { onInterruption } from './interruption.ts'
import type { CertifyOptions } from './options.ts'
import { freshOutput, removeIfEmpty } from './output-folder.ts'
import { progressOf } from './progress.ts'
import { removeLeftovers } from './remove-leftovers.ts'
import { runName } from './run-name.ts'
import { selected, selectionOf } from './selection.ts'
import { commandLine, LEDGER, suiteVersion } from './suite.ts'
import {
  controllerFor,
  expectedManagers,
  implementationOf,
  ownDeviations,
  type TargetFile,
  targetFileOf,
  withoutKubectl,
} from './target-file/index.ts'
import { validateOptions } from './validate-options.ts'

/**
 * Certifies a controller: starts the target, runs the features on it, writes the evidence.
 * @returns the exit code, from counts of what really ran
 */
export async function certify(options: CertifyOptions, command: readonly string[]): Promise<number> {
  await validateOptions(options)
  const targetFile = await targetFileOf(options)
  const { kind } = targetFile
  const declared = await declaredDeviations(options, ownDeviations(targetFile, options))
  const baseline = await readBaseline(options.baseline)
  if (options.target === 'kubeconfig') requireConsent((await findKubeconfig(options)).context, options.yes)
  // No more clusters than there is work for.
  const parallel = Math.min(options.parallel, Math.max(1, await countScenarios(selected(options))))
  const folder = options.output ?? 'reports/latest'
  freshOutput(folder)
  const run = runName()
  // Errors of scenarios after the run was aborted are consequences of that.
  const say = (line: string) => (options.quiet || abortReason() ? undefined : console.error(line))
  let lasting = false
  const starting = startTarget(options.target, {
    ...options,
    ...controllerFor(targetFile, options),
    ...{ kind, install: targetFile.install, parallel, progress: say },
  }).then((target) => (isCustom(kind) ? withoutKubectl(target, kind) : withKubectl(target, options)))
  let ended: Promise<void> | undefined
  const end = () => {
    ended ??= starting.then((target) => target.stop()).finally(() => removeIfEmpty(folder))
    return ended
  }
  const tidy = async () => {
    abortRun('it was interrupted')
    try {
      await removeBeforeDeadline(await starting, { run, kind })
    } finally {
      await end()
    }
  }
  const release = onInterruption(tidy, () => (lasting ? removeTheRest(run) : undefined))
  try {
    const target = await starting
    lasting = lasts(target)
    // Interrupted meanwhile: what is up is being stopped already.
    if (abortReason()) return exitCodes.harnessError
    return await judge(target, { ...options, parallel }, { folder, command, say, run, declared, baseline, targetFile })
  } finally {
    await end().finally(release)
  }
}

interface RunContext {
  readonly folder: string
  readonly command: readonly string[]
  readonly say: (line: string) => void
  /** The name of the run, which all its namespaces carry. */
  readonly run: string
  readonly declared: readonly Deviation[]
  readonly baseline: readonly KnownFailure[]
  readonly targetFile: TargetFile
}

/** Runs the features on a started target, and writes and prints the results. */
async function judge(target: Target, options: CertifyOptions, context: RunContext): Promise<number> {
  const { folder, command, say, declared } = context
  const started = timestamp()
  const began = monotonic()
  const harnessErrors = await runUnlessTargetDies(target, options, context)
  harnessErrors.push(...(await removeOwnLeftovers(target, context)))
  const suite = suiteVersion()
  const version = controllerVersion(target, options, suite)
  const whose = implementationOf(context.targetFile, options, version)
  const run = {
    ...provenance(target, context.targetFile, { suite, ...(version !== undefined && { controller: version }) }),
    ...whose,
    deviations: affecting(declared, { version, gates: options.featureGates }),
    baseline: [...context.baseline],
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

/** True if the cluster outlives the run. */
const lasts = ({ disposable, temporary = false }: Target): boolean => !disposable && !temporary

/** Waits until what the run made is gone. @returns what stays, if anything. */
async function removeOwnLeftovers(target: Target, { run, say, targetFile: { kind } }: RunContext): Promise<string[]> {
  const [kubeconfig] = target.kubeconfigs
  if (!lasts(target) || !kubeconfig) return []
  try {
    await removeLeftovers(kubeconfig, { run, say, kind })
    return []
  } catch (error) {
    return [`the run ${run} left something behind: ${(error as Error).message}`]
  }
}

const removeTheRest = (run: string): string => `remove what is left: ${commandLine('cleanup', `--run ${run}`)}`

/** Cleans up after an interruption: within a bounded time, and prints how to remove the rest. */
async function removeBeforeDeadline(
  target: Target,
  { run, kind }: { readonly run: string; readonly kind: Resource },
): Promise<void> {
  const [kubeconfig] = target.kubeconfigs
  if (!lasts(target) || !kubeconfig) return
  try {
    await removeLeftovers(kubeconfig, { run, kind, say: console.error, wait: waits.cleanupDeadline })
  } catch (error) {
    console.error(`${(error as Error).message}\n${removeTheRest(run)}`)
  }
}

/** @returns what went wrong with the run itself, if anything. */
async function runUnlessTargetDies(
  target: Target,
  options: CertifyOptions,
  { folder, say, run, targetFile }: RunContext,
): Promise<string[]> {
  const parameters = {
    kubeconfigs: target.kubeconfigs,
    controls: target.controls,
    ...(options.settle === 'ask' && { settle: options.settle }),
    ...(target.connections && { connections: target.connections }),
    ...(target.kubectl && { kubectl: target.kubectl }),
    kind: targetFile.kind,
    ...expectedManagers(targetFile, options),
    features: targetFile.features,
    image: target.image,
    ...(target.volumeBinding && { volumeBinding: target.volumeBinding }),
    run,
    folder,
    timeFactor: options.timeFactor,
    ...(options.fault === 'restart-controller' && { restarts: true as const }),
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
    abortRun(`the target is gone: ${error.message}`)
  })
  await features
  return harnessErrors
}

function provenance(target: Target, { kind: resource }: TargetFile, versions: Record<string, string>) {
  const { group, version, kind } = resource
  return {
    target: target.name,
    kind: { group, version, kind },
    versions: {
      ...versions,
      server: target.provenance['kube-apiserver'] ?? 'embedded',
      node: process.versions.node,
    },
    provenance: { ...target.provenance },
    simulated: [...target.simulated],
  }
}
