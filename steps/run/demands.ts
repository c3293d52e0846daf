import { globSync } from 'node:fs'
import { type Guarantee, loadLedger } from '../../reports/format/ledger.ts'
import { mutants, sabotageable } from '../target/index.ts'
import { UsageError } from './errors.ts'
import type { CertifyOptions } from './options.ts'
import { tagsOf } from './selection.ts'

export const LEDGER = 'features'

/**
 * What can be known to be wrong with a run before anything is removed or started.
 * @throws UsageError in one line, or Error when the ledger can't be read: without it there is nothing to judge
 */
export async function demandSense(options: CertifyOptions): Promise<void> {
  const ledger = loadLedger(LEDGER)
  demandHeard(options)
  tagsOf(options)
  demandChecked(options.guarantee ?? [], ledger)
  demandFeatures(options.features ?? [])
  if (options.mutant !== undefined) await demandMutant(options.mutant, options)
}

/** Of which targets an option is; on any other it would be passed over, and a verdict be read as that of another cluster. */
const HEARD: Partial<Record<keyof CertifyOptions, readonly string[]>> = {
  kubeconfig: ['kubeconfig'],
  context: ['kubeconfig'],
  image: ['kubeconfig', 'kind'],
  kubernetes: ['kind'],
  nodeImage: ['kind'],
  cluster: ['kind'],
  nodes: ['kind'],
  keep: ['kind'],
}

function demandHeard(options: CertifyOptions): void {
  for (const [name, targets] of Object.entries(HEARD)) {
    if (options[name as keyof CertifyOptions] === undefined || targets.includes(options.target)) continue
    const flag = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
    throw new UsageError(`${flag} is of --target ${targets.join(' or ')}, and this is --target ${options.target}`)
  }
}

/** Beside others, a guarantee that no scenario checks would be left out without a word. */
export function demandChecked(ids: readonly string[], ledger: readonly Guarantee[]): void {
  for (const id of ids) {
    const row = ledger.find((each) => each.id === id)
    if (!row) throw new UsageError(`there is no guarantee ${id}: ${LEDGER}/<family>/guarantees.yaml list all`)
    if (row.state !== 'checked') throw new UsageError(`no scenario checks ${id}: it is ${row.state}`)
  }
}

/** Cucumber runs nothing for a path that leads nowhere; lines may follow it, as in `creation.feature:12`. */
function demandFeatures(paths: readonly string[]): void {
  const absent = paths.filter((path) => globSync(path.replace(/(:\d+)+$/, '')).length === 0)
  if (absent.length > 0) throw new UsageError(`there are no features at ${absent.join(', ')}`)
}

/** A mutant is a reference controller: where another is under test it would not run, and the report would say it had. */
async function demandMutant(name: string, { target, controller }: CertifyOptions): Promise<void> {
  const known = (await mutants()).map((mutant) => mutant.name)
  if (!known.includes(name)) throw new UsageError(`there is no mutant ${name}; known are ${known.join(', ')}`)
  if (sabotageable(target, controller)) return
  throw new UsageError(
    `mutant ${name} is a reference controller, which would not run here: expected --target reference, or control-plane or kind with --controller reference`,
  )
}
