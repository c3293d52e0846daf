import type { Manifest } from '../client/index.ts'
import type { Header } from '../observe/trace.ts'
import { waits } from '../patience/index.ts'
import type { Actions } from './actions.ts'
import { HarnessError } from './errors.ts'
import { claimTemplate, merged, type WorkloadSetting, withContainers, workloadManifest } from './manifest.ts'
import type { Observation } from './observation.ts'

type Fields = Record<string, unknown>

/** The workloads of a scenario: what they are made of, and the actions upon them. */
export class Workloads {
  /** Merged into each workload that the scenario creates. */
  readonly defaults = { fields: {} as Fields, claims: [] as string[], container: {} as Fields }
  readonly #setting: WorkloadSetting
  readonly #kind: Header['kind']
  readonly #actions: Actions
  readonly #observation: Observation
  readonly #created = new Map<string, Manifest>()

  constructor(setting: WorkloadSetting, actions: Actions, observation: Observation) {
    this.#setting = setting
    this.#kind = setting.kind
    this.#actions = actions
    this.#observation = observation
  }

  /**
   * Creates one with the scenario's defaults; `fields` are merged into its spec. Resolves when the watch shows it, or at once
   * if the server refused it, which is recorded, not thrown.
   */
  async create(name: string, replicas: number, fields: Fields = {}): Promise<void> {
    const { claims, fields: common, container } = this.defaults
    const templates = claims.length > 0 ? { volumeClaimTemplates: claims.map(claimTemplate) } : {}
    const manifest = workloadManifest(this.#setting, name, replicas, templates)
    const spec = [common, fields].reduce(merged, manifest['spec'] as Fields)
    await this.#send({ ...manifest, spec: withContainers(spec, container) })
  }

  /** Creates a new object from the manifest that it was created with. @throws HarnessError if it was not */
  async createAgain(name: string): Promise<void> {
    const manifest = this.#created.get(name)
    if (!manifest) throw new HarnessError(`StatefulSet ${name} was not created before in this scenario`)
    await this.#send(manifest)
  }

  /** Patches the scale subresource. A refusal is recorded, not thrown; so it is of `change` and `delete`. */
  async scale(name: string, replicas: number): Promise<void> {
    await this.#actions.patch({ ...this.#subject(name), subresource: 'scale' }, 'merge', { spec: { replicas } })
  }

  /** Merges `spec` into the spec: a JSON merge patch. */
  async change(name: string, spec: Fields): Promise<void> {
    await this.#actions.patch(this.#subject(name), 'merge', { spec })
  }

  /** @param propagation Background, Foreground or Orphan */
  async delete(name: string, propagation: string): Promise<void> {
    await this.#actions.delete(this.#subject(name), { propagation })
  }

  #subject(name: string) {
    return { resource: this.#kind, name }
  }

  async #send(manifest: Manifest): Promise<void> {
    const name = String(manifest.metadata.name)
    this.#created.set(name, manifest)
    const refusal = await this.#actions.create(this.#kind, manifest)
    if (refusal) return
    await this.#observation.await(
      waits.barrierPasses,
      `${name} is seen`,
      () => this.#observation.object(this.#kind, name) !== undefined,
    )
  }
}
