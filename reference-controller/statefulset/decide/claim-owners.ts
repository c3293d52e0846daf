import type { OwnerReference, PersistentVolumeClaim, Pod, StatefulSet } from '../../client/objects.ts'
import { controllerReference } from './identity.ts'
import { inRange } from './ordinals.ts'

/** The set and the Pod that may own a claim. The Pod has no UID as long as it does not exist. */
export interface Owners {
  set: StatefulSet
  type: { apiVersion: string; kind: string }
  pod: Pod
}

const POD_TYPE = { apiVersion: 'v1', kind: 'Pod' }

/**
 * The owner references that the retention policy asks for, or `undefined` if the claim is to be left as it is.
 * https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention
 */
export function wantedOwners(
  claim: PersistentVolumeClaim,
  owners: Owners & { ordinal: number },
): OwnerReference[] | undefined {
  const { set, pod, type, ordinal } = owners
  const references = claim.metadata.ownerReferences ?? []
  // Observed: a reference to a namesake that is gone. The claim is the garbage collector's, not ours.
  if (isStale(claim, set, type) || isStale(claim, pod, POD_TYPE)) return undefined

  const bySet = references.find(({ uid }) => uid === set.metadata.uid)
  const byPod = references.find(({ uid }) => uid === pod.metadata.uid)
  const others = references.filter((reference) => !names(reference, set, type) && !names(reference, pod, POD_TYPE))
  // Observed: somebody else controls the claim. Ours would be a second controller, which the API refuses.
  if (isControlledByOther(claim, owners)) return bySet || byPod ? others : undefined

  const { whenScaled, whenDeleted } = set.spec.persistentVolumeClaimRetentionPolicy ?? {}
  // A surplus claim is deleted with its Pod, and must not be kept alive by the set as a second owner.
  const wantPod = whenScaled === 'Delete' && !inRange(set, ordinal)
  const wantSet = whenDeleted === 'Delete' && !wantPod
  const controlled = [bySet, byPod].every((reference) => !reference || reference.controller)
  if (controlled && Boolean(bySet) === wantSet && Boolean(byPod) === wantPod) return undefined
  if (wantPod) return [...others, controllerReference(POD_TYPE, pod)]
  return wantSet ? [...others, controllerReference(type, set)] : others
}

/** True if somebody other than the set and the Pod controls the claim, so that a deleting policy cannot hold. */
export function isControlledByOther(claim: PersistentVolumeClaim, { set, type, pod }: Owners): boolean {
  const { whenScaled, whenDeleted } = set.spec.persistentVolumeClaimRetentionPolicy ?? {}
  if (whenScaled !== 'Delete' && whenDeleted !== 'Delete') return false
  return (claim.metadata.ownerReferences ?? []).some((reference) => {
    if (names(reference, set, type)) return reference.uid !== set.metadata.uid
    if (names(reference, pod, POD_TYPE)) return reference.uid !== pod.metadata.uid
    return reference.controller === true
  })
}

/** True if the claim is about to follow a former Pod of this name into deletion: no new Pod can rely on it. */
export function followsFormerPod(claim: PersistentVolumeClaim, set: StatefulSet, pod: Pod): boolean {
  return set.spec.persistentVolumeClaimRetentionPolicy?.whenScaled === 'Delete' && isStale(claim, pod, POD_TYPE)
}

function isStale(claim: PersistentVolumeClaim, owner: Pod | StatefulSet, type: Owners['type']): boolean {
  const reference = claim.metadata.ownerReferences?.find((candidate) => names(candidate, owner, type))
  return reference !== undefined && reference.uid !== owner.metadata.uid
}

function names(reference: OwnerReference, owner: Pod | StatefulSet, { apiVersion, kind }: Owners['type']): boolean {
  return reference.apiVersion === apiVersion && reference.kind === kind && reference.name === owner.metadata.name
}
