import type { PersistentVolume, PersistentVolumeClaim } from '../../client/index.ts'

export type VolumeAction =
  | { kind: 'set-phase'; phase: 'Available' }
  /** Its claim seems to be gone: to be verified by a live read, then Released. */
  | { kind: 'release' }
  | { kind: 'none' }

/** The work on a volume that no sync of a claim does. */
export function decideVolume(volume: PersistentVolume, claim: PersistentVolumeClaim | undefined): VolumeAction {
  const phase = volume.status?.phase ?? 'Pending'
  const uid = volume.spec.claimRef?.uid
  // Free, or reserved by name only: the claim, if it comes, binds it.
  if (!uid) return phase === 'Available' ? { kind: 'none' } : { kind: 'set-phase', phase: 'Available' }
  if (phase === 'Released' || phase === 'Failed') return { kind: 'none' }
  const gone = claim?.metadata.uid !== uid
  const elsewhere = claim?.spec.volumeName ? claim.spec.volumeName !== volume.metadata.name : false
  return gone || elsewhere ? { kind: 'release' } : { kind: 'none' }
}
