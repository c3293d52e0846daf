import type { KubeObject, Resource } from '../client/index.ts'
import { countBefore, groupOf } from './entry-index.ts'

/** The version of the trace format: a reader refuses any other. */
export const TRACE_VERSION = 2

/** By what the suite marks the objects and fields that are its own, so that facts can leave them out. */
export interface Marks {
  /** A label on objects of the suite that only serve observation. */
  readonly label: string
  /** The finalizer that holds a Pod in the API while it terminates. */
  readonly finalizer: string
  /** The Pod condition through which the suite decides readiness. */
  readonly gate: string
  /** The spec field of the workload whose change has no effect but a new generation. */
  readonly generationBump: string
}

/** The inputs of a verdict besides the entries: the example, and the capabilities of the target. */
export interface Header {
  readonly version: typeof TRACE_VERSION
  readonly run: string
  /** The permanent address of the example: `ordering/creation [3]`. */
  readonly example: string
  /** The guarantees that its Rule states. */
  readonly guarantees: readonly string[]
  /** Invariants, by guarantee, that the example breaks on purpose. */
  readonly exempt: readonly string[]
  readonly namespace: string
  /** The kind under certification. */
  readonly kind: Resource
  readonly capabilities: readonly string[]
  readonly marks: Marks
  /** Who writes the status of workloads, by the field managers of the API server. */
  readonly statusManagers?: readonly string[]
}

export type Keyword = 'Given' | 'When' | 'Then'

/** One thing that happened, as the suite saw it. Order within one resource is the server's; `seq` is the order of arrival. */
export type TraceEvent =
  | {
      readonly kind: 'seen'
      readonly resource: string
      readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
      readonly object: KubeObject
    }
  | { readonly kind: 'step'; readonly keyword: Keyword; readonly text: string }
  /** A window opens: what the Thens of the example look at, up to the next window, begins here. */
  | { readonly kind: 'window' }
  /** An expectation of a Then: the phrase and its arguments, a docstring or table last. */
  | { readonly kind: 'expectation'; readonly phrase: string; readonly args: readonly unknown[]; readonly text: string }
  | Action
  /** A request of a step was refused, or a log could not be read (code 0). An accepted request has no entry. */
  | { readonly kind: 'answered'; readonly text: string; readonly code: number; readonly status?: unknown }
  /** The answer to a request that a step has written down. */
  | { readonly kind: 'response'; readonly body: unknown }
  /** A program of the step has ended: its exit code, what it printed, and then its errors. */
  | { readonly kind: 'printed'; readonly code: number; readonly text: string }
  /** A line that a container of a Pod printed; `uid` is the Pod's. */
  | { readonly kind: 'said'; readonly pod: string; readonly uid: string; readonly line: string }
  | Resolved
  | Settled
  /** A step acts upon an object that is not there, though the steps before it ask for it. */
  | { readonly kind: 'absent'; readonly resource: string; readonly name: string }
  | Judged
  /** History was lost: what is not broken before it can't be judged any more. */
  | { readonly kind: 'gap'; readonly resource: string; readonly reason: string }
  | { readonly kind: 'skipped'; readonly reason: string }
  /** The suite or the cluster around the controller failed. */
  | { readonly kind: 'harness-error'; readonly message: string }
  /** The last entry of a complete trace. */
  | { readonly kind: 'ended' }

/** A request of the suite, or a command to the target (verb `order`); `own` marks housekeeping that no step asks for. */
export interface Action {
  readonly kind: 'action'
  readonly own: boolean
  readonly verb: 'get' | 'create' | 'update' | 'patch' | 'delete' | 'order'
  /** The plural of the resource; of an `order` its subject: `nodes`, `controller`, `clock`, `refusals`. */
  readonly resource: string
  /** Empty for a whole collection. */
  readonly name: string
  readonly subresource?: string
  readonly patchType?: 'merge' | 'strategic' | 'json' | 'apply'
  readonly propagation?: string
  readonly body?: unknown
  /** The arguments of the kubectl whose request this is, as a line of a shell. */
  readonly command?: string
}

/** The cluster's DNS answered a question otherwise than before. */
export interface Resolved {
  readonly kind: 'resolved'
  /** Without the cluster domain: `web-0.web.shop.svc`. */
  readonly name: string
  /** The cluster domain, as it was found. */
  readonly domain: string
  readonly type: 'A' | 'AAAA' | 'SRV'
  /** NOERROR, NXDOMAIN …, or `unanswered`. */
  readonly status: string
  /** The data of the records of this type, sorted: addresses, or `7000 web-0.web.shop.svc.cluster.local`. */
  readonly records: readonly string[]
}

/** The suite waited until nothing more happens unless someone acts or time passes. */
export interface Settled {
  readonly kind: 'settled'
  /** True if it came to that; a controller that undoes its own work never does. */
  readonly rests: boolean
  readonly tookMs: number
  /** How that is known, in words: `2 rounds, generation reported`, `the target is at rest, 1 rounds`. */
  readonly how: string
  /** The work of nodes and volumes that had not ended when the wait for it ended. */
  readonly moving: readonly string[]
}

/**
 * An expectation was judged on all entries before this one. `unasked`: as soon as it held or could no longer hold,
 * before the controller was asked for anything. `settled`: nothing more was to come. `deadline`: it had had its time.
 */
export interface Judged {
  readonly kind: 'judged'
  /** The `seq` of the expectation. */
  readonly expectation: number
  readonly when: 'unasked' | 'settled' | 'deadline'
}

export type TraceEntry = TraceEvent & { readonly seq: number; readonly at: number }
export type Seen = Extract<TraceEntry, { kind: 'seen' }>
export type Gap = Extract<TraceEntry, { kind: 'gap' }>
export type EntryOf<K extends TraceEntry['kind']> = Extract<TraceEntry, { kind: K }>

/** The facts' view of a trace: what was recorded, never a way to add to it. */
export interface Recorded {
  readonly entries: readonly TraceEntry[]
  /** The objects of a resource (by its plural) as they are after the first `upTo` entries; default all. */
  objects(resource: string, upTo?: number): KubeObject[]
}

/**
 * The append-only record of one scenario. Everything that a verdict rests on is an entry of it, so that the file it is
 * written to gives the same verdict again.
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

  /** @returns the `seq` of the new entry */
  add(event: TraceEvent): number {
    const entry: TraceEntry = { seq: this.entries.length, at: Math.round(this.#now() * 10) / 10, ...event }
    this.entries.push(entry)
    if (entry.kind === 'seen') apply(this.#table(entry.resource), entry)
    for (const listener of [...this.#listeners]) listener(entry)
    return entry.seq
  }

  objects(resource: string, upTo = this.entries.length): KubeObject[] {
    if (upTo >= this.entries.length) return [...this.#table(resource).values()]
    return objectsAfter(this.entries, resource, upTo)
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

/** The first `length` entries of a record as a record of their own. */
export function prefix(trace: Recorded, length: number): Recorded {
  if (length >= trace.entries.length) return trace
  return {
    entries: trace.entries.slice(0, length),
    objects: (resource, upTo = length) => trace.objects(resource, Math.min(upTo, length)),
  }
}

/** A record of entries that were read from a file. */
export const recorded = (entries: readonly TraceEntry[]): Recorded => ({
  entries,
  objects: (resource, upTo = entries.length) => objectsAfter(entries, resource, upTo),
})

/** The entries of a kind, in their order. */
export const ofKind = <K extends TraceEntry['kind']>({ entries }: Pick<Recorded, 'entries'>, kind: K) =>
  groupOf(entries, kind) as readonly EntryOf<K>[]

/** What was seen of a resource from entry `from` on. */
export function seenOf({ entries }: Pick<Recorded, 'entries'>, resource: string, from = 0): Seen[] {
  const seen = groupOf(entries, 'seen', resource) as readonly Seen[]
  return seen.slice(countBefore(seen, from))
}

type Table = Map<string, KubeObject>

/** The objects of a resource after each so many entries about it. */
const INTERVAL = 32
const snapshots = new WeakMap<readonly Seen[], Table[]>()

function objectsAfter(entries: readonly TraceEntry[], resource: string, upTo: number): KubeObject[] {
  const seen = groupOf(entries, 'seen', resource) as readonly Seen[]
  const count = countBefore(seen, upTo)
  const taken = snapshots.get(seen) ?? [new Map()]
  snapshots.set(seen, taken)
  while (taken.length * INTERVAL <= count) taken.push(tableAfter(seen, taken, taken.length * INTERVAL))
  return [...tableAfter(seen, taken, count).values()]
}

function tableAfter(seen: readonly Seen[], taken: readonly Table[], count: number): Table {
  const last = Math.min(Math.floor(count / INTERVAL), taken.length - 1)
  const table: Table = new Map(taken[last])
  for (const entry of seen.slice(last * INTERVAL, count)) apply(table, entry)
  return table
}

function apply(table: Map<string, KubeObject>, { type, object }: Seen): void {
  if (type === 'DELETED') table.delete(object.metadata.name)
  else table.set(object.metadata.name, object)
}
