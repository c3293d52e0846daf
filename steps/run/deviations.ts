import { coerce, satisfies } from 'semver'
import { loadBaseline } from '../../reports/format/baseline.ts'
import { loadDeviations, type Specification } from '../../reports/format/deviations.ts'
import { brokenEnding, excuse } from '../../reports/format/excuses.ts'
import { loadLedger } from '../../reports/format/ledger.ts'
import type { Deviation, KnownFailure, RunInfo } from '../../reports/format/run-info.ts'
import type { Judgement, TraceFile } from '../judge/index.ts'
import type { Target } from '../target/index.ts'
import { addressesOf } from './cucumber.ts'
import { UsageError } from './errors.ts'
import type { CertifyOptions } from './options.ts'
import { ALL, LEDGER, suiteFile } from './suite.ts'

/** The known bugs of upstream's controller. */
export const UPSTREAM_DEVIATIONS = suiteFile('steps/target/upstream-deviations.yaml')

type Choice = Pick<CertifyOptions, 'target' | 'controller' | 'deviations'>

/**
 * The file of declared deviations of a run, if any. A cluster of somebody else may run any controller under the name of
 * StatefulSet: there the bugs of upstream's are no excuse unless the user says that it is upstream's.
 */
export function deviationsFile({ target, controller, deviations }: Choice): string | undefined {
  if (deviations !== undefined) return deviations === 'none' ? undefined : deviations
  const isUpstream = controller === 'upstream' || (controller === undefined && DEFAULT_UPSTREAM.includes(target))
  return isUpstream ? UPSTREAM_DEVIATIONS : undefined
}

/** The targets that test upstream's controller unless another is named. */
const DEFAULT_UPSTREAM = ['control-plane', 'kind']

/**
 * The declared deviations of a run, read and checked before anything starts: those of its target file, unless the user names
 * others. @throws UsageError
 */
export async function declaredDeviations(
  options: CertifyOptions,
  ofKind: readonly Deviation[] = [],
): Promise<Deviation[]> {
  const file = deviationsFile(options)
  const read = file === undefined ? [] : await readDeviations(file)
  const declared = options.deviations === undefined ? [...read, ...ofKind] : read
  const { controllerVersion: version, featureGates: gates } = options
  if (version !== undefined || isForeign(options)) affecting(declared, { version, gates })
  return declared
}

/** True if only the user knows what the controller is. */
const isForeign = ({ target, controller }: Choice): boolean =>
  controller === 'none' || (controller === undefined && target === 'kubeconfig')

/** The version of the controller under test, as far as it is known. */
export function controllerVersion(
  { controller, provenance }: Pick<Target, 'controller' | 'provenance'>,
  options: CertifyOptions,
  suite: string,
): string | undefined {
  if (options.controllerVersion !== undefined) return options.controllerVersion
  if (isForeign(options)) return undefined
  if (controller === 'reference') return suite
  // Of a cluster that the suite does not start the API server alone tells its version.
  return provenance['kube-controller-manager'] ?? provenance['kube-apiserver']
}

/** Reads and checks a file of deviations. @throws UsageError naming file, line and field of what cannot be used */
export async function readDeviations(file: string): Promise<Deviation[]> {
  try {
    return loadDeviations(file, await specification())
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

/** Reads and checks a baseline. @throws UsageError naming file, line and field of what cannot be used */
export async function readBaseline(file: string | undefined): Promise<KnownFailure[]> {
  if (file === undefined) return []
  try {
    return loadBaseline(file, await specification())
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

export const specification = async (): Promise<Specification> => ({
  guarantees: loadLedger(LEDGER),
  examples: await addressesOf([ALL]),
})

interface Tested {
  readonly version: string | undefined
  /** The feature gates that the run has set, as in `--feature-gates`. */
  readonly gates: string | undefined
}

/**
 * The deviations that a version of the controller has with these feature gates. Of a version such as v1.36.3-eks-1 its three
 * numbers count.
 * @throws UsageError where it depends on a version that is not known
 */
export function affecting(declared: readonly Deviation[], { version, gates = '' }: Tested): Deviation[] {
  const set = gates.split(',')
  return declared.filter(({ versions, gates: needed, place }) => {
    if (needed?.split(',').some((gate) => !set.includes(gate))) return false
    if (versions === undefined) return true
    const numbers = coerce(version)
    if (numbers) return satisfies(numbers, versions)
    throw new UsageError(
      `${place}: versions: expected a version of the controller to compare with ${versions}, found ${version ?? 'none'}; name it with --controller-version`,
    )
  })
}

/** Replaces the deviations of a finished run, which is to be judged again, where others are chosen. */
export async function replacingDeviations(choice: string | undefined): Promise<(run: RunInfo) => RunInfo> {
  if (choice === undefined) return (run) => run
  const declared = choice === 'none' ? [] : await readDeviations(choice)
  return (run) => {
    const tested = { version: run.versions['controller'] ?? undefined, gates: run.provenance['feature gates'] }
    return { ...run, deviations: affecting(declared, tested) }
  }
}

/** Finds in the judged traces of a controller those in which nothing broken counts. */
export async function excusedOf(controller: string): Promise<(file: TraceFile, judgement: Judgement) => boolean> {
  const deviations = controller === 'upstream' ? await readDeviations(UPSTREAM_DEVIATIONS) : []
  const informative = await addressesOf([ALL], '@informative')
  return ({ header: { example: address, guarantees } }, judgement) => {
    if (judgement.outcome !== 'broken') return false
    const example = { address, guarantees: [...guarantees], informative: informative.includes(address) }
    return brokenEnding(excuse([...judgement.violations], example, deviations)) !== 'non-conformant'
  }
}
