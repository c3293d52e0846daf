import type { KubeObject } from '../client/index.ts'

/** What happened, as the suite saw it. Order within one resource is the server's; `seq` is the order of arrival. */
export type Happening =
  | {
      readonly kind: 'seen'
      readonly resource: string
      readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
      readonly object: KubeObject
    }
  | { readonly kind: 'step'; readonly keyword: 'Given' | 'When' | 'Then'; readonly text: string }
  /** Something the suite did; `own` marks housekeeping that no scenario asked for. */
  | { readonly kind: 'did'; readonly text: string; readonly own: boolean }
  | { readonly kind: 'answered'; readonly text: string; readonly code: number; readonly status?: unknown }
  /** A line that a container of a Pod printed; `uid` is the Pod's. */
  | { readonly kind: 'said'; readonly pod: string; readonly uid: string; readonly line: string }
  | { readonly kind: 'settled'; readonly tookMs: number; readonly how: string }
  /** History was lost: order, never and throughout can't be judged any more. */
  | { readonly kind: 'gap'; readonly resource: string; readonly reason: string }

export type TraceEntry = Happening & { readonly seq: number; readonly at: number }
export type Seen = Extract<TraceEntry, { kind: 'seen' }>
export type Gap = Extract<TraceEntry, { kind: 'gap' }>

/** The facts' view of a trace: what was recorded, never a way to add to it. */
export interface Recorded {
  readonly entries: readonly TraceEntry[]
  /** The objects of a resource (by its plural) as they are after the first `upTo` entries; default all. */
  objects(resource: string, upTo?: number): KubeObject[]
}

/**
 * The append-only record of one scenario. Everything that a verdict rests on is an entry of it, so that facts and
 * invariants can be asked again of the file it is written to.
 */
export class Trace implements Recorded {
  readonly entries: TraceEntry[] = []
  readonly #now: () => number
  readonly #current = new Map<string, Map<string, KubeObject>>()
  readonly #listeners = new Set<(entry: TraceEntry) => void>()

  /** @param now milliseconds since the scenario began */
  constructor(now: () => number) {
    this.#now = now
  }

  get length(): number {
    return this.entries.length
  }

  /** The first loss of history, if there was one. */
  get gap(): Gap | undefined {
    return this.entries.find((entry) => entry.kind === 'gap')
  }

  add(happening: Happening): void {
    const entry: TraceEntry = { seq: this.entries.length, at: Math.round(this.#now() * 10) / 10, ...happening }
    this.entries.push(entry)
    if (entry.kind === 'seen') apply(this.#table(entry.resource), entry)
    for (const listener of [...this.#listeners]) listener(entry)
  }

  objects(resource: string, upTo = this.entries.length): KubeObject[] {
    if (upTo >= this.entries.length) return [...this.#table(resource).values()]
    const table = new Map<string, KubeObject>()
    for (const entry of this.entries.slice(0, upTo))
      if (entry.kind === 'seen' && entry.resource === resource) apply(table, entry)
    return [...table.values()]
  }

  /** Calls back for each entry from now on, until the returned function is called. */
  follow(listener: (entry: TraceEntry) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #table(resource: string): Map<string, KubeObject> {
    const table = this.#current.get(resource) ?? new Map<string, KubeObject>()
    this.#current.set(resource, table)
    return table
  }
}

function apply(table: Map<string, KubeObject>, { type, object }: Seen): void {
  if (type === 'DELETED') table.delete(object.metadata.name)
  else table.set(object.metadata.name, object)
}
