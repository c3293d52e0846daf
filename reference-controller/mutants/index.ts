import { adoptionMutants } from './adoption.ts'
import { availabilityMutants } from './availability.ts'
import { budgetMutants } from './budget.ts'
import { completionMutants } from './completion.ts'
import { deletionMutants } from './deletion.ts'
import { dnsMutants } from './dns.ts'
import { endedPodMutants } from './ended-pods.ts'
import { eventMutants } from './events.ts'
import { evictionMutants } from './evictions.ts'
import { existingClaimMutants } from './existing-claims.ts'
import { identityMutants } from './identity.ts'
import { judgingMutants } from './judging.ts'
import { labelMutants } from './labels.ts'
import { lostPodMutants } from './lost-pods.ts'
import type { Mutant } from './mutant.ts'
import { goneUnnoticed } from './noticing.ts'
import { orderingMutants } from './ordering.ts'
import { ownerMutants } from './owners-of-claims.ts'
import { parallelMutants } from './parallel.ts'
import { recreateMutants } from './recreate.ts'
import { resilienceMutants } from './resilience.ts'
import { retentionMutants } from './retention.ts'
import { revisionUseMutants } from './revision-use.ts'
import { recordingMutants } from './revisions.ts'
import { rolloutMutants } from './rollouts.ts'
import { scaleDownMutants } from './scale-down.ts'
import { stagingMutants } from './staging.ts'
import { statusMutants } from './status.ts'
import { storageMutants } from './storage.ts'
import { unenforcedMutants } from './unenforced.ts'
import { updateMutants } from './updates.ts'
import { validationMutants } from './validation.ts'

/**
 * Controllers that are broken on purpose, each in one rule, and the guarantee whose scenario must catch it.
 *
 * A suite that has never failed proves little. Each mutant is a small program error that
 * somebody could make; if the scenario of its guarantee does not notice, that scenario proves nothing.
 *
 * Mutants take data and give data: they show the real `decide` a changed snapshot, or change the actions that it
 * answers with. The controller itself has no hooks for them and does not know that they exist.
 */
export const mutants: readonly Mutant[] = [
  ...labelMutants,
  ...identityMutants,
  ...orderingMutants,
  ...scaleDownMutants,
  ...parallelMutants,
  ...updateMutants,
  ...recordingMutants,
  ...revisionUseMutants,
  ...stagingMutants,
  ...rolloutMutants,
  ...budgetMutants,
  ...recreateMutants,
  ...existingClaimMutants,
  ...storageMutants,
  ...deletionMutants,
  ...adoptionMutants,
  ...retentionMutants,
  ...ownerMutants,
  ...judgingMutants,
  ...statusMutants,
  ...completionMutants,
  ...availabilityMutants,
  goneUnnoticed,
  ...resilienceMutants,
  ...endedPodMutants,
  ...lostPodMutants,
  ...evictionMutants,
  ...dnsMutants,
  ...validationMutants,
  ...unenforcedMutants,
  ...eventMutants,
]

export type { Mutant } from './mutant.ts'

export function findMutant(name: string): Mutant {
  const mutant = mutants.find((candidate) => candidate.name === name)
  if (mutant) return mutant
  throw new Error(
    `expected the name of a mutant, found "${name}"; there are ${mutants.map((each) => each.name).join(', ')}`,
  )
}
