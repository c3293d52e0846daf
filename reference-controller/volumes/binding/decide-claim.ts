import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from '../../client/index.ts'
import { defaultClass, STORAGE_PROVISIONER } from '../classes.ts'
import { isBound, isDelayed, isReservedFor } from './binding-state.ts'
import { findVolume, isAble } from './find-volume.ts'

export interface ClusterView {
  volumes: ReadonlyMap<string, PersistentVolume>
  /** The volumes that a search must look at: the free ones, and those reserved for this claim. */
  candidates: Iterable<PersistentVolume>
  classes: ReadonlyMap<string, StorageClass>
}

export type ClaimAction =
  | { kind: 'bind'; volume: PersistentVolume }
  | { kind: 'set-class'; name: string }
  | { kind: 'ask-provisioner'; name: string }
  | { kind: 'lose'; because: string }
  | { kind: 'wait'; because: string }

// The name in classes whose volumes are all made by hand.
const NO_PROVISIONER = 'kubernetes.io/no-provisioner'

/** The next action for a claim. Carrying it out twice is harmless. */
export function decideClaim(claim: PersistentVolumeClaim, view: ClusterView): ClaimAction {
  if (isBound(claim)) return keepBound(claim, view)
  if (claim.metadata.deletionTimestamp) return wait('the claim is being deleted')
  if (claim.spec.volumeName) return bindAsWished(claim, claim.spec.volumeName, view)

  const { classes, candidates } = view
  if (isDelayed(claim, classes.get(claim.spec.storageClassName ?? '')))
    return wait('its first consumer has no node yet')
  const volume = findVolume(claim, candidates)
  if (volume) return { kind: 'bind', volume }

  // A claim that names no class, not even the empty one, gets the default class once there is one.
  const fallback = claim.spec.storageClassName === undefined ? defaultClass(classes.values()) : undefined
  if (fallback) return { kind: 'set-class', name: fallback.metadata.name }

  const provisioner = classes.get(claim.spec.storageClassName ?? '')?.provisioner
  if (!provisioner || provisioner === NO_PROVISIONER) return wait('no volume suits it yet')
  if (claim.metadata.annotations?.[STORAGE_PROVISIONER] === provisioner) return wait('a volume is being made for it')
  return { kind: 'ask-provisioner', name: provisioner }
}

function keepBound(claim: PersistentVolumeClaim, { volumes }: ClusterView): ClaimAction {
  const volume = volumes.get(claim.spec.volumeName ?? '')
  if (!volume) return { kind: 'lose', because: 'its volume is gone' }
  const free = volume.spec.claimRef === undefined
  if (free || isReservedFor(volume, claim)) return { kind: 'bind', volume }
  return { kind: 'lose', because: 'its volume belongs to another claim' }
}

function bindAsWished(claim: PersistentVolumeClaim, name: string, { volumes }: ClusterView): ClaimAction {
  const volume = volumes.get(name)
  if (!volume) return wait('the volume it asks for does not exist')
  if (volume.spec.claimRef && !isReservedFor(volume, claim)) return wait('the volume it asks for is taken')
  return isAble(volume, claim) ? { kind: 'bind', volume } : wait('the volume it asks for does not suit it')
}

function wait(because: string): ClaimAction {
  return { kind: 'wait', because }
}
