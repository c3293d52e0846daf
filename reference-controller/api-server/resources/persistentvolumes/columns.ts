import type { KubeObject } from '../definition.ts'
import { accessModes, ageColumn, type Column, column, nameColumn, wideColumn } from '../shared/columns.ts'

interface SeenVolume extends KubeObject {
  spec?: {
    accessModes?: string[]
    capacity?: { storage?: string }
    claimRef?: { namespace?: string; name?: string }
    persistentVolumeReclaimPolicy?: string
    storageClassName?: string
    volumeAttributesClassName?: string
    volumeMode?: string
  }
  status?: { phase?: string; reason?: string }
}

// The annotation for the class from before the field existed.
const CLASS = 'volume.beta.kubernetes.io/storage-class'

export const volumeColumns: Column[] = [
  nameColumn,
  column<SeenVolume>('Capacity', ({ spec }) => spec?.capacity?.storage ?? '0'),
  column<SeenVolume>('Access Modes', ({ spec }) => accessModes(spec?.accessModes)),
  column<SeenVolume>('Reclaim Policy', ({ spec }) => spec?.persistentVolumeReclaimPolicy ?? ''),
  column<SeenVolume>('Status', ({ metadata, status }) => {
    return metadata.deletionTimestamp ? 'Terminating' : (status?.phase ?? '')
  }),
  column<SeenVolume>('Claim', ({ spec }) => {
    const claim = spec?.claimRef
    return claim ? `${claim.namespace ?? ''}/${claim.name ?? ''}` : ''
  }),
  column<SeenVolume>(
    'StorageClass',
    ({ metadata, spec }) => metadata.annotations?.[CLASS] ?? spec?.storageClassName ?? '',
  ),
  column<SeenVolume>('VolumeAttributesClass', ({ spec }) => spec?.volumeAttributesClassName ?? '<unset>'),
  column<SeenVolume>('Reason', ({ status }) => status?.reason ?? ''),
  ageColumn,
  wideColumn<SeenVolume>('VolumeMode', ({ spec }) => spec?.volumeMode ?? '<unset>'),
]
