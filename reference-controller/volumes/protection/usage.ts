import type { PersistentVolume, PersistentVolumeClaim, Pod } from '../../client/index.ts'

export const CLAIM_PROTECTION = 'kubernetes.io/pvc-protection'
export const VOLUME_PROTECTION = 'kubernetes.io/pv-protection'

/** The claims that a Pod keeps from being removed: it must have a node; one without will not start with them. */
export function claimsUsedBy(pod: Pod): string[] {
  if (!pod.spec.nodeName) return []
  return (pod.spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? [])
}

export type Protection = 'add' | 'remove-if-unused' | 'none'

/** The change of the protection finalizer of a claim or volume. */
export function protectionOf({ metadata }: PersistentVolumeClaim | PersistentVolume, finalizer: string): Protection {
  const has = metadata.finalizers?.includes(finalizer) ?? false
  if (metadata.deletionTimestamp) return has ? 'remove-if-unused' : 'none'
  // The admission plugin StorageObjectInUseProtection adds it on creation, where it is on.
  return has ? 'none' : 'add'
}
