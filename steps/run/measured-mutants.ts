import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MeasuredMutant } from './measure-mutant.ts'
import { freshOutput } from './output-folder.ts'

const SOURCES = '{features,steps,reference-controller,reports}/**/*.{ts,feature,yaml}'
const APART = ['**/*.test.ts', '**/testdata/**', 'steps/{mutation,parity}/**', 'steps/judge/corpus/recorded/**']

/** The digest of everything that a measurement depends on, in this folder. */
export function digestOfSources(cwd = process.cwd()): string {
  const hash = createHash('sha256')
  for (const file of globSync(SOURCES, { cwd, exclude: APART }).sort())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(cwd, file)))
      .update('\0')
  return hash.digest('hex')
}

/** The measurements in an output folder, of the same sources. */
export interface Measurements {
  readonly found: readonly MeasuredMutant[]
  add(one: MeasuredMutant): void
}

const FILE = 'measured.jsonl'
const RUN = 'run.json'

/** Goes on with the measurements of a folder; those of other sources or options are removed with all else in it. */
export function measurementsIn(folder: string, what: Readonly<Record<string, string>>): Measurements {
  const [run, file] = [join(folder, RUN), join(folder, FILE)]
  const key = `${JSON.stringify(what)}\n`
  const goesOn = existsSync(run) && readFileSync(run, 'utf8') === key
  if (!goesOn) {
    freshOutput(folder)
    writeFileSync(run, key)
  }
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  // The last line is whole only if it ends.
  const found = lines.slice(0, -1).map((line) => JSON.parse(line) as MeasuredMutant)
  writeFileSync(file, found.map((one) => `${JSON.stringify(one)}\n`).join(''))
  return { found, add: (one) => appendFileSync(file, `${JSON.stringify(one)}\n`) }
}
