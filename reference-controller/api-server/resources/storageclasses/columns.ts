import { ageColumn, type Column, column, nameColumn } from '../shared/columns.ts'

const DEFAULT = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class']

export const storageClassColumns: Column[] = [
  {
    ...nameColumn,
    cell({ metadata }) {
      const isDefault = DEFAULT.some((annotation) => metadata.annotations?.[annotation] === 'true')
      return isDefault ? `${metadata.name} (default)` : (metadata.name ?? '')
    },
  },
  column('Provisioner', (object) => object['provisioner'] ?? ''),
  column('ReclaimPolicy', (object) => object['reclaimPolicy'] ?? 'Delete'),
  column('VolumeBindingMode', (object) => object['volumeBindingMode'] ?? 'Immediate'),
  column('AllowVolumeExpansion', (object) => object['allowVolumeExpansion'] ?? false),
  ageColumn,
]
