import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from '../../client/index.ts'
import { PROVISIONER, STORAGE_PROVISIONER } from '../classes.ts'

const PROVISIONED_BY = 'pv.kubernetes.io/provisioned-by'
const SELECTED_NODE = 'volume.kubernetes.io/selected-node'

/** The volume to make for a claim, or undefined if it is not for us to make one. */
export function volumeFor(
  claim: PersistentVolumeClaim,
  classNamed: (name: string) => StorageClass | undefined,
): PersistentVolume | undefined {
  const { spec, metadata } = claim
  // Storage drivers act on the binder's word that no volume at hand suits the claim.
  if (metadata.annotations?.[STORAGE_PROVISIONER] !== PROVISIONER) return undefined
  const storageClass = classNamed(spec.storageClassName ?? '')
  if (storageClass?.provisioner !== PROVISIONER) return undefined
  if (spec.volumeName || metadata.deletionTimestamp || (claim.status?.phase ?? 'Pending') !== 'Pending')
    return undefined
  // A new, empty volume can honour neither a selector nor a data source.
  if (spec.selector || spec.dataSource || spec.dataSourceRef) return undefined
  const waits = storageClass.volumeBindingMode === 'WaitForFirstConsumer'
  if (waits && metadata.annotations?.[SELECTED_NODE] === undefined) return undefined
  return newVolume(claim, storageClass)
}

function newVolume({ metadata, spec }: PersistentVolumeClaim, storageClass: StorageClass): PersistentVolume {
  const { namespace = '', name, uid = '' } = metadata
  const volume = `pvc-${uid}`
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: volume, annotations: { [PROVISIONED_BY]: PROVISIONER } },
    spec: {
      capacity: { storage: spec.resources?.requests?.['storage'] ?? '1Gi' },
      accessModes: spec.accessModes ?? [],
      claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name, uid },
      persistentVolumeReclaimPolicy: storageClass.reclaimPolicy ?? 'Delete',
      storageClassName: storageClass.metadata.name,
      volumeMode: spec.volumeMode ?? 'Filesystem',
      csi: { driver: PROVISIONER, volumeHandle: volume },
    },
  }
}

/** True if the volume is one of ours whose claim is gone and that nobody wants to keep. */
export function isDisposable({ metadata, spec, status }: PersistentVolume): boolean {
  const over = status?.phase === 'Released' || status?.phase === 'Failed'
  const ours = metadata.annotations?.[PROVISIONED_BY] === PROVISIONER
  return over && ours && spec.persistentVolumeReclaimPolicy === 'Delete' && metadata.deletionTimestamp === undefined
}
