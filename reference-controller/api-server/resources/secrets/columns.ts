import { ageColumn, type Column, column, nameColumn } from '../shared/columns.ts'

export const secretColumns: Column[] = [
  nameColumn,
  column('Type', (object) => object['type'] ?? ''),
  column('Data', ({ data }) => Object.keys(data ?? {}).length),
  ageColumn,
]
