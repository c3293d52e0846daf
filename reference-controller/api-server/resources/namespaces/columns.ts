import type { KubeObject } from '../definition.ts'
import { ageColumn, type Column, column, nameColumn } from '../shared/columns.ts'

interface SeenNamespace extends KubeObject {
  status?: { phase?: string }
}

export const namespaceColumns: Column[] = [
  nameColumn,
  column<SeenNamespace>('Status', ({ status }) => status?.phase ?? ''),
  ageColumn,
]
