import { type KubeObject, type Manifest, type Resource, resources } from '../client/index.ts'
import { type Named, spokenName } from '../judge/index.ts'
import type { Recorded } from '../observe/trace.ts'
import { type Actions, resourceOf } from './actions.ts'
import { copyOf, type Fields } from './copy.ts'
import { HarnessError } from './errors.ts'
import { RUN_LABEL } from './labels.ts'

type Body = Readonly<Record<string, unknown>>

/** The actions on objects other than a workload and its Pods, and patches of any object. */
export class Objects {
  readonly #actions: Actions
  readonly #workload: Resource
  readonly #trace: Recorded

  /** Namespaces that the scenario has created beside its own. */
  readonly namespaces = new Set<string>()
  readonly #run: string

  constructor(actions: Actions, workload: Resource, trace: Recorded, run: string) {
    this.#actions = actions
    this.#workload = workload
    this.#trace = trace
    this.#run = run
  }

  /** @throws HarnessError if the cluster refuses what the scenario needs. */
  async provide(manifest: Manifest): Promise<void> {
    const resource = resources.resourceOfKind(manifest.kind)
    if (!resource)
      throw new HarnessError(`the suite cannot create a ${manifest.kind}: name it in steps/client/resources.ts`)
    const refusal = await this.#actions.create(
      resource,
      resource === resources.namespaces ? this.#own(manifest) : manifest,
    )
    if (refusal) throw new HarnessError(`the cluster refused what the scenario needs: ${refusal.message}`)
  }

  async delete(named: Named): Promise<void> {
    await this.#actions.delete(this.#subject(named))
  }

  /** A namespace as one of the suite, so that it goes with the scenario, or later by its label. */
  #own(manifest: Manifest): Manifest {
    this.namespaces.add(String(manifest.metadata.name))
    return { ...manifest, metadata: { ...manifest.metadata, labels: { [RUN_LABEL]: this.#run } } }
  }

  /** A JSON merge patch. */
  async patch(named: Named, body: Body): Promise<void> {
    await this.#actions.patch(this.#subject(named), 'merge', body)
  }

  /** Creates another object like the last version seen of one, which may be gone, with other fields. */
  async copy(named: Named, fields: Fields): Promise<void> {
    await this.provide(copyOf(this.#lastSeen(named), fields))
  }

  /** As kubectl rolls a workload back: by a strategic merge patch that is the data of the revision. */
  async rollBack(workload: string, revision: string): Promise<void> {
    const { data } = this.#lastSeen({ what: 'revision', name: revision }) as KubeObject & { data: Body }
    await this.#actions.patch({ resource: this.#workload, name: workload }, 'strategic', data)
  }

  #subject(named: Named) {
    const resource = resourceOf(named.what, this.#workload)
    return { resource, name: named.what === 'revision' ? this.#lastSeen(named).metadata.name : named.name }
  }

  #lastSeen({ what, name }: Named): KubeObject {
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
