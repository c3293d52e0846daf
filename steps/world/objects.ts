import { type Manifest, type Resource, resources } from '../client/index.ts'
import type { Named } from '../judge/index.ts'
import { type Actions, resourceOf } from './actions.ts'
import { HarnessError } from './errors.ts'

/** The actions on objects other than a workload and its Pods, and patches of any object. */
export class Objects {
  readonly #actions: Actions
  readonly #workload: Resource

  constructor(actions: Actions, workload: Resource) {
    this.#actions = actions
    this.#workload = workload
  }

  /** @throws HarnessError if the cluster refuses what the scenario needs. */
  async provide(manifest: Manifest): Promise<void> {
    const resource = resources.resourceOfKind(manifest.kind)
    if (!resource)
      throw new HarnessError(`the suite cannot create a ${manifest.kind}: name it in steps/client/resources.ts`)
    const refusal = await this.#actions.create(resource, manifest)
    if (refusal) throw new HarnessError(`the cluster refused what the scenario needs: ${refusal.message}`)
  }

  async delete({ what, name }: Named): Promise<void> {
    await this.#actions.delete({ resource: resourceOf(what, this.#workload), name })
  }

  /** A JSON merge patch. */
  async patch({ what, name }: Named, body: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#actions.patch({ resource: resourceOf(what, this.#workload), name }, 'merge', body)
  }
}
