import {
  apiVersion,
  isCustom,
  type KubeObject,
  type Manifest,
  type OwnerReference,
  type Resource,
  resources,
} from '../client/index.ts'
import { type NamedObject, spokenName } from '../judge/index.ts'
import type { Recorded } from '../observe/trace.ts'
import { type Actions, resourceOf } from './actions.ts'
import { copyOf, type Fields } from './copy.ts'
import { HarnessError } from './errors.ts'
import { RUN_LABEL } from './labels.ts'
import { writtenRequest } from './written-request.ts'

type Body = Readonly<Record<string, unknown>>

/** The uid of an object that is long gone. */
const NOBODY = '00000000-0000-4000-8000-000000000000'

/** Without what only a strategic merge patch understands. */
const withoutDirectives = (data: Body): Body =>
  JSON.parse(JSON.stringify(data, (key, value) => (key === '$patch' ? undefined : value)))

/** The actions on objects other than a workload and its Pods, and patches of any object. */
export class Objects {
  readonly #actions: Actions
  readonly #workload: Resource
  readonly #trace: Recorded
  readonly #configMaps = new Set<string>()

  /** Namespaces that the scenario has created beside its own. */
  readonly namespaces = new Set<string>()
  readonly #run: string

  constructor(actions: Actions, workload: Resource, trace: Recorded, run: string) {
    this.#actions = actions
    this.#workload = workload
    this.#trace = trace
    this.#run = run
  }

  /** Creates an object that the scenario needs. @throws HarnessError if the kind is unknown or the cluster refuses it */
  async provide(manifest: Manifest): Promise<void> {
    const resource = resources.resourceOfKind(manifest.kind)
    if (!resource)
      throw new HarnessError(`the suite cannot create a ${manifest.kind}: name it in steps/client/resources.ts`)
    const refusal = await this.#actions.create(
      resource,
      resource === resources.namespaces ? this.#marked(manifest) : manifest,
    )
    if (refusal) throw new HarnessError(`the cluster refused what the scenario needs: ${refusal.message}`)
  }

  /** Without a propagation policy. A refusal is recorded, not thrown. */
  async delete(named: NamedObject): Promise<void> {
    await this.#actions.delete(this.#subject(named))
  }

  /** A namespace as one of the suite, so that it goes with the scenario, or later by its label. */
  #marked(manifest: Manifest): Manifest {
    this.namespaces.add(String(manifest.metadata.name))
    return { ...manifest, metadata: { ...manifest.metadata, labels: { [RUN_LABEL]: this.#run } } }
  }

  /**
   * Adds an owner reference to an object, beside those that it has; the owner need not exist any more.
   * @param ownership `controls` sets `controller: true`, `owns` does not
   */
  async addOwner(owner: string, ownership: string, { what, name }: NamedObject): Promise<void> {
    const dependent = this.#subject({ what, name })
    const { ownerReferences = [] } = (await this.#actions.read(dependent)).metadata
    const reference = { ...(await this.#reference(owner)), controller: ownership === 'controls' }
    const others = ownerReferences.filter(({ uid }) => uid !== reference.uid)
    await this.#actions.patch(dependent, 'merge', { metadata: { ownerReferences: [...others, reference] } })
  }

  /** Of `web`, `Pod web-1`, `a former StatefulSet web`, or `ConfigMap keeper`, which is created. */
  async #reference(owner: string): Promise<Pick<OwnerReference, 'apiVersion' | 'kind' | 'name' | 'uid'>> {
    const [, former, what = 'StatefulSet', name = ''] = /^(a former )?(?:(\w+) )?(\S+)$/.exec(owner) ?? []
    const resource = resourceOf(what, this.#workload)
    if (what === 'ConfigMap' && !this.#configMaps.has(name)) {
      this.#configMaps.add(name)
      await this.#actions.create(resource, { apiVersion: 'v1', kind: what, metadata: { name } })
    }
    const uid = former ? NOBODY : (await this.#actions.read({ resource, name })).metadata.uid
    return { apiVersion: apiVersion(resource), kind: resource.kind, name, uid }
  }

  /** Sends a JSON merge patch of the object, or of a subresource. A refusal is recorded, not thrown. */
  async patch(named: NamedObject, body: Body, subresource?: string): Promise<void> {
    const part = subresource === undefined ? {} : { subresource }
    await this.#actions.patch({ ...this.#subject(named), ...part }, 'merge', body)
  }

  /** A request as it is written, below the namespace of the scenario. */
  async send(text: string): Promise<void> {
    await this.#actions.send(writtenRequest(text, this.#workload))
  }

  /** Creates another object like the last version seen of one, which may be gone, with other fields. */
  async copy(named: NamedObject, fields: Fields): Promise<void> {
    await this.provide(copyOf(this.#lastSeen(named), fields))
  }

  /**
   * As `kubectl rollout undo` does: sends the data of the revision as a strategic merge patch, or, where the API server has
   * none for the kind, as a merge patch.
   */
  async rollBack(workload: string, revision: string): Promise<void> {
    const { data } = this.#lastSeen({ what: 'revision', name: revision }) as KubeObject & { data: Body }
    const subject = { resource: this.#workload, name: workload }
    if (isCustom(this.#workload)) await this.#actions.patch(subject, 'merge', withoutDirectives(data))
    else await this.#actions.patch(subject, 'strategic', data)
  }

  #subject(named: NamedObject) {
    const resource = resourceOf(named.what, this.#workload)
    return { resource, name: named.what === 'revision' ? this.#lastSeen(named).metadata.name : named.name }
  }

  #lastSeen({ what, name }: NamedObject): KubeObject {
    const { plural } = resourceOf(what, this.#workload)
    const isMeant = (object: KubeObject) => object.metadata.name === name || spokenName(what, object) === name
    const now = this.#trace.objects(plural).find(isMeant)
    const seen = this.#trace.entries.findLast(
      (entry) => entry.kind === 'seen' && entry.resource === plural && isMeant(entry.object),
    )
    const object = now ?? (seen?.kind === 'seen' ? seen.object : undefined)
    if (object) return object
    throw new HarnessError(`there is no ${what} ${name} to act upon, and there was none`)
  }
}
