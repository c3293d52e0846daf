import { type Change, CompactedError } from './read-view.ts'

/** The newest changes, in the order of their revisions, which follow each other without gaps. */
export interface History<Value> {
  /** No change at or before this revision can be replayed; the state at this revision can still be read. */
  oldest(): number
  append(change: Change<Value>): void
  /** The changes after `revision`, oldest first. */
  after(revision: number): readonly Change<Value>[]
  /** Forgets the changes up to and including `revision`. */
  compact(revision: number): void
}

/** A history that keeps at least `limit` changes, starting after revision `start`. */
export function createHistory<Value>(start: number, limit: number): History<Value> {
  let changes: Change<Value>[] = []
  let oldest = start
  const forget = (count: number) => {
    changes = changes.slice(count)
    oldest += count
  }
  return {
    oldest: () => oldest,
    append(change) {
      changes.push(change)
      // Forgetting in bulk keeps the cost per write constant.
      if (changes.length >= 2 * limit) forget(changes.length - limit)
    },
    after(revision) {
      if (revision < oldest) throw new CompactedError(revision, oldest)
      return changes.slice(revision - oldest)
    },
    compact(revision) {
      if (revision > oldest) forget(Math.min(revision - oldest, changes.length))
    },
  }
}
