import type { Column, KubeObject } from '../definition.ts'
import { age } from './age.ts'

export type { Column, RowCondition } from '../definition.ts'

type Cell<T> = (object: T, now: number) => unknown

export function column<T extends KubeObject>(name: string, cell: Cell<T>, type: Column['type'] = 'string'): Column {
  return { name, type, cell: cell as Column['cell'] }
}

export function wideColumn<T extends KubeObject>(name: string, cell: Cell<T>): Column {
  return { ...column(name, cell), priority: 1 }
}

export const nameColumn: Column = { ...column('Name', ({ metadata }) => metadata.name ?? ''), format: 'name' }

export const ageColumn = column('Age', ({ metadata }, now) => age(metadata.creationTimestamp, now))

/** The first few of a list, and how many more there are. */
export function firstFew(list: readonly string[], unset: string): string {
  const shown = 3
  if (list.length === 0) return unset
  const text = list.slice(0, shown).join(',')
  return list.length > shown ? `${text} + ${list.length - shown} more...` : text
}

const MODES: Record<string, string> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
}

/** Access modes in short, in the order of the table above. */
export function accessModes(modes: readonly string[] = []): string {
  return Object.entries(MODES)
    .filter(([mode]) => modes.includes(mode))
    .map(([, short]) => short)
    .join(',')
}
