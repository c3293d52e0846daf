import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeReports } from '../../reports/write-reports.ts'
import { monotonic, timestamp } from '../patience/index.ts'
import { startTarget, statefulSetKind, type Target } from '../target/index.ts'
import { Session } from '../world/session.ts'
import { countScenarios, runFeatures } from './cucumber.ts'
import { demandSense, LEDGER, tagsOf } from './demands.ts'
import { exitCodes } from './errors.ts'
import { onInterruption } from './interruption.ts'
import type { CertifyOptions } from './options.ts'
import { freshOutput, removeIfEmpty } from './output-folder.ts'
import { progressOf } from './progress.ts'
import { runName } from './run-name.ts'

/**
 * Certifies a controller: starts the target, runs the features on it, writes the evidence.
 * @returns the exit code, from counts of what really ran
 */
export async function certify(options: CertifyOptions, command: readonly string[]): Promise<number> {
  await demandSense(options)
  // No more clusters than there is work for.
  const parallel = Math.min(options.parallel, Math.max(1, await countScenarios(selected(options))))
  const folder = options.output ?? 'reports/latest'
  freshOutput(folder)
  const say = options.quiet ? () => {} : (line: string) => console.error(line)
  const starting = startTarget(options.target, { ...options, parallel, progress: say })
  let ended: Promise<void> | undefined
  const end = () => {
    ended ??= starting.then((target) => target.stop()).finally(() => removeIfEmpty(folder))
    return ended
  }
  const release = onInterruption(end)
  try {
    const target = await starting
    // Interrupted meanwhile: what is up is being stopped already.
    if (ended !== undefined) return exitCodes.harnessError
    return await judge(target, { ...options, parallel }, { folder, command, say })
  } finally {
    await end().finally(release)
  }
}

interface Proceedings {
  readonly folder: string
  readonly command: readonly string[]
  readonly say: (line: string) => void
}

/** Runs the features on a target that is up, writes what came of it, and says so. */
async function judge(target: Target, options: CertifyOptions, { folder, command, say }: Proceedings): Promise<number> {
  const started = timestamp()
  const began = monotonic()
  const harnessErrors = await runUnlessTargetDies(target, options, folder, say)
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
  if (!options.quiet) console.log(`${summary}\n${((monotonic() - began) / 1000).toFixed(1)} s; evidence in ${folder}`)
  return exitCode
}

/** @returns what went wrong with the run itself, if anything. */
async function runUnlessTargetDies(
  target: Target,
  options: CertifyOptions,
  folder: string,
  say: (line: string) => void,
): Promise<string[]> {
  const parameters = {
    kubeconfigs: target.kubeconfigs,
    kind: statefulSetKind,
    image: target.image,
    ...(target.volumeBinding && { volumeBinding: target.volumeBinding }),
    ...(target.nodeFault && { nodeFault: target.nodeFault }),
    run: runName(),
    folder,
    timeFactor: options.timeFactor,
    capabilities: target.capabilities,
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
    Session.abandon(error)
    say(`the target has died: ${error.message}`)
  })
  await features
  return harnessErrors
}

/** Which scenarios run, as cucumber is told. */
const selected = (options: CertifyOptions) => ({
  paths: options.features ?? ['features'],
  tags: tagsOf(options),
  ...(options.shard && { shard: `${options.shard.index}/${options.shard.of}` }),
})

const selectionOf = ({ guarantee = [], family = [], features = ['features'], shard }: CertifyOptions): string =>
  [
    ...guarantee,
    ...family,
    ...features.filter((path) => path !== 'features'),
    ...(shard ? [`shard ${shard.index}/${shard.of}`] : []),
  ].join(' ')

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
