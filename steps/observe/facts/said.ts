import type { Recorded } from '../trace.ts'

/** The output of a Pod so far, oldest line first. */
export const linesOf = ({ entries }: Recorded, uid: string): string[] =>
  entries.flatMap((entry) => (entry.kind === 'said' && entry.uid === uid ? [entry.line] : []))

/** How the names of Pods begin that resolve short names, by where they run. */
export const RESOLVING_POD = {
  'the same namespace': 'conformance-resolves-here',
  'another namespace': 'conformance-resolves-elsewhere',
} as const

/**
 * The last answer that a Pod, by the beginning of its name, got for a name from its resolver, as the workload's
 * `watch-dns` prints it.
 * @returns the addresses, sorted; none if there is no such name; undefined if there is no answer yet
 */
export function addressesOf({ entries }: Recorded, pod: string, name: string): string[] | undefined {
  const last = entries.findLast(
    (entry) => entry.kind === 'said' && entry.pod.startsWith(pod) && entry.line.startsWith(`${name} `),
  )
  const [state, ...addresses] = last?.kind === 'said' ? last.line.slice(name.length + 1).split(' ') : []
  if (state === 'A') return addresses.sort()
  return state === 'none' ? [] : undefined
}

/**
 * The data that a Pod found in its volumes when it started: `<volume> holds <Pod> <uid>`, a line for each Pod that wrote before.
 * @returns undefined until it has looked at all of them
 */
export function foundBy(trace: Recorded, uid: string): { volume: string; pod: string; uid: string }[] | undefined {
  const lines = linesOf(trace, uid)
  if (!lines.includes('ready')) return undefined
  return lines.flatMap((line) => {
    const [volume = '', verb, pod = '', writer = ''] = line.split(' ')
    return verb === 'holds' ? [{ volume, pod, uid: writer }] : []
  })
}
