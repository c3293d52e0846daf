import { AssertionError } from 'chai'
import type { KubeObject, Resource } from '../client/index.ts'
import { awaitTrace } from '../observe/await-trace.ts'
import { type ObservedKind, watchedIn } from '../observe/kinds.ts'
import type { Header, Trace } from '../observe/trace.ts'
import { startWatcher, type Watcher, type WatchScope } from '../observe/watcher.ts'
import { alarm, stretched, type Wait, waits } from '../patience/index.ts'
import { HarnessError } from './errors.ts'
import type { PodDriver } from './pod-driver.ts'
import { findRestless } from './restlessness.ts'
import type { Scene } from './scene.ts'
import type { Session } from './session.ts'
import { settle, untilUnasked } from './settle.ts'
import type { TargetControl } from './target-control.ts'
import { WatchBarrier } from './watch-barrier.ts'

/** The parts that an observation works with. */
export interface Parts {
  readonly session: Session
  readonly header: Header
  readonly trace: Trace
  readonly driver: PodDriver
  readonly control: TargetControl
  readonly target: { readonly stopped: boolean }
  readonly disconnectedNodes: ReadonlySet<string>
  readonly commands?: { readonly cordoned: boolean }
}

/** The observation of a scenario: the record of its namespace, and settling. */
export class Observation {
  readonly #parts: Parts
  readonly #barrier: WatchBarrier
  readonly #loop: () => string | undefined
  #watchers: Watcher[] = []
  #settledAt = -1

  constructor(parts: Parts) {
    this.#parts = parts
    this.#barrier = new WatchBarrier(parts.session.api, parts.header.namespace, parts.trace)
    this.#loop = findRestless(parts.trace, parts.header)
  }

  /** Watches what an example with these tags looks at, before anything is done in its namespace. */
  async begin(place: WatchScope, tags: readonly string[]): Promise<void> {
    const { session, header, trace } = this.#parts
    const kinds = await Promise.all(
      watchedIn(tags).map(async (row) => ({ resource: row.resource, scope: await this.#scopeOf(row, place) })),
    )
    this.#watchers = [{ resource: header.kind, scope: place }, ...kinds].map(({ resource, scope }) =>
      startWatcher(session.api, trace, resource, scope),
    )
    const markers = session.asksTarget ? [] : [this.#barrier.createMarkers()]
    await Promise.all([...this.#watchers.map(({ opened }) => opened), ...markers])
  }

  /** Of a kind without namespaces, what belongs to the example: once it did, it is followed to its end. */
  async #scopeOf({ resource, belongsTo }: ObservedKind, place: WatchScope): Promise<WatchScope> {
    if (!belongsTo) return place
    const { session, trace } = this.#parts
    const from = place.since ?? (await session.api.list(resource, undefined, '?limit=1')).metadata.resourceVersion
    const isKnown = ({ metadata }: KubeObject) =>
      trace.objects(resource.plural).some((known) => known.metadata.uid === metadata.uid)
    return { ...place, from, only: (object) => belongsTo(object, place.namespace) || isKnown(object) }
  }

  /** Stops all watches. */
  end(): void {
    if (this.#parts.trace.gap) this.#parts.session.sentinel.invalidate()
    for (const watcher of this.#watchers) watcher.stop()
  }

  /** Resolves when each watch is open and has delivered all events, or the trace has its gap; broken ones are resumed first. */
  async confirmed(): Promise<void> {
    const unconfirmed = allOf(this.#watchers.flatMap((watcher) => watcher.unconfirmed() ?? []))
    if (!unconfirmed) return
    const cancel = alarm(stretched(waits.watchAssures.ms), () => {
      for (const watcher of this.#watchers) watcher.abort()
    })
    await unconfirmed
    cancel()
  }

  /** Objects of a resource now, without the suite's own markers. */
  objects({ plural }: Resource): KubeObject[] {
    const { trace, header } = this.#parts
    return trace.objects(plural).filter(({ metadata }) => !metadata.labels?.[header.marks.label])
  }

  /** @returns the object as it is now, without the suite's markers; undefined if there is none */
  object(resource: Resource, name: string): KubeObject | undefined {
    return this.objects(resource).find(({ metadata }) => metadata.name === name)
  }

  /**
   * Waits until the cluster has settled; without an action since it settled last, it returns at once.
   * @returns whether it has settled
   */
  async settled(options: Parameters<typeof settle>[1] = {}): Promise<boolean> {
    if (this.isSettled) return true
    const last = this.#lastAction()
    const rests = await settle(this.#scene(), options)
    if (rests) this.#settledAt = last
    return rests
  }

  /** Whether the cluster has come to rest since the last action of a step. */
  get isSettled(): boolean {
    return this.#settledAt === this.#lastAction()
  }

  #lastAction(): number {
    return this.#parts.trace.entries.findLastIndex((entry) => entry.kind === 'action' && !entry.own)
  }

  /** Whether a target with the capability `rest` has once reported that it is at rest: then its events have arrived. */
  get isReportedAtRest(): boolean {
    return this.#parts.session.asksTarget && this.#settledAt >= 0
  }

  /** Whether the target's clock leaps, so that what is due comes without anybody being asked. */
  get leaps(): boolean {
    return this.#parts.session.asksTarget && this.#parts.header.capabilities.includes('clock')
  }

  /**
   * Waits without asking the controller until `met()` holds or can't come about by itself any more.
   * @throws AssertionError if it does not hold and the controller does not rest
   */
  async untilUnasked(met: () => boolean): Promise<void> {
    if (!(await untilUnasked(this.#scene(), met))) await this.requireRest()
  }

  /** @throws AssertionError if an object changes again and again, so that what has not come yet can't be judged */
  async requireRest(): Promise<void> {
    const found = this.#loop()
    if (found === undefined) return
    await this.settled()
    throw new AssertionError(`the controller does not come to rest: ${found}`)
  }

  /**
   * Waits until the controller has seen all Pods as they are now. An action upon another resource comes to it on another
   * watch, and might else be seen first.
   */
  async seenByController(): Promise<void> {
    if (!this.#parts.target.stopped) await this.#parts.session.sentinel.probe()
  }

  /** @throws HarnessError when the named wait is over before `met()` holds: nothing can be judged without it. */
  async await(wait: Wait, what: string, met: () => boolean): Promise<void> {
    try {
      await awaitTrace(this.#parts.trace, wait, what, met)
    } catch (cause) {
      throw new HarnessError((cause as Error).message, { cause })
    }
  }

  #scene(): Scene {
    const { session, header, trace, driver, control, target, disconnectedNodes, commands } = this.#parts
    return {
      api: session.api,
      header,
      trace,
      volumeBinding: session.parameters.volumeBinding,
      disconnectedNodes,
      cordoned: commands?.cordoned,
      driver,
      sentinel: session.sentinel,
      stopped: target.stopped,
      generations: session.generations,
      restless: session.restless,
      loop: this.#loop,
      barrier: this.#barrier,
      reconnecting: () => allOf(this.#watchers.flatMap((watcher) => watcher.reconnecting() ?? [])),
      confirmed: () => this.confirmed(),
      upTo: async (revision) => {
        const reached = await Promise.all(this.#watchers.map((watcher) => watcher.upTo(revision)))
        return reached.every((each) => each)
      },
      ...(session.asksTarget && this.leaps && { leap: (ms: number) => control.leap(ms / 1000) }),
      ...(session.asksTarget && { rest: (question) => control.rest(question) }),
    }
  }
}

const allOf = (promises: Promise<void>[]) => (promises.length > 0 ? Promise.all(promises) : undefined)
