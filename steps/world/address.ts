import type { Pickle } from '@cucumber/messages'

/** The permanent address of an example: `ordering/creation [3]`, from its feature file and the number in its title. */
export function addressOf({ uri, name }: Pick<Pickle, 'uri' | 'name'>): string {
  const feature = uri.replace(/^.*features\//, '').replace(/\.feature$/, '')
  return `${feature} ${/^\[\d+\]/.exec(name)?.[0] ?? '[?]'}`
}

/**
 * The file of an example's trace in the folder of the run. Examples that share an address, as the rows of an outline and
 * titles without a number do, each have their own, by the line in the feature.
 */
export function traceFileOf(pickle: Pick<Pickle, 'uri' | 'name' | 'astNodeIds' | 'location'>): string {
  const address = addressOf(pickle)
  const isRow = pickle.astNodeIds.length > 1
  const own = isRow || address.endsWith('[?]') ? `${address} line ${pickle.location?.line}` : address
  return `traces/${own.replace(/[^a-z0-9]+/gi, '-').replace(/-$/, '')}.jsonl`
}

/** The guarantees an example checks: the tags of its Rule that are ledger ids. */
export const guaranteesOf = ({ tags }: Pick<Pickle, 'tags'>): string[] =>
  tags.map(({ name }) => name.slice(1)).filter((tag) => /^SS-[A-Z]{3}-\d{3}$/.test(tag))

/** The invariants, by guarantee, that an example breaks on purpose. */
export const exemptOf = ({ tags }: Pick<Pickle, 'tags'>): string[] =>
  tags.flatMap(({ name }) => name.match(/^@without-invariant-(.+)$/)?.[1] ?? [])
