import { ageColumn, type Column, column, nameColumn } from '../shared/columns.ts'

export const configMapColumns: Column[] = [
  nameColumn,
  column(
    'Data',
    ({ data, binaryData }) => Object.keys({ ...(data ?? {}) }).length + Object.keys({ ...(binaryData ?? {}) }).length,
  ),
  ageColumn,
]
