import { type IWorldOptions, World } from '@cucumber/cucumber'
import {
  type Api,
  ApiError,
  type KubeObject,
  type Manifest,
  type Pod,
  type Resource,
  resources,
} from '../client/index.ts'
import { awaitTrace } from '../observe/await-trace.ts'
import { type Change, changes } from '../observe/changes.ts'
import { Trace } from '../observe/trace.ts'
import { startWatcher, type Watcher } from '../observe/watcher.ts'
import { monotonic, pause, quiet, stretched, waits } from '../patience/index.ts'
import { GuaranteeBroken } from './errors.ts'
import { Fence } from './fence.ts'
import { Keeper } from './keeper.ts'
import { LINGER_FINALIZER, MARKER_LABEL } from './labels.ts'
import { claimTemplate, merged, workloadManifest } from './manifest.ts'
import type { Session } from './session.ts'
import { settle } from './settle.ts'

/** What a scenario expects of the workloads it creates, said by its Givens. */
interface Expectations {
  fields: Record<string, unknown>
  claims: string[]
}

/** The state of one scenario, and the only thing a step can reach. */
export class ConformanceWorld extends World {
  readonly trace: Trace
  session!: Session
  namespace = ''
  address = ''
  guarantees: string[] = []
  keeper!: Keeper
  readonly defaults: Expectations = { fields: {}, claims: [] }
  /** Manifests of the workloads as last created, to create them again. */
  readonly manifests = new Map<string, Manifest>()
  /** Where the window of a Then begins: at the first of the last Whens. */
  windowStart = 0
  /** What the scenario has spoken of in this window: objects, or one kind of change or one changed field of an object. */
  readonly accounted = new Set<string>()
  /** The revision each workload had before its template was last changed. */
  readonly oldRevision = new Map<string, string>()
  lastAnswer: ApiError | undefined
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

  get api(): Api {
    return this.session.api
  }

  get kind(): Resource {
    return this.session.parameters.kind
  }

  /** Enters a fresh namespace and watches it before anything is done in it. */
  async enter(session: Session, scenario: string): Promise<void> {
    this.session = session
    this.namespace = await session.namespace(scenario)
    this.keeper = new Keeper(this.api, this.namespace, this.trace)
    this.#fence = new Fence(this.api, this.namespace, this.trace)
    const watched = [
      this.kind,
      resources.pods,
      resources.claims,
      resources.revisions,
      resources.events,
      resources.endpointSlices,
    ]
    this.#watchers = watched.map((resource) => startWatcher(this.api, this.trace, resource, this.namespace))
    await Promise.all([...this.#watchers.map(({ opened }) => opened), this.#fence.plant()])
  }

  /** Stops watching and leaves nothing behind, unless the cluster itself is about to go. */
  async leave(): Promise<void> {
    for (const watcher of this.#watchers) watcher.stop()
    if (this.session.parameters.disposable) return
    const held = (resource: Resource) =>
      this.objects(resource.plural).filter(({ metadata }) => metadata.finalizers?.includes(LINGER_FINALIZER))
    await Promise.all(held(resources.pods).map(({ metadata }) => this.keeper.release(metadata.name)))
    await Promise.all(held(resources.claims).map(({ metadata }) => this.#unhold(metadata.name)))
    await this.api.remove({ resource: resources.namespaces, name: this.namespace })
  }

  /** Objects of a resource now, without the suite's own markers. */
  objects(resource: string, upTo?: number): KubeObject[] {
    return this.trace.objects(resource, upTo).filter(({ metadata }) => !metadata.labels?.[MARKER_LABEL])
  }

  object(resource: string, name: string): KubeObject | undefined {
    return this.objects(resource).find(({ metadata }) => metadata.name === name)
  }

  pod(name: string): Pod | undefined {
    return this.object('pods', name) as Pod | undefined
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
    const rests = await settle({
      api: this.api,
      kind: this.kind,
      namespace: this.namespace,
      trace: this.trace,
      keeper: this.keeper,
      canary: this.session.canary,
      fence: this.#fence,
    })
    this.rested &&= rests
    this.#settledAt = this.trace.entries.findLastIndex(isDeed)
  }

  /** For promises of others than the controller, which no fence covers: waits until they come true. */
  async eventually(what: string, met: () => boolean): Promise<void> {
    await this.settled()
    try {
      await awaitTrace(this.trace, waits.comesTrue, what, met)
    } catch (cause) {
      throw new GuaranteeBroken((cause as Error).message)
    }
  }

  /** For those who speak beside their work, so that nothing vouches for their last word: a quiet while. */
  async hush(): Promise<void> {
    await pause(stretched(quiet.withoutAnswer))
  }

  /**
   * Whether a revision changed only because of what this window did to its workload: a template is recorded when the
   * workload is created or its template changed, and the record goes when the workload goes.
   */
  mentions({ what, object }: Change): boolean {
    const owner = object.metadata.ownerReferences?.[0]
    if (owner === undefined) return true
    const stays = this.objects(this.kind.plural).some(({ metadata }) => metadata.uid === owner.uid)
    const lost = what === 'deleted' || what === 'removed'
    const workload = `${this.kind.plural}/${owner.name}`
    const recorded = ['', ' created', ' changed spec.template'].some((deed) => this.accounted.has(workload + deed))
    return recorded && !(lost && stays)
  }

  /** Whether the scenario has spoken of this change. */
  accountedFor({ resource, name, what, fields }: Change): boolean {
    const object = `${resource}/${name}`
    if (this.accounted.has(object) || this.accounted.has(`${object} ${what}`)) return true
    return what === 'changed' && fields.every((field) => this.accounted.has(`${object} changed ${field}`))
  }

  /** Says in the trace what is about to be done, as a line of kubectl, and in which window. */
  did(text: string): void {
    this.trace.add({ kind: 'did', own: false, text: `kubectl -n ${this.namespace} ${text}` })
  }

  account(...names: string[]): void {
    for (const name of names) this.accounted.add(name)
  }

  manifest(name: string, replicas: number, fields: Record<string, unknown> = {}): Manifest {
    const claims =
      this.defaults.claims.length > 0 ? { volumeClaimTemplates: this.defaults.claims.map(claimTemplate) } : {}
    const manifest = workloadManifest(this.kind, name, replicas, claims)
    const spec = [this.defaults.fields, fields].reduce(merged, manifest['spec'] as Record<string, unknown>)
    return { ...manifest, spec }
  }

  async create(manifest: Manifest, resource: Resource = this.kind): Promise<void> {
    this.did(`create -f - <<< '${JSON.stringify(manifest)}'`)
    const name = String(manifest.metadata.name)
    if (resource === this.kind) this.manifests.set(name, manifest)
    this.account(`${resource.plural}/${name} created`)
    await this.attempt(() => this.api.create(resource, this.namespace, manifest))
    if (!this.lastAnswer)
      await awaitTrace(
        this.trace,
        waits.fencePasses,
        `${name} is seen`,
        () => this.object(resource.plural, name) !== undefined || !this.#watches(resource),
      )
  }

  /** Runs a request whose refusal is an answer, kept for a later Then and unforgiven if no Then asks. */
  async attempt(request: () => Promise<unknown>): Promise<void> {
    this.lastAnswer = undefined
    try {
      await request()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.lastAnswer = error
      this.trace.add({ kind: 'answered', text: error.message, code: error.code, status: error.status })
    }
  }

  #unhold(name: string): Promise<unknown> {
    const ref = { resource: resources.claims, namespace: this.namespace, name }
    return this.api.patch(ref, 'merge', { metadata: { finalizers: null } })
  }

  #watches(resource: Resource): boolean {
    return [this.kind.plural, 'pods', 'persistentvolumeclaims', 'controllerrevisions'].includes(resource.plural)
  }
}

const isDeed = (entry: { kind: string; own?: boolean }) => entry.kind === 'did' && !entry.own
