import { createHistory } from './history.ts'
import { type Change, type Entry, FutureRevisionError, type ListOptions, type ReadView } from './read-view.ts'
import { type SortedKeys, sortedKeys } from './sorted-keys.ts'
import { createWatchers } from './watchers.ts'

export interface Store<Value> extends ReadView<Value> {
  /**
   * Writes `value`. `expected` is the revision that the key's entry must have now (0: no such key may exist);
   * without it the write is unconditional. Throws RevisionMismatchError.
   */
  put(key: string, value: Value, expected?: number): Entry<Value>
  /** Deletes the key and returns what was deleted, at the revision of the deletion; undefined if there was nothing. */
  delete(key: string, expected?: number): Entry<Value> | undefined
  /** Forgets all changes up to and including `revision`. */
  compact(revision: number): void
}

/** Another write came first: read again and retry. */
export class RevisionMismatchError extends Error {
  readonly key: string
  readonly expected: number
  readonly actual: number

  constructor(key: string, expected: number, actual: number) {
    super(`${key} was expected at revision ${expected} but is at ${actual || 'none'}: read it again and retry`)
    this.key = key
    this.expected = expected
    this.actual = actual
  }
}

// The state before the first write. Clients take resourceVersion 0 for "any", so no state may bear it.
const FIRST_REVISION = 1
const REMEMBERED_CHANGES = 1_000

/** An empty store that remembers at least the newest `remember` changes. */
export function createStore<Value>({ remember = REMEMBERED_CHANGES } = {}): Store<Value> {
  const entries = new Map<string, Entry<Value>>()
  const keys = sortedKeys()
  const history = createHistory<Value>(FIRST_REVISION, remember)
  const watchers = createWatchers<Value>()
  let current = FIRST_REVISION

  const check = (key: string, expected: number | undefined) => {
    const actual = entries.get(key)?.revision ?? 0
    if (expected !== undefined && expected !== actual) throw new RevisionMismatchError(key, expected, actual)
  }
  const record = (change: Change<Value>) => {
    history.append(change)
    watchers.notify(change)
    return change.entry
  }
  return {
    revision: () => current,
    oldest: () => history.oldest(),
    get: (key) => entries.get(key),
    put(key, value, expected) {
      check(key, expected)
      const previous = entries.get(key)
      const revision = ++current
      const entry = Object.freeze({ key, value, created: previous?.created ?? revision, revision })
      entries.set(key, entry)
      if (!previous) keys.add(key)
      return record({ type: 'put', entry, previous })
    },
    delete(key, expected) {
      check(key, expected)
      const previous = entries.get(key)
      if (!previous) return undefined
      entries.delete(key)
      keys.remove(key)
      return record({ type: 'delete', entry: Object.freeze({ ...previous, revision: ++current }), previous })
    },
    list(prefix, options = {}) {
      const revision = options.revision ?? current
      if (revision > current) throw new FutureRevisionError(revision, current)
      const state = stateAt({ prefix, entries, keys, later: history.after(revision) }, options)
      const shown = state.slice(0, options.limit ?? state.length)
      return { entries: shown, revision, remaining: state.length - shown.length }
    },
    watch(prefix, since, onChange) {
      const past = since >= current ? [] : history.after(since)
      for (const change of past) if (change.entry.key.startsWith(prefix)) onChange(change)
      return watchers.add(prefix, (change) => {
        if (change.entry.revision > since) onChange(change)
      })
    },
    compact: (revision) => history.compact(revision),
  }
}

interface Snapshot<Value> {
  prefix: string
  entries: ReadonlyMap<string, Entry<Value>>
  keys: SortedKeys
  /** The changes since a revision. */
  later: readonly Change<Value>[]
}

/** The current state with all later changes undone, newest first. */
function stateAt<Value>({ prefix, entries, keys, later }: Snapshot<Value>, { from = '' }: ListOptions): Entry<Value>[] {
  const now = keys.under(prefix, from)
  const touched = later.filter(({ entry }) => entry.key.startsWith(prefix) && entry.key >= from)
  if (touched.length === 0) return now.map((key) => entries.get(key)!)
  const state = new Map(now.map((key) => [key, entries.get(key)!]))
  for (const { entry, previous } of touched.toReversed()) {
    if (previous) state.set(entry.key, previous)
    else state.delete(entry.key)
  }
  return [...state.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
}
