import { resources } from '../client/index.ts'
import { foundBy } from '../observe/facts/said.ts'
import { waits } from '../patience/index.ts'
import { Listener } from './listener.ts'
import { witnessManifest } from './manifest.ts'
import { ObservedWorld } from './observed-world.ts'

/** What a scenario hears: the words of containers, where there are kubelets to run them. */
export class HearingWorld extends ObservedWorld {
  #listener: Listener | undefined
  readonly #witnesses = new Map<string, Promise<void>>()

  get #ears(): Listener {
    this.#listener ??= new Listener(this.api, this.namespace, this.trace)
    return this.#listener
  }

  /**
   * Has a Pod of the suite ask the cluster's DNS for a name of this namespace, from now on until the scenario ends.
   * @returns the name in full, as the answers in the trace bear it
   */
  async lookUp(name: string): Promise<string> {
    const full = `${name}.${this.namespace}.svc`
    const witness = this.#witnesses.get(full) ?? this.#send(`conformance-witness-${this.#witnesses.size}`, full)
    this.#witnesses.set(full, witness)
    await witness
    return full
  }

  /** What a Pod found in its volumes when it began, each entry by its writer. */
  async findings(name: string): Promise<NonNullable<ReturnType<typeof foundBy>>> {
    const { metadata } = await this.#ears.listen(name)
    const found = () => foundBy(this.trace, metadata.uid)
    await this.await(waits.containerSpeaks, `Pod ${name} has looked into its volumes`, () => found() !== undefined)
    return found() ?? []
  }

  override async leave(): Promise<void> {
    this.#listener?.stop()
    await super.leave()
  }

  async #send(witness: string, name: string): Promise<void> {
    const manifest = witnessManifest(this.session.parameters.image, witness, ['watch-dns', name])
    await this.api.create(resources.pods, this.namespace, manifest)
    await this.#ears.listen(witness)
  }
}
