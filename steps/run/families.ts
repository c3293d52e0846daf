import { type Family, loadFamilies } from '../../reports/format/families.ts'
import { UsageError } from './errors.ts'
import { LEDGER } from './suite.ts'

/** The families of guarantees, as code and word: what `--family` takes. */
export const knownFamilies = (): string =>
  loadFamilies(LEDGER)
    .map(({ code, word }) => `${code} ${word}`)
    .join(', ')

/** The folders of their features. */
export const familyFolders = (): string[] => loadFamilies(LEDGER).map(({ word }) => `features/${word}`)

/** What `--help` says of `--family`. */
export const familyHelp = (): string =>
  `only these families, by word or code in any case (with --guarantee: both): ${knownFamilies()}`

/**
 * Finds families by their words or codes, in any case, each once.
 * @throws UsageError for an unknown name, with the list of all families
 */
export function familiesOf(names: readonly string[]): Family[] {
  if (names.length === 0) return []
  const all = loadFamilies(LEDGER)
  const isNamed = ({ code, word }: Family, name: string) => [code, word.toUpperCase()].includes(name.toUpperCase())
  const unknown = names.filter((name) => !all.some((family) => isNamed(family, name)))
  if (unknown.length > 0) throw new UsageError(`there is no family ${unknown.join(', ')}; known are ${knownFamilies()}`)
  return all.filter((family) => names.some((name) => isNamed(family, name)))
}
