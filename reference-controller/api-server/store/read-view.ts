/** A key's value as of one write. */
export interface Entry<Value> {
  readonly key: string
  readonly value: Value
  /** The revision of the write that created the key. */
  readonly created: number
  /** The revision of the write of this entry. */
  readonly revision: number
}

/** One write. `previous` is what it replaced; a deletion's `entry` is the deleted value at the deletion's revision. */
export interface Change<Value> {
  readonly type: 'put' | 'delete'
  readonly entry: Entry<Value>
  readonly previous: Entry<Value> | undefined
}

export interface Page<Value> {
  /** In the order of their keys. */
  entries: Entry<Value>[]
  /** The revision whose state the entries show. */
  revision: number
  /** The number of entries beyond the limit. */
  remaining: number
}

export interface ListOptions {
  /** Shows the state as of this revision; by default the current one. */
  revision?: number
  /** Skips the keys before this one. */
  from?: string
  limit?: number
}

/** The read side of the store. */
export interface ReadView<Value> {
  /** The revision of the newest write. */
  revision(): number
  /** The oldest revision that `list` and `watch` can still start from. */
  oldest(): number
  get(key: string): Entry<Value> | undefined
  /** Throws CompactedError for a revision that is no longer remembered, FutureRevisionError for one yet to come. */
  list(prefix: string, options?: ListOptions): Page<Value>
  /**
   * Calls back for every change after revision `since` below `prefix`, which ends in `/`: for those of the past at
   * once, for later ones as they are written, always in the order of revisions. `onChange` must neither throw nor
   * write. Returns the function that ends the watch. Throws CompactedError when changes after `since` are forgotten.
   */
  watch(prefix: string, since: number, onChange: (change: Change<Value>) => void): () => void
}

/** The requested revision is older than the history: list again and watch from there. */
export class CompactedError extends Error {
  readonly requested: number
  readonly oldest: number

  constructor(requested: number, oldest: number) {
    super(`revision ${requested} is no longer remembered: the oldest is ${oldest}; list again and go on from there`)
    this.requested = requested
    this.oldest = oldest
  }
}

/** The requested revision has not been written yet. */
export class FutureRevisionError extends Error {
  readonly requested: number
  readonly current: number

  constructor(requested: number, current: number) {
    super(`revision ${requested} does not exist yet: the newest is ${current}; ask for that one or an older one`)
    this.requested = requested
    this.current = current
  }
}
