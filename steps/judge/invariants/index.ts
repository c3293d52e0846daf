import { claimReplacesVolume, claimVolumes, sameClaims } from './claim-volumes.ts'
import { claimsExist } from './claims-exist.ts'
import { claimsFirst } from './claims-first.ts'
import {
  claimsStay,
  claimsStayOnDeletion,
  claimsStayOnScaleDown,
  claimsStayUnderEveryPolicy,
  otherClaimsStay,
} from './claims-stay.ts'
import { collisionCount } from './collision-count.ts'
import { createdAfterReady, createdInOrder } from './created-in-order.ts'
import { deletedSetRests } from './deleted-set-rests.ts'
import { graceful } from './graceful.ts'
import { hostname } from './hostname.ts'
import type { Invariant } from './invariant.ts'
import { namedByOrdinal } from './named-by-ordinal.ts'
import { noConditions } from './no-conditions.ts'
import { keepsPods, keepsUnreadyPods, keepsUpdatedPods } from './no-needless-deletion.ts'
import { noRecreatingEvents } from './no-recreating-events.ts'
import { noUpdateInPlace } from './no-update-in-place.ts'
import { observedGeneration } from './observed-generation.ts'
import { onePerIdentity } from './one-per-identity.ts'
import { owner } from './owner.ts'
import { podNameLabel } from './pod-name-label.ts'
import { quietAtRest } from './quiet-at-rest.ts'
import { revisionData } from './revision-data.ts'
import { revisionFirst } from './revision-first.ts'
import { revisionLabel } from './revision-label.ts'
import { revisionsInUse } from './revisions-in-use.ts'
import { highestFirst, oneAtATime, staysHealthyFirst } from './scaled-down-in-order.ts'
import { servicesUntouched } from './services-untouched.ts'
import { countsAvailable, countsPods, countsReady, countsRevisions } from './status-counts.ts'
import { subdomain } from './subdomain.ts'
import { templateIdentity } from './template-identity.ts'
import {
  onDeleteWaits,
  partitionProtects,
  updatesHealthySets,
  updatesHighestFirst,
  updatesOneAtATime,
} from './updated-in-order.ts'
import { withinRange } from './within-range.ts'

/**
 * Promises asked of every example's whole trace, whatever the example is about. An example that breaks one on purpose
 * says so with the tag `@without-invariant-<guarantee>`.
 */
export const invariants: readonly Invariant[] = [
  // Creation of a Pod: content.
  namedByOrdinal,
  hostname,
  subdomain,
  podNameLabel,
  revisionLabel,
  owner,
  templateIdentity,
  onePerIdentity,
  // Creation of a Pod: time.
  createdInOrder,
  createdAfterReady,
  withinRange,
  deletedSetRests,
  // Deletion of a Pod.
  keepsPods,
  keepsUpdatedPods,
  keepsUnreadyPods,
  graceful,
  highestFirst,
  oneAtATime,
  staysHealthyFirst,
  // Updates.
  noUpdateInPlace,
  updatesHighestFirst,
  updatesOneAtATime,
  updatesHealthySets,
  partitionProtects,
  onDeleteWaits,
  // Claims.
  claimsExist,
  claimsFirst,
  claimVolumes,
  claimReplacesVolume,
  sameClaims,
  claimsStay,
  claimsStayUnderEveryPolicy,
  claimsStayOnScaleDown,
  claimsStayOnDeletion,
  otherClaimsStay,
  // Revisions.
  revisionFirst,
  revisionsInUse,
  revisionData,
  // Status, events, Services.
  observedGeneration,
  countsPods,
  countsReady,
  countsRevisions,
  countsAvailable,
  collisionCount,
  noConditions,
  quietAtRest,
  noRecreatingEvents,
  servicesUntouched,
]
