import type { KubeObject } from '../definition.ts'
import { ageColumn, type Column, column, nameColumn, wideColumn } from '../shared/columns.ts'

interface SeenStatefulSet extends KubeObject {
  spec?: { replicas?: number; template?: { spec?: { containers?: { name: string; image?: string }[] } } }
  status?: { readyReplicas?: number }
}

const containers = ({ spec }: SeenStatefulSet) => spec?.template?.spec?.containers ?? []

export const statefulSetColumns: Column[] = [
  nameColumn,
  column<SeenStatefulSet>('Ready', ({ spec, status }) => `${status?.readyReplicas ?? 0}/${spec?.replicas ?? 0}`),
  ageColumn,
  wideColumn<SeenStatefulSet>('Containers', (set) =>
    containers(set)
      .map(({ name }) => name)
      .join(','),
  ),
  wideColumn<SeenStatefulSet>('Images', (set) =>
    containers(set)
      .map(({ image = '' }) => image)
      .join(','),
  ),
]
