/** A key's value as of one write. */
export interface Entry<Value> {
  readonly key: string
  readonly value: Value
  /** The revision of the write that made the key come to be. */
  readonly created: number
  /** The revision of the write that this entry is the outcome of. */
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
  /** How many more the listing would hold without the limit. */
  remaining: number
}

export interface ListOptions {
  /** Shows the state as of this revision; by default the current one. */
  revision?: number
  /** Skips the keys before this one. */
  from?: string
  limit?: number
}

/** What readers may do. Nothing here can change what is stored. */
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

/** The asked-for revision is older than what the store remembers: list again and go on from there. */
export class CompactedError extends Error {
  readonly requested: number
  readonly oldest: number

  constructor(requested: number, oldest: number) {
    super(`revision ${requested} is no longer remembered: the oldest is ${oldest}; list again and go on from there`)
    this.requested = requested
    this.oldest = oldest
  }
}

/** The asked-for revision has not been written yet. */
export class FutureRevisionError extends Error {
  readonly requested: number
  readonly current: number

  constructor(requested: number, current: number) {
    super(`revision ${requested} does not exist yet: the newest is ${current}; ask for that one or an older one`)
    this.requested = requested
    this.current = current
  }
}
