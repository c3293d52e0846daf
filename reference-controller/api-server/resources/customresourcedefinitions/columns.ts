import { type Column, column, nameColumn } from '../shared/columns.ts'

export const definitionColumns: Column[] = [
  nameColumn,
  { ...column('Created At', ({ metadata }) => metadata.creationTimestamp), type: 'date' },
]
