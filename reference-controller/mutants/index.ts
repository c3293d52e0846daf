import { adoptionMutants } from './adoption.ts'
import { budgetMutants } from './budget.ts'
import { deletionMutants } from './deletion.ts'
import { dnsMutants } from './dns.ts'
import {
  allMatchingTaken,
  annotationsDropped,
  generateNameMissing,
  hostnameOfSet,
  indexFromZero,
  labelMissing,
  labelNotRepaired,
  lastPodMissing,
  ordinalsPadded,
  ownerNotBlocking,
  replacedForIndex,
  revisionShortened,
  startIgnored,
  subdomainMissing,
  templateNamesPods,
  twoOfOneOrdinal,
} from './identity.ts'
import {
  claimsRelabelled,
  generationUnreported,
  late,
  readyMiscounted,
  replicasMiscounted,
  restless,
  updatedMiscounted,
  whenAsked,
} from './judging.ts'
import type { Mutant } from './mutant.ts'
import { goneUnnoticed } from './noticing.ts'
import {
  descendingCreation,
  gapLeft,
  lostPodWaitsForHigher,
  podZeroRestarted,
  readinessIgnored,
  readyOnce,
  surge,
  waitsSkipped,
} from './ordering.ts'
import { ownerMutants } from './owners-of-claims.ts'
import {
  oneBatch,
  parallelBrokenKept,
  parallelIsOrdered,
  parallelNeedsOnDelete,
  parallelRestoresHealthy,
  parallelScalesHealthy,
  parallelShrinksInTurn,
  parallelUpdatesAll,
  parallelUpdatesHealthy,
  parallelWaitsForTermination,
} from './parallel.ts'
import { recreateMutants } from './recreate.ts'
import { refusalsFinal, restartReplaces, waitsForEvents } from './resilience.ts'
import { retentionMutants } from './retention.ts'
import { revisionUseMutants } from './revision-use.ts'
import { recordingMutants } from './revisions.ts'
import { rolloutMutants } from './rollouts.ts'
import {
  belowStartKept,
  forcedDeletion,
  healthySurplusKept,
  lowestFirst,
  lowestOfAll,
  scaleDownFinished,
  shrinksBeforeFalling,
  shrinksBeforeHealing,
  shrinksBeforeRising,
  terminationNotAwaited,
  unhealthyStaying,
  unhealthySurplusDeleted,
  unhealthySurplusKept,
  zeroIsOne,
} from './scale-down.ts'
import { stagingMutants } from './staging.ts'
import {
  claimLabelsMissing,
  claimLabelsRestored,
  claimsAfterPod,
  claimsDeleted,
  claimsLeftUnused,
  claimsNotCreated,
  claimsNotMounted,
  claimsOwned,
  foreignClaimsUnused,
  freshClaims,
  mountsNotRequired,
  pendingClaimsLost,
  storageRequired,
  vanishingClaimsUsed,
  volumeClaimsCreated,
  volumeWins,
} from './storage.ts'
import {
  lostPodKept,
  lostPodUpdated,
  lowestUpdatedFirst,
  neverRolls,
  onDeleteKeepsTemplate,
  onDeleteRolls,
  partitionCapped,
  partitionIgnored,
  twoAtOnce,
  updatesBeforeScaling,
} from './updates.ts'

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
  labelMissing,
  ordinalsPadded,
  lastPodMissing,
  hostnameOfSet,
  subdomainMissing,
  indexFromZero,
  revisionShortened,
  ownerNotBlocking,
  annotationsDropped,
  labelNotRepaired,
  replacedForIndex,
  templateNamesPods,
  startIgnored,
  allMatchingTaken,
  generateNameMissing,
  twoOfOneOrdinal,
  waitsSkipped,
  descendingCreation,
  readinessIgnored,
  podZeroRestarted,
  lostPodWaitsForHigher,
  gapLeft,
  surge,
  readyOnce,
  lowestFirst,
  terminationNotAwaited,
  lowestOfAll,
  unhealthyStaying,
  unhealthySurplusKept,
  unhealthySurplusDeleted,
  healthySurplusKept,
  shrinksBeforeRising,
  shrinksBeforeFalling,
  shrinksBeforeHealing,
  scaleDownFinished,
  zeroIsOne,
  belowStartKept,
  forcedDeletion,
  parallelIsOrdered,
  parallelShrinksInTurn,
  parallelScalesHealthy,
  parallelWaitsForTermination,
  parallelUpdatesAll,
  parallelUpdatesHealthy,
  parallelBrokenKept,
  oneBatch,
  parallelRestoresHealthy,
  parallelNeedsOnDelete,
  partitionIgnored,
  partitionCapped,
  onDeleteRolls,
  onDeleteKeepsTemplate,
  neverRolls,
  lowestUpdatedFirst,
  updatesBeforeScaling,
  lostPodUpdated,
  lostPodKept,
  twoAtOnce,
  ...recordingMutants,
  ...revisionUseMutants,
  ...stagingMutants,
  ...rolloutMutants,
  ...budgetMutants,
  ...recreateMutants,
  freshClaims,
  claimsNotCreated,
  claimsAfterPod,
  claimsNotMounted,
  volumeWins,
  claimLabelsMissing,
  claimsDeleted,
  claimsOwned,
  claimsLeftUnused,
  foreignClaimsUnused,
  vanishingClaimsUsed,
  pendingClaimsLost,
  volumeClaimsCreated,
  claimLabelsRestored,
  mountsNotRequired,
  storageRequired,
  ...deletionMutants,
  ...adoptionMutants,
  ...retentionMutants,
  ...ownerMutants,
  claimsRelabelled,
  late,
  whenAsked,
  generationUnreported,
  restless,
  replicasMiscounted,
  readyMiscounted,
  updatedMiscounted,
  goneUnnoticed,
  refusalsFinal,
  restartReplaces,
  waitsForEvents,
  ...dnsMutants,
]

export type { Mutant } from './mutant.ts'

export function findMutant(name: string): Mutant {
  const mutant = mutants.find((candidate) => candidate.name === name)
  if (mutant) return mutant
  throw new Error(
    `expected the name of a mutant, found "${name}"; there are ${mutants.map((each) => each.name).join(', ')}`,
  )
}
