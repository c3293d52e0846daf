import type { KubeObject } from '../definition.ts'
import { ageColumn, type Column, column, nameColumn } from '../shared/columns.ts'

interface SeenLease extends KubeObject {
  spec?: { holderIdentity?: string }
}

export const leaseColumns: Column[] = [
  nameColumn,
  column<SeenLease>('Holder', ({ spec }) => spec?.holderIdentity ?? ''),
  ageColumn,
]
