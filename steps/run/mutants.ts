import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Guarantee } from '../../reports/format/ledger.ts'
import { loadLedger } from '../../reports/format/ledger.ts'
import { type Controller, readIndex } from '../judge/corpus/index.ts'
import { monotonic } from '../patience/index.ts'
import { type Mutant, mutants } from '../target/index.ts'
import { blamed, blameSummary, blameTable, isCaught } from './blame-table.ts'
import { exitCodes, UsageError } from './errors.ts'
import { type Judged, runMutant } from './mutant-run.ts'
import type { CertifyOptions } from './options.ts'
import { freshOutput } from './output-folder.ts'
import { LEDGER, validateVersion } from './validate-options.ts'

export interface MutantOptions extends CertifyOptions {
  readonly only?: readonly string[]
  readonly blame?: boolean
  readonly output: string
}

/**
 * Runs, for each mutant, the scenarios of the guarantee that it names until one charges that guarantee. A mutant that
 * passes is a check that cannot fail. With `blame` the whole suite runs against each, and which guarantees it calls
 * broken is written as a table.
 */
export async function runMutants(options: MutantOptions): Promise<number> {
  const chosen = await chosenMutants(options.only)
  await validateVersion(options)
  freshOutput(options.output)
  const found = []
  for (const mutant of chosen) {
    const began = monotonic()
    const judged = options.blame ? await runMutant(mutant, options, {}) : await untilCaught(mutant, options)
    const one = { ...blamed(mutant, judged), seconds: (monotonic() - began) / 1000 }
    found.push(one)
    console.log(lineOf(mutant, one, options.blame ?? false))
  }
  const caught = found.filter((one) => one.caught).length
  console.log(`${caught} of ${found.length} mutants caught`)
  if (options.blame) {
    const file = join(options.output, 'blame.md')
    writeFileSync(file, `${blameTable(found)}\n${blameSummary(found)}\n`)
    writeFileSync(join(options.output, 'blame.json'), `${JSON.stringify(found, null, 2)}\n`)
    console.log(`${blameTable(found)}\n${blameSummary(found)}\nwritten to ${file}`)
  }
  return caught === found.length ? exitCodes.conformant : exitCodes.nonConformant
}

async function chosenMutants(only: readonly string[] | undefined): Promise<readonly Mutant[]> {
  const all = await mutants()
  const unknown = only?.find((name) => all.every((mutant) => mutant.name !== name))
  if (unknown !== undefined)
    throw new UsageError(`there is no mutant ${unknown}; known are ${all.map(({ name }) => name).join(', ')}`)
  return all.filter(({ name }) => !only || only.includes(name))
}

/**
 * First the examples of the guarantee up to one that fails, then all of them: another may charge what this one did not.
 * What breaks a special case of a rule is charged to the rule in the examples of another row: those features in which it
 * was recorded come before the whole suite.
 */
async function untilCaught(mutant: Mutant, options: MutantOptions): Promise<Judged[]> {
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

function lineOf(mutant: Mutant, one: ReturnType<typeof blamed> & { seconds: number }, withBlame: boolean): string {
  const { name, sentence, guarantee } = mutant
  const others = withBlame ? `; others called broken: ${one.others.join(' ') || 'none'}` : ''
  return `${one.caught ? 'caught ' : 'MISSED '} ${name}: ${sentence} (${guarantee}, ${one.seconds.toFixed(1)} s${others})`
}
