import { ApiError, type Manifest, type Resource, resources } from '../client/index.ts'
import { awaitTrace } from '../observe/await-trace.ts'
import type { Change } from '../observe/changes.ts'
import { pause, quiet, stretched, timestamp, waits } from '../patience/index.ts'
import { HarnessError } from './errors.ts'
import { HearingWorld } from './hearing-world.ts'
import { READINESS_GATE } from './labels.ts'
import { claimTemplate, merged, withContainers, workloadManifest } from './manifest.ts'
import { type Named, resourceOf } from './named.ts'

type Fields = Record<string, unknown>

/** What a scenario expects of the workloads it creates, said by its Givens. */
interface Expectations {
  fields: Fields
  claims: string[]
  container: Fields
}

/** Besides the workload itself, what a controller of it makes. */
const MADE = [resources.pods, resources.claims, resources.revisions].map(({ plural }) => plural)

/**
 * The state of one scenario, and the only thing a step can reach. To what a scenario sees it adds what a scenario does:
 * each verb says in the trace what it is about to do, as a line of kubectl, accounts for what must follow, and does it.
 */
export class ConformanceWorld extends HearingWorld {
  readonly defaults: Expectations = { fields: {}, claims: [], container: {} }
  /** Manifests of the workloads as last created, to create them again. */
  readonly manifests = new Map<string, Manifest>()
  /** What the scenario has spoken of in this window: objects, or one kind of change or one changed field of an object. */
  readonly accounted = new Set<string>()
  /** The revision each workload had before its template was last changed. */
  readonly oldRevision = new Map<string, string>()
  lastAnswer: ApiError | undefined

  manifest(name: string, replicas: number, fields: Fields = {}): Manifest {
    const claims =
      this.defaults.claims.length > 0 ? { volumeClaimTemplates: this.defaults.claims.map(claimTemplate) } : {}
    const manifest = workloadManifest(this.session.parameters, name, replicas, claims)
    const spec = [this.defaults.fields, fields].reduce(merged, manifest['spec'] as Fields)
    return { ...manifest, spec: withContainers(spec, this.defaults.container) }
  }

  async create(manifest: Manifest, resource: Resource = this.kind): Promise<void> {
    const name = String(manifest.metadata.name)
    if (resource === this.kind) this.manifests.set(name, manifest)
    this.#did(`create -f - <<< ${quoted(manifest)}`)
    this.account(`${resource.plural}/${name} created`)
    await this.#attempt(() => this.api.create(resource, this.namespace, manifest))
    if (!this.lastAnswer)
      await awaitTrace(
        this.trace,
        waits.fencePasses,
        `${name} is seen`,
        () =>
          this.object(resource.plural, name) !== undefined || ![this.kind.plural, ...MADE].includes(resource.plural),
      )
  }

  /** Creates what the scenario needs besides the workload; here a refusal is no answer. */
  async provide(manifest: Manifest): Promise<void> {
    const resource = resources.resourceOfKind(manifest.kind)
    if (!resource)
      throw new HarnessError(`the suite cannot create a ${manifest.kind}: name it in steps/client/resources.ts`)
    await this.create(manifest, resource)
    if (this.lastAnswer)
      throw new HarnessError(`the cluster refused what the scenario needs: ${this.lastAnswer.message}`)
  }

  async scale(name: string, replicas: number): Promise<void> {
    this.#did(`scale ${this.kind.plural} ${name} --replicas=${replicas}`)
    this.account(`${this.kind.plural}/${name} changed spec.replicas`)
    const ref = { resource: this.kind, namespace: this.namespace, name, subresource: 'scale' }
    await this.#attempt(() => this.api.patch(ref, 'merge', { spec: { replicas } }))
  }

  /** Changes the spec of a workload, and with it perhaps the revision that its Pods shall run. */
  async change(name: string, spec: Fields): Promise<void> {
    this.oldRevision.set(name, String(this.workload(name)?.status?.['updateRevision']))
    this.account(...Object.keys(spec).map((field) => `${this.kind.plural}/${name} changed spec.${field}`))
    await this.#merge(this.kind, name, { spec })
  }

  async patch({ what, name }: Named, body: unknown): Promise<void> {
    const resource = resourceOf(what, this.kind)
    this.account(`${resource.plural}/${name}`)
    await this.#merge(resource, name, body)
  }

  async #merge(resource: Resource, name: string, body: unknown): Promise<void> {
    this.#did(`patch ${resource.plural} ${name} --type=merge -p ${quoted(body)}`)
    await this.#attempt(() => this.api.patch({ resource, namespace: this.namespace, name }, 'merge', body))
  }

  async deleteWorkload(name: string, propagationPolicy: string): Promise<void> {
    this.#did(`delete ${this.kind.plural} ${name} --cascade=${propagationPolicy.toLowerCase()} --wait=false`)
    this.account(`${this.kind.plural}/${name}`)
    const ref = { resource: this.kind, namespace: this.namespace, name }
    await this.#attempt(() => this.api.remove(ref, { propagationPolicy }))
  }

  /** Deletes what is not under test by itself: a Pod, a claim, a quota. */
  async delete({ what, name }: Named): Promise<void> {
    const resource = resourceOf(what, this.kind)
    this.#did(`delete ${resource.plural} ${name} --wait=false`)
    this.account(`${resource.plural}/${name} deleted`, `${resource.plural}/${name} removed`)
    await this.api.remove({ resource, namespace: this.namespace, name })
  }

  /** Grants or revokes the readiness gate of a Pod. */
  async setReady(name: string, ready: boolean): Promise<void> {
    this.need({ what: 'Pod', name })
    const conditions = [{ type: READINESS_GATE, status: ready ? 'True' : 'False' }]
    this.#didToStatus(name, { status: { conditions } })
    await this.keeper.setReady(name, ready)
  }

  /** Ends a Pod as Failed. A kubelet keeps a terminal phase; it is the change of readiness that makes it look. */
  async fail(name: string): Promise<void> {
    this.need({ what: 'Pod', name })
    const conditions = [{ type: READINESS_GATE, status: 'False', lastTransitionTime: timestamp() }]
    const body = { status: { phase: 'Failed', conditions } }
    this.#didToStatus(name, body)
    this.account(`pods/${name} deleted`, `pods/${name} removed`)
    const ref = { resource: resources.pods, namespace: this.namespace, name, subresource: 'status' }
    await this.api.patch(ref, 'strategic', body)
  }

  /** Takes the suite's finalizer off a Pod that lingers. */
  async letGo(name: string): Promise<void> {
    this.need({ what: 'Pod', name })
    this.#did(`patch pod ${name} --type=merge -p '{"metadata":{"finalizers":null}}'`)
    this.account(`pods/${name} removed`)
    await this.keeper.release(name)
  }

  /** Silences the node of a Pod, and waits until the cluster has marked the Pod for deletion, which is not the workload's deed. */
  async loseNodeOf(name: string): Promise<void> {
    const { metadata, spec } = this.need({ what: 'Pod', name })
    this.account(`pods/${name} deleted`, `pods/${name} removed`)
    await this.nodes.lose(String(spec?.['nodeName']))
    const marked = () =>
      this.objects('pods').some((pod) => pod.metadata.uid === metadata.uid && pod.metadata.deletionTimestamp)
    await this.await(waits.nodeIsMissed, `Pod ${name} is marked for deletion`, marked)
  }

  /** Brings the node of a Pod back, and waits until it has ended the Pod. */
  async returnNodeOf(name: string): Promise<void> {
    const { metadata, spec } = this.need({ what: 'Pod', name })
    this.account(`pods/${name} removed`)
    await this.nodes.restore(String(spec?.['nodeName']))
    const gone = () => !this.objects('pods').some((pod) => pod.metadata.uid === metadata.uid)
    await this.await(waits.nodeReturns, `Pod ${name} is gone`, gone)
  }

  /** Says that these may change in this window: `pods/web-0`, or for that alone `pods/web-0 deleted`, `… changed spec.replicas`. */
  account(...names: string[]): void {
    for (const name of names) this.accounted.add(name)
  }

  /** What changed in the window of the workload, its Pods, claims and revisions, and nobody has spoken of. */
  unaccounted(): Change[] {
    return [this.kind.plural, ...MADE]
      .flatMap((resource) => this.changes(resource))
      .filter((change) => !this.#accountedFor(change))
      .filter((change) => !(change.resource === 'controllerrevisions' && this.#records(change)))
  }

  /** For those who speak beside their work, so that nothing vouches for their last word: a quiet while. */
  async hush(): Promise<void> {
    await pause(stretched(quiet.withoutAnswer))
  }

  /**
   * Whether a revision changed only because of what this window did to its workload: a template is recorded when the
   * workload is created or its template changed, which a When has said, and the record goes when the workload goes.
   */
  #records({ what, object }: Change): boolean {
    const owner = object.metadata.ownerReferences?.[0]
    if (owner === undefined) return true
    const stays = this.objects(this.kind.plural).some(({ metadata }) => metadata.uid === owner.uid)
    const lost = what === 'deleted' || what === 'removed'
    const workload = `${this.kind.plural}/${owner.name}`
    const recorded = ['', ' created', ' changed spec.template'].some((deed) => this.accounted.has(workload + deed))
    return recorded && !(lost && stays)
  }

  #accountedFor({ resource, name, what, fields }: Change): boolean {
    const object = `${resource}/${name}`
    if (this.accounted.has(object) || this.accounted.has(`${object} ${what}`)) return true
    return what === 'changed' && fields.every((field) => this.accounted.has(`${object} changed ${field}`))
  }

  #did(text: string): void {
    this.trace.add({ kind: 'did', own: false, text: `kubectl -n ${this.namespace} ${text}` })
  }

  #didToStatus(name: string, body: unknown): void {
    this.#did(`patch pod ${name} --subresource=status --type=strategic -p ${quoted(body)}`)
  }

  /** Runs a request whose refusal is an answer, kept for a later Then and unforgiven if no Then asks. */
  async #attempt(request: () => Promise<unknown>): Promise<void> {
    this.lastAnswer = undefined
    try {
      await request()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.lastAnswer = error
      this.trace.add({ kind: 'answered', text: error.message, code: error.code, status: error.status })
    }
  }
}

/** JSON as a word of a shell. */
const quoted = (value: unknown): string => `'${JSON.stringify(value).replaceAll("'", "'\\''")}'`
