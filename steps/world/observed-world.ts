import { type IWorldOptions, World } from '@cucumber/cucumber'
import { type Api, type KubeObject, type Resource, resources } from '../client/index.ts'
import { awaitTrace, HistoryLost } from '../observe/await-trace.ts'
import { type Change, changes } from '../observe/changes.ts'
import { wasRefused } from '../observe/facts/others.ts'
import { Trace } from '../observe/trace.ts'
import { startWatcher, type Watcher } from '../observe/watcher.ts'
import { alarm, monotonic, stretched, type Wait, waits } from '../patience/index.ts'
import { endNamespace } from './end-namespace.ts'
import { GuaranteeBroken } from './errors.ts'
import { Fence } from './fence.ts'
import { Keeper } from './keeper.ts'
import { LINGER_FINALIZER, MARKER_LABEL } from './labels.ts'
import { type Named, resourceOf } from './named.ts'
import type { Session } from './session.ts'
import { type Scene, settle, untilByItself } from './settle.ts'
import { SilentNodes } from './silent-nodes.ts'

/** What a scenario sees: a namespace of its own, the record of all that happens there, and when nothing more will. */
export class ObservedWorld extends World {
  readonly trace: Trace
  session!: Session
  namespace = ''
  address = ''
  guarantees: string[] = []
  keeper!: Keeper
  protected nodes!: SilentNodes
  /** Where the window of a Then begins: at the first of the last Whens. */
  windowStart = 0
  /** False once the cluster did not come to rest: what a Then sees proves a promise broken, but not kept. */
  rested = true
  #watchers: Watcher[] = []
  #fence!: Fence
  #settledAt = -1

  constructor(options: IWorldOptions) {
    super(options)
    const began = monotonic()
    this.trace = new Trace(() => monotonic() - began)
  }

  /** Not for steps: they have the verbs of the World. */
  protected get api(): Api {
    return this.session.api
  }

  get kind(): Resource {
    return this.session.parameters.kind
  }

  /** Enters a fresh namespace and watches it before anything is done in it. */
  async enter(session: Session, scenario: string): Promise<void> {
    this.session = session
    const place = await session.namespace(scenario)
    this.namespace = place.namespace
    this.trace.add({ kind: 'did', own: true, text: `kubectl create namespace ${this.namespace}` })
    this.keeper = new Keeper(this.api, this.namespace, this.trace)
    this.nodes = new SilentNodes(session.parameters.nodeFault)
    this.#fence = new Fence(this.api, this.namespace, this.trace)
    const watched = [
      this.kind,
      resources.pods,
      resources.claims,
      resources.revisions,
      resources.events,
      resources.endpointSlices,
    ]
    this.#watchers = watched.map((resource) => startWatcher(this.api, this.trace, resource, place))
    await Promise.all([...this.#watchers.map(({ opened }) => opened), this.#fence.plant()])
  }

  /** Resolves when no watch can have lost anything that the trace does not say; broken ones are taken up again first. */
  async seenAll(): Promise<void> {
    const doubts = allOf(this.#watchers.flatMap((watcher) => watcher.doubtful() ?? []))
    if (!doubts) return
    const cancel = alarm(stretched(waits.watchAssures.ms), () => {
      for (const watcher of this.#watchers) watcher.giveUp()
    })
    await doubts
    cancel()
  }

  /** Stops watching and leaves nothing behind, unless the cluster itself is about to go. */
  async leave(): Promise<void> {
    if (this.trace.gap) this.session.canary.doubt()
    await this.nodes.restoreAll()
    for (const watcher of this.#watchers) watcher.stop()
    if (this.session.parameters.disposable) return
    const held = (resource: Resource) =>
      this.objects(resource.plural).filter(({ metadata }) => metadata.finalizers?.includes(LINGER_FINALIZER))
    await Promise.all(held(resources.pods).map(({ metadata }) => this.keeper.release(metadata.name)))
    await Promise.all(held(resources.claims).map(({ metadata }) => this.#unhold(metadata.name)))
    const workloads = this.objects(this.kind.plural).map(({ metadata }) => metadata.name)
    await endNamespace(this.api, this.namespace, this.kind, workloads)
  }

  /** Objects of a resource now, without the suite's own markers. */
  objects(resource: string, upTo?: number): KubeObject[] {
    return this.trace.objects(resource, upTo).filter(({ metadata }) => !metadata.labels?.[MARKER_LABEL])
  }

  object(resource: string, name: string): KubeObject | undefined {
    return this.objects(resource).find(({ metadata }) => metadata.name === name)
  }

  /** An object that a step speaks of is one that the controller should have made and kept. */
  need({ what, name }: Named): KubeObject {
    const { plural } = resourceOf(what, this.kind)
    const object = this.object(plural, name)
    if (object) return object
    const others = this.objects(plural).map(({ metadata }) => metadata.name)
    throw new GuaranteeBroken(`there is no ${what} ${name}`, name, others)
  }

  /** The only workload of the scenario, or the one of that name. */
  workload(name?: string): KubeObject | undefined {
    return name ? this.object(this.kind.plural, name) : this.objects(this.kind.plural)[0]
  }

  changes(resource: string, from = this.windowStart): Change[] {
    return changes(this.trace, resource, from, {
      marker: MARKER_LABEL,
      finalizer: LINGER_FINALIZER,
      nudge: 'revisionHistoryLimit',
    })
  }

  /** Waits until the cluster rests; asked again without a deed in between, it knows. */
  async settled(): Promise<void> {
    if (this.#settledAt === this.trace.entries.findLastIndex(isDeed)) return
    const rests = await settle(this.#scene())
    this.rested &&= rests
    this.#settledAt = this.trace.entries.findLastIndex(isDeed)
  }

  /**
   * Waits until the controller has seen all Pods as they are now. A deed upon another resource comes to it on another
   * watch, and might else be seen first.
   */
  noticed(): Promise<void> {
    return this.session.canary.react()
  }

  /**
   * Demands what `check` throws about, twice: as soon as it has come about by itself, and again when nothing more
   * happens. Coming to rest asks the controller, and a controller that acts only when asked has not kept its promise.
   * One that was refused tries again when it likes, so it may be asked.
   */
  async promised(check: () => void): Promise<void> {
    const holds = () => {
      try {
        check()
        return true
      } catch (error) {
        if (error instanceof GuaranteeBroken) return false
        throw error
      }
    }
    if ((await untilByItself(this.#scene(), holds)) || !wasRefused(this.trace)) check()
    await this.settled()
    check()
  }

  /** @throws Error when the named wait is over before `met()` holds: nothing can be judged without it. */
  protected await(wait: Wait, what: string, met: () => boolean): Promise<void> {
    return awaitTrace(this.trace, wait, what, met)
  }

  /** For promises of others than the controller, which no fence covers: waits until they come true. */
  async eventually(what: string, met: () => boolean, wait: Wait = waits.comesTrue): Promise<void> {
    await this.settled()
    try {
      await awaitTrace(this.trace, wait, what, met)
    } catch (cause) {
      if (cause instanceof HistoryLost) throw cause
      throw new GuaranteeBroken((cause as Error).message)
    }
  }

  #scene(): Scene {
    return {
      api: this.api,
      kind: this.kind,
      volumeBinding: this.session.parameters.volumeBinding,
      silentNodes: this.nodes.names,
      kubelets: this.session.parameters.capabilities.includes('kubelet'),
      namespace: this.namespace,
      trace: this.trace,
      keeper: this.keeper,
      canary: this.session.canary,
      fence: this.#fence,
      broken: () => allOf(this.#watchers.flatMap((watcher) => watcher.broken() ?? [])),
      seenAll: () => this.seenAll(),
    }
  }

  #unhold(name: string): Promise<unknown> {
    const ref = { resource: resources.claims, namespace: this.namespace, name }
    return this.api.patch(ref, 'merge', { metadata: { finalizers: null } })
  }
}

const allOf = (promises: Promise<void>[]) => (promises.length > 0 ? Promise.all(promises) : undefined)

const isDeed = (entry: { kind: string; own?: boolean }) => entry.kind === 'did' && !entry.own
