import { createHash } from 'node:crypto'

/** So many of them, in their order: chosen by a seed, so that anybody can choose the same. */
export function sampleOf<T extends { readonly name: string }>(all: readonly T[], size: number, seed: string): T[] {
  const rank = ({ name }: T) => createHash('sha256').update(`${seed}/${name}`).digest('hex')
  const chosen = new Set(all.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(0, size))
  return all.filter((each) => chosen.has(each))
}
