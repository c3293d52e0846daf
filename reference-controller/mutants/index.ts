import { freshClaims, labelMissing } from './identity.ts'
import type { Mutant } from './mutant.ts'
import { goneUnnoticed } from './noticing.ts'
import { lowestFirst, parallelIsOrdered, terminationNotAwaited, waitsSkipped } from './ordering.ts'
import { lostPodUpdated, onDeleteRolls, partitionCapped, partitionIgnored, twoAtOnce } from './updates.ts'

/**
 * Controllers that are broken on purpose, each in one rule, and the guarantee whose scenario must catch it.
 *
 * A suite that passes says little as long as nobody has seen it fail. Each mutant is a small program error that
 * somebody could make; if the scenario of its guarantee does not notice, that scenario proves nothing.
 *
 * Mutants take data and give data: they show the real `decide` a changed snapshot, or change the actions that it
 * answers with. The controller itself has no hooks for them and does not know that they exist.
 */
export const mutants: readonly Mutant[] = [
  parallelIsOrdered,
  waitsSkipped,
  lowestFirst,
  terminationNotAwaited,
  partitionIgnored,
  partitionCapped,
  onDeleteRolls,
  lostPodUpdated,
  twoAtOnce,
  labelMissing,
  freshClaims,
  goneUnnoticed,
]

export type { Mutant } from './mutant.ts'

export function findMutant(name: string): Mutant {
  const mutant = mutants.find((candidate) => candidate.name === name)
  if (mutant) return mutant
  throw new Error(
    `expected the name of a mutant, found "${name}"; there are ${mutants.map((each) => each.name).join(', ')}`,
  )
}
