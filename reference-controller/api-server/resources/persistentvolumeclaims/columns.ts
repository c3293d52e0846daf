import type { KubeObject } from '../definition.ts'
import { accessModes, ageColumn, type Column, column, nameColumn, wideColumn } from '../shared/columns.ts'

interface SeenClaim extends KubeObject {
  spec?: { volumeName?: string; storageClassName?: string; volumeAttributesClassName?: string; volumeMode?: string }
  status?: { phase?: string; accessModes?: string[]; capacity?: { storage?: string } }
}

// The annotation for the class from before the field existed.
const CLASS = 'volume.beta.kubernetes.io/storage-class'

export const claimColumns: Column[] = [
  nameColumn,
  column<SeenClaim>('Status', ({ metadata, status }) => {
    return metadata.deletionTimestamp ? 'Terminating' : (status?.phase ?? '')
  }),
  column<SeenClaim>('Volume', ({ spec }) => spec?.volumeName ?? ''),
  column<SeenClaim>('Capacity', ({ spec, status }) => (spec?.volumeName ? (status?.capacity?.storage ?? '0') : '')),
  column<SeenClaim>('Access Modes', ({ spec, status }) => (spec?.volumeName ? accessModes(status?.accessModes) : '')),
  column<SeenClaim>(
    'StorageClass',
    ({ metadata, spec }) => metadata.annotations?.[CLASS] ?? spec?.storageClassName ?? '',
  ),
  column<SeenClaim>('VolumeAttributesClass', ({ spec }) => spec?.volumeAttributesClassName ?? '<unset>'),
  ageColumn,
  wideColumn<SeenClaim>('VolumeMode', ({ spec }) => spec?.volumeMode ?? '<unset>'),
]
