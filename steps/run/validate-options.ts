import { codeOf } from '../../reports/format/families.ts'
import { type Guarantee, loadLedger } from '../../reports/format/ledger.ts'
import {
  choiceOf,
  controlNamed,
  gatesOf,
  type Mutant,
  mutants,
  pinnedControlPlanes,
  supportsMutants,
} from '../target/index.ts'
import { UsageError } from './errors.ts'
import { familiesOf, knownFamilies } from './families.ts'
import type { CertifyOptions } from './options.ts'
import type { Selection } from './selection.ts'
import { haveFeatures, LEDGER } from './suite.ts'

/**
 * Validates the options of a run before anything is removed or started.
 * @throws UsageError in one line, or Error when the ledger can't be read: without it there is nothing to judge
 */
export async function validateOptions(options: CertifyOptions): Promise<void> {
  const ledger = loadLedger(LEDGER)
  requireTargetOfOptions(options)
  requireChecked(options, ledger)
  validateControl(options)
  await validateVersion(options)
  requireFeatures(options.features ?? [])
  if (options.mutant !== undefined) await validateMutant(options.mutant, options)
}

/** The targets that accept an option. Any other target would ignore it, and the verdict would be taken for that of another cluster. */
const TARGETS_OF_OPTION: Partial<Record<keyof CertifyOptions, readonly string[]>> = {
  kubeconfig: ['kubeconfig'],
  context: ['kubeconfig'],
  control: ['kubeconfig'],
  image: ['kubeconfig', 'kind'],
  kubernetes: ['reference', 'control-plane', 'kind'],
  featureGates: ['reference', 'control-plane'],
  nodeImage: ['kind'],
  cluster: ['kind'],
  nodes: ['kind'],
  keep: ['kind'],
}

/** @throws UsageError for an option that the target does not have */
export function requireTargetOfOptions(options: CertifyOptions): void {
  for (const [name, targets] of Object.entries(TARGETS_OF_OPTION)) {
    if (options[name as keyof CertifyOptions] === undefined || targets.includes(options.target)) continue
    const flag = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
    throw new UsageError(`${flag} requires --target ${targets.join(' or ')}, found --target ${options.target}`)
  }
}

function validateControl({ control }: CertifyOptions): void {
  if (control === undefined) return
  try {
    controlNamed(control)
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

type VersionOptions = Pick<CertifyOptions, 'target' | 'kubernetes' | 'featureGates'>

/** The gates of real programs are known to these alone: they refuse others when they start. */
export async function validateVersion(options: VersionOptions): Promise<void> {
  const { target, kubernetes, featureGates } = options
  if (kubernetes === undefined && featureGates === undefined) return
  if (target === 'reference') return validateGates(options)
  const pinned = pinnedControlPlanes()
  if (target !== 'control-plane' || kubernetes === undefined || pinned.includes(kubernetes)) return
  throw new UsageError(`expected --kubernetes to be one of ${pinned.join(', ')} on control-plane, found ${kubernetes}`)
}

/** The gates of the embedded cluster. */
export async function validateGates(options: Omit<VersionOptions, 'target'>): Promise<void> {
  try {
    await gatesOf(choiceOf(options))
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

/**
 * Requires that scenarios check each guarantee and each family that is selected: beside others, one that has none would
 * be left out without a word.
 */
export function requireChecked({ guarantee = [], family = [] }: Selection, ledger: readonly Guarantee[]): void {
  for (const id of guarantee) {
    const row = ledger.find((each) => each.id === id)
    if (!row) throw new UsageError(noGuarantee(id, ledger))
    if (row.state !== 'checked') throw new UsageError(`no scenario checks ${id}: it is ${row.state}`)
    if (row.checked_by)
      throw new UsageError(
        `${id} has no scenario of its own: scenarios with the step "${row.checked_by}" check it; name their guarantees`,
      )
  }
  for (const { word } of familiesOf(family)) {
    const rows = ledger.filter((each) => each.family === word)
    if (rows.some(({ state, checked_by }) => state === 'checked' && !checked_by)) continue
    const states = [...new Set(rows.map(({ state, checked_by }) => (checked_by ? 'checked elsewhere' : state)))].join(
      ' or ',
    )
    throw new UsageError(`no scenario checks the family ${word}: all ${rows.length} guarantees of it are ${states}`)
  }
}

function noGuarantee(id: string, ledger: readonly Guarantee[]): string {
  const family = ledger.find((each) => codeOf(each.id) === codeOf(id))?.family
  if (!/^SS-[A-Z]{3}-\d{3}$/.test(id) || !family)
    return `expected guarantees like SS-ORD-001, found ${id}; the families are ${knownFamilies()}`
  return `there is no guarantee ${id}: ${LEDGER}/${family}/guarantees.yaml lists those of its family`
}

/** Cucumber runs nothing for a path that leads nowhere. */
function requireFeatures(paths: readonly string[]): void {
  const absent = paths.filter((path) => !haveFeatures(path))
  if (absent.length > 0) throw new UsageError(`there are no features at ${absent.join(', ')}`)
}

type Choice = Pick<CertifyOptions, 'target' | 'controller' | 'kubernetes' | 'featureGates'>

/** A mutant is a reference controller: where another controller is under test the mutant would not run, and the report would claim that it had. */
export async function validateMutant(name: string, options: Choice): Promise<void> {
  const { target, controller } = options
  const known = await mutants()
  const mutant = known.find((each) => each.name === name)
  if (!mutant)
    throw new UsageError(`there is no mutant ${name}; known are ${known.map((each) => each.name).join(', ')}`)
  if (mutant.choice && (await isOff(mutant.choice, options)))
    throw new UsageError(`mutant ${name} breaks a rule that is off: run it with ${flagsOf(mutant.choice)}`)
  if (mutant.rules?.adaptStrategy && target !== 'reference')
    throw new UsageError(
      `mutant ${name} is an embedded API server, which does not run here: expected --target reference`,
    )
  if (supportsMutants(target, controller)) return
  throw new UsageError(
    `mutant ${name} is a reference controller, which would not run here: expected --target reference, or control-plane or kind with --controller reference`,
  )
}

/** True if the rule that a mutant breaks is off; of a real API server only its own gates are known. */
async function isOff(needed: NonNullable<Mutant['choice']>, options: Choice): Promise<boolean> {
  const { target, kubernetes, featureGates } = options
  if (target !== 'reference') return kubernetes === undefined && featureGates === undefined
  if (needed.kubernetes !== undefined && needed.kubernetes !== kubernetes) return true
  const [wanted, given] = [await gatesOf(needed), await gatesOf(choiceOf(options))]
  return Object.entries(wanted).some(([gate, on]) => on && !given[gate])
}

const flagsOf = ({ kubernetes, featureGates }: Pick<CertifyOptions, 'kubernetes' | 'featureGates'>): string =>
  [kubernetes && `--kubernetes ${kubernetes}`, featureGates && `--feature-gates ${featureGates}`]
    .filter(Boolean)
    .join(' ')
