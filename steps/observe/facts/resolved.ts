import type { EntryOf, Recorded } from '../trace.ts'

type Resolved = EntryOf<'resolved'>

/** Answers that say what there is, and that there is nothing. Any other says that the server could not tell. */
const TELLING = ['NOERROR', 'NXDOMAIN']

/** The last answer of the cluster's DNS to a question, if it is one that tells something. */
export function lastAnswer({ entries }: Recorded, name: string, type: Resolved['type']): Resolved | undefined {
  const last = entries.findLast((entry) => entry.kind === 'resolved' && entry.name === name && entry.type === type)
  return last?.kind === 'resolved' && TELLING.includes(last.status) ? last : undefined
}

/**
 * The addresses of a name, of both families.
 * @returns none if there is no such name; undefined if nothing is known yet
 */
export function resolvedAddresses(trace: Recorded, name: string): string[] | undefined {
  const [four, six] = [lastAnswer(trace, name, 'A'), lastAnswer(trace, name, 'AAAA')]
  return four && six && [...four.records, ...six.records]
}
