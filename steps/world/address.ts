import type { Pickle } from '@cucumber/messages'

/** The permanent address of an example: `ordering/creation [3]`, from its feature file and the number in its title. */
export function addressOf({ uri, name }: Pick<Pickle, 'uri' | 'name'>): string {
  const feature = uri.replace(/^.*features\//, '').replace(/\.feature$/, '')
  return `${feature} ${/^\[\d+\]/.exec(name)?.[0] ?? '[?]'}`
}

/** The guarantees an example checks: the tags of its Rule that are ledger ids. */
export const guaranteesOf = ({ tags }: Pick<Pickle, 'tags'>): string[] =>
  tags.map(({ name }) => name.slice(1)).filter((tag) => /^SS-[A-Z]{3}-\d{3}$/.test(tag))

/** The invariants, by guarantee, that an example breaks on purpose. */
export const exemptOf = ({ tags }: Pick<Pickle, 'tags'>): string[] =>
  tags.flatMap(({ name }) => name.match(/^@without-invariant-(.+)$/)?.[1] ?? [])
