import { type Api, resources } from '../client/index.ts'
import type { Trace } from '../observe/trace.ts'
import { LogFollower } from './log-follower.ts'
import { probePodManifest } from './manifest.ts'

/** The output of containers, on targets with kubelets. */
export class ContainerOutput {
  readonly #api: Api
  readonly #namespace: string
  readonly #image: string
  readonly #follower: LogFollower
  readonly #probes = new Map<string, Promise<void>>()

  constructor(api: Api, trace: Trace, { namespace, image }: { namespace: string; image: string }) {
    this.#api = api
    this.#namespace = namespace
    this.#image = image
    this.#follower = new LogFollower(api, namespace, trace)
  }

  /** Has a Pod of the suite ask the DNS of the cluster for a full name, from now on until the scenario ends. */
  async lookUp(name: string): Promise<void> {
    const probe = this.#probes.get(name) ?? this.#start(`conformance-dns-${this.#probes.size}`, name)
    this.#probes.set(name, probe)
    await probe
  }

  /** Follows what these Pods print. */
  async follow(names: readonly string[]): Promise<void> {
    for (const name of names) await this.#follower.follow(name)
  }

  stop(): void {
    this.#follower.stop()
  }

  async #start(probe: string, name: string): Promise<void> {
    await this.#api.create(resources.pods, this.#namespace, probePodManifest(this.#image, probe, ['watch-dns', name]))
    await this.#follower.follow(probe)
  }
}
