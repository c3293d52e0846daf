import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeReports } from '../../reports/write-reports.ts'
import { monotonic, timestamp } from '../patience/index.ts'
import { type ControllerChoice, type Fault, startTarget, statefulSetKind, type Target } from '../target/index.ts'
import { Session } from '../world/session.ts'
import { runFeatures } from './cucumber.ts'
import { UsageError } from './errors.ts'
import { progressOf } from './progress.ts'
import { runName } from './run-name.ts'

/** The options of `certify`, as the command line gives them. */
export interface CertifyOptions {
  readonly target: string
  readonly controller?: ControllerChoice
  readonly assets?: string
  readonly kubeconfig?: string
  readonly context?: string
  readonly image?: string
  readonly timeFactor: number
  readonly parallel: number
  readonly guarantee?: string[]
  readonly family?: string[]
  readonly mutant?: string
  readonly fault?: Fault
  readonly features?: string[]
  readonly output?: string
  /** Told each line that a person would want to read; default: standard output and error. */
  readonly quiet?: boolean
}

/**
 * Certifies a controller: starts the target, runs the features on it, writes the evidence.
 * @returns the exit code, from counts of what really ran
 */
export async function certify(options: CertifyOptions, command: readonly string[]): Promise<number> {
  const folder = options.output ?? 'reports/latest'
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const started = timestamp()
  const began = monotonic()
  const say = options.quiet ? () => {} : (line: string) => console.error(line)
  const target = await startTarget(options.target, { ...options, progress: say })
  const stopOnSignal = ['SIGINT', 'SIGTERM'].map(
    (signal) => [signal, () => void target.stop().finally(() => process.exit(3))] as const,
  )
  for (const [signal, stop] of stopOnSignal) process.once(signal, stop)
  try {
    const harnessErrors = await runUnlessTargetDies(target, options, folder, say)
    const run = {
      ...(await provenance(target)),
      started,
      finished: timestamp(),
      selection: selectionOf(options),
      command: ['npm', 'run', 'certify', '--', ...command.slice(1)],
      harnessErrors,
    }
    const { exitCode, summary } = writeReports({ folder, ledger: 'features/requirements.yaml', run })
    if (!options.quiet) console.log(`${summary}\n${((monotonic() - began) / 1000).toFixed(1)} s; evidence in ${folder}`)
    return exitCode
  } finally {
    await target.stop()
    for (const [signal, stop] of stopOnSignal) process.off(signal, stop)
  }
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
    run: runName(),
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

function tagsOf({ guarantee = [], family = [] }: CertifyOptions): string {
  const wrong = [
    ...guarantee.filter((id) => !/^SS-[A-Z]{3}-\d{3}$/.test(id)),
    ...family.filter((name) => !/^[A-Z]{3}$/.test(name)),
  ]
  if (wrong.length > 0)
    throw new UsageError(`expected guarantees like SS-ORD-001 and families like ORD, found ${wrong.join(', ')}`)
  return [...guarantee.map((id) => `@${id}`), ...family.map((name) => `@${name}`)].join(' or ')
}

const selectionOf = ({ guarantee = [], family = [], features = ['features'] }: CertifyOptions): string =>
  [...guarantee, ...family, ...features.filter((path) => path !== 'features')].join(' ')

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
    deviations: [],
  }
}
