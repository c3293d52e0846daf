import { keyOf, type PersistentVolume, type PersistentVolumeClaim, type StorageClass } from '../../client/index.ts'

export const BIND_COMPLETED = 'pv.kubernetes.io/bind-completed'
export const BOUND_BY_CONTROLLER = 'pv.kubernetes.io/bound-by-controller'
const SELECTED_NODE = 'volume.kubernetes.io/selected-node'

/** True if the binder has had its last word on the claim. */
export function isBound({ metadata }: PersistentVolumeClaim): boolean {
  return metadata.annotations?.[BIND_COMPLETED] !== undefined
}

/** The key of the claim that a volume is reserved for. */
export function claimKeyOf({ spec: { claimRef } }: PersistentVolume): string | undefined {
  return claimRef && `${claimRef.namespace}/${claimRef.name}`
}

/** True if the volume is reserved for this claim: by name, and by uid where one is given. */
export function isReservedFor(volume: PersistentVolume, claim: PersistentVolumeClaim): boolean {
  const uid = volume.spec.claimRef?.uid
  return claimKeyOf(volume) === keyOf(claim) && (!uid || uid === claim.metadata.uid)
}

/** True if a claim of this class is bound only once a Pod that uses it has been given a node. */
export function isDelayed({ metadata }: PersistentVolumeClaim, storageClass: StorageClass | undefined): boolean {
  return storageClass?.volumeBindingMode === 'WaitForFirstConsumer' && !metadata.annotations?.[SELECTED_NODE]
}
