/**
 * Storage that does not exist: volumes for claims, in the two roles that a cluster splits it into.
 *
 * The provisioner is what a storage driver brings: it makes a PersistentVolume for each claim of its StorageClass and
 * deletes it when the claim is gone. It runs on the embedded API server and on a real control plane alike, since
 * neither has a driver. If there is no default class, it makes one, `standard`, for as long as it runs.
 *
 * The binder is what Kubernetes' own controllers do: it binds claims and volumes to each other, releases volumes
 * whose claims are gone, and keeps both from being removed while in use. A real control plane has its own.
 *
 * Not simulated: data, resizing, snapshots, the old Recycle policy, claims that wait for their first consumer (nobody
 * picks a node for them here).
 */
import { allOf, type PartContext, type RunningPart } from '../part.ts'
import { startBinding } from './binder.ts'
import { startClaimProtection } from './protection/claim-protection.ts'
import { startVolumeProtection } from './protection/volume-protection.ts'

export { startProvisioner } from './provisioner.ts'

/** The volume controllers of Kubernetes: binding and protection. */
export function startBinder(context: PartContext): Promise<RunningPart> {
  return allOf([startBinding(context), startClaimProtection(context), startVolumeProtection(context)])
}
