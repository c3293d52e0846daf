import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Mutant, mutants } from '../target/index.ts'
import { blameSummary, blameTable } from './blame-table.ts'
import { exitCodes, UsageError } from './errors.ts'
import { inLanes } from './lanes.ts'
import type { MeasuredMutant, MeasureOptions } from './measure-mutant.ts'
import { digestOfSources, type Measurements, measurementsIn } from './measured-mutants.ts'
import { freshOutput } from './output-folder.ts'
import { sampleOf } from './sample.ts'
import { requireTargetOfOptions, validateVersion } from './validate-options.ts'

export interface MutantOptions extends MeasureOptions {
  readonly only?: readonly string[]
  /** The number of mutants to choose at random. */
  readonly sample?: number
  readonly seed: string
}

/**
 * Runs, for each mutant, the scenarios of the guarantee that it names until one charges that guarantee. A mutant that
 * passes is a check that cannot fail. With `blame` the whole suite, or one example for each guarantee, runs against
 * each, and which guarantees it calls broken is written as a table; what the output folder holds of the same sources is not
 * measured again.
 * @returns 3 if a mutant could not be measured, and all others were caught
 */
export async function runMutants(options: MutantOptions): Promise<number> {
  const chosen = await chosenMutants(options)
  requireTargetOfOptions(options)
  await validateVersion(options)
  const before = options.blame ? measurementsFor(options) : kept(options)
  const known = new Map(before.found.map((one) => [one.mutant, one]))
  const failed: string[] = []
  await inLanes(
    chosen.filter(({ name }) => !known.has(name)),
    {
      ...laned(options),
      onAnswer(mutant, answer) {
        if ('failure' in answer) return void failed.push(`FAILED  ${mutant.name}: ${answer.failure}`)
        known.set(mutant.name, answer.found)
        before.add(answer.found)
        console.log(lineOf(mutant, answer.found, options.blame !== undefined))
      },
    },
  )
  const found = chosen.flatMap(({ name }) => known.get(name) ?? [])
  const caught = found.filter((one) => one.caught).length
  if (options.blame) writeTable(options.output, found)
  console.log([...failed, `${caught} of ${chosen.length} mutants caught`].join('\n'))
  if (caught < found.length) return exitCodes.nonConformant
  return failed.length > 0 ? exitCodes.harnessError : exitCodes.conformant
}

async function chosenMutants({ only, sample, seed }: MutantOptions): Promise<readonly Mutant[]> {
  const all = await mutants()
  const unknown = only?.find((name) => all.every((mutant) => mutant.name !== name))
  if (unknown !== undefined)
    throw new UsageError(`there is no mutant ${unknown}; known are ${all.map(({ name }) => name).join(', ')}`)
  const named = all.filter(({ name }) => !only || only.includes(name))
  return sample === undefined ? named : sampleOf(named, sample, seed)
}

function measurementsFor({ output, target, ...options }: MutantOptions): Measurements {
  const { controller, settle, kubernetes, featureGates, blame } = options
  const chosen = Object.entries({ controller, settle, kubernetes, featureGates, blame }).filter(([, value]) => value)
  return measurementsIn(output, { sources: digestOfSources(), target, ...Object.fromEntries(chosen) })
}

/** Whether each is caught is measured anew whenever that is asked. */
function kept({ output }: MutantOptions): Measurements {
  freshOutput(output)
  return { found: [], add: () => {} }
}

/** Where a process can have a cluster of its own, a scenario at a time in each of several; else several in one. */
function laned(options: MutantOptions) {
  return options.target === 'reference'
    ? { lanes: options.parallel, options: { ...options, parallel: 1 } }
    : { lanes: 1, options }
}

function writeTable(folder: string, found: readonly MeasuredMutant[]): void {
  const file = join(folder, 'blame.md')
  const table = `${blameTable(found)}\n${blameSummary(found)}\n`
  writeFileSync(file, table)
  console.log(`${table}written to ${file}`)
}

function lineOf({ name, sentence, guarantee }: Mutant, one: MeasuredMutant, withBlame: boolean): string {
  const others = withBlame ? `; others called broken: ${one.others.join(' ') || 'none'}` : ''
  return `${one.caught ? 'caught ' : 'MISSED '} ${name}: ${sentence} (${guarantee}, ${one.seconds.toFixed(1)} s${others})`
}
