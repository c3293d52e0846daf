import { type Change, changes } from '../../observe/changes.ts'
import type { History } from './invariant.ts'
import { once } from './once.ts'

const tables = once((_: History) => new Map<string, readonly Change[]>())

/** The changes of a resource in the whole trace. */
export function changesOf(history: History, resource: string): readonly Change[] {
  const table = tables(history)
  const found = table.get(resource) ?? changes(history.trace, resource, 0, history.header.marks)
  table.set(resource, found)
  return found
}
