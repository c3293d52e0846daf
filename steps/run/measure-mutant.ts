import type { Guarantee } from '../../reports/format/ledger.ts'
import { loadLedger } from '../../reports/format/ledger.ts'
import { type Controller, readIndex } from '../judge/corpus/index.ts'
import { monotonic } from '../patience/index.ts'
import type { ClusterThreads, Mutant } from '../target/index.ts'
import { type Blamed, blamed, isCaught } from './blame-table.ts'
import { picklesOf } from './cucumber.ts'
import { type Judged, runMutant } from './mutant-run.ts'
import { onePerGuarantee } from './one-per-guarantee.ts'
import type { CertifyOptions } from './options.ts'
import type { Selection } from './selection.ts'
import { LEDGER } from './suite.ts'

export interface MeasureOptions extends CertifyOptions {
  /** Whom the examples blame: of `all`, or of `one` for each guarantee and those recorded for the mutant. */
  readonly blame?: 'all' | 'one'
  readonly output: string
  readonly threads?: ClusterThreads
}

/** What the suite says of a mutant, and the time that it took. */
export interface MeasuredMutant extends Blamed {
  readonly seconds: number
  /** Of the processor. */
  readonly cpuSeconds: number
}

/** Runs the scenarios of the guarantee that a mutant names until one charges it; with `blame` what that says. */
export async function measureMutant(mutant: Mutant, options: MeasureOptions): Promise<MeasuredMutant> {
  const [began, cpu] = [monotonic(), process.cpuUsage()]
  const judged = options.blame
    ? await runMutant(mutant, options, await blaming(mutant, options.blame))
    : await untilCaught(mutant, options)
  const { user, system } = process.cpuUsage(cpu)
  const seconds = (monotonic() - began) / 1000
  return { ...blamed(mutant, judged), seconds, cpuSeconds: (user + system) / 1e6 }
}

/** Read once for all mutants of the process. */
let pickles: ReturnType<typeof picklesOf> | undefined

async function blaming({ name }: Mutant, extent: 'all' | 'one'): Promise<Selection> {
  if (extent === 'all') return {}
  pickles ??= picklesOf()
  return { features: onePerGuarantee(await pickles, Object.keys(readIndex()[name]?.examples ?? {})) }
}

/**
 * First the examples of the guarantee up to one that fails, then all of them: another may charge what this one did not.
 * What breaks a special case of a rule is charged to the rule in the examples of another row: those features in which it
 * was recorded come before the whole suite.
 */
async function untilCaught(mutant: Mutant, options: MeasureOptions): Promise<Judged[]> {
  const selection = selectionFor(mutant, loadLedger(LEDGER))
  const first = await runMutant(mutant, options, { ...selection, failFast: true })
  if (isCaught(mutant, first)) return first
  const all = await runMutant(mutant, options, selection)
  if (isCaught(mutant, all) || !selection.guarantee) return all
  const features = featuresThatShow(mutant, readIndex()[mutant.name]?.examples)
  const shown = features.length > 0 ? await runMutant(mutant, options, { features }) : []
  return isCaught(mutant, shown) ? shown : runMutant(mutant, options, {})
}

/** The features of the recorded examples that charge a mutant with its guarantee. */
export function featuresThatShow(
  { guarantee }: Pick<Mutant, 'guarantee'>,
  examples: Controller['examples'] = {},
): string[] {
  const showing = Object.entries(examples).filter(
    ([, verdict]) =>
      typeof verdict === 'object' &&
      verdict.outcome === 'broken' &&
      verdict.violations.some((each) => each.guarantee === guarantee),
  )
  return [...new Set(showing.map(([address]) => `features/${address.replace(/ \[\d+\]$/, '')}.feature`))]
}

/** A guarantee without a Rule is checked by an invariant in every example. */
export function selectionFor({ guarantee }: Mutant, ledger: readonly Guarantee[]) {
  const row = ledger.find(({ id }) => id === guarantee)
  return row?.state === 'checked' && !row.checked_by ? { guarantee: [guarantee] } : { family: ['ordering', 'storage'] }
}
