import { type Column, column, nameColumn } from '../../resources/shared/columns.ts'

export const crdColumns: Column[] = [
  nameColumn,
  { ...column('Created At', ({ metadata }) => metadata.creationTimestamp), type: 'date' },
]
