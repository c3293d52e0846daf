import { type Api, resources } from '../client/index.ts'
import { RESOLVING_POD } from '../observe/facts/said.ts'
import type { Trace } from '../observe/trace.ts'
import { LogFollower } from './log-follower.ts'
import { probePodManifest } from './manifest.ts'

interface Setting {
  readonly namespace: string
  readonly otherNamespace: string
  readonly image: string
}

/** The output of containers, on targets with kubelets. */
export class ContainerOutput {
  readonly #api: Api
  readonly #setting: Setting
  readonly #follower: LogFollower
  readonly #probes = new Map<string, Promise<void>>()

  constructor(api: Api, trace: Trace, setting: Setting) {
    this.#api = api
    this.#setting = setting
    this.#follower = new LogFollower(api, setting.namespace, trace)
  }

  /** Has a Pod of the suite resolve a name as any program would, from now on until the scenario ends. */
  async resolve(name: string, place: keyof typeof RESOLVING_POD): Promise<void> {
    const key = `${place} ${name}`
    const pod = `${RESOLVING_POD[place]}-${this.#probes.size}`
    const isHere = place === 'the same namespace'
    const probe = this.#probes.get(key) ?? this.#start(pod, ['watch-dns', name], isHere)
    this.#probes.set(key, probe)
    await probe
  }

  /** Has a Pod of the suite send questions to the cluster's DNS, from now on until the scenario ends. */
  async ask(questions: readonly string[], take: (line: string) => void): Promise<void> {
    const pod = `conformance-asks-${this.#probes.size}`
    const key = questions.join(' ')
    const probe = this.#probes.get(key) ?? this.#start(pod, ['ask-dns', ...questions], true, take)
    this.#probes.set(key, probe)
    await probe
  }

  /** Follows what these Pods print. */
  async follow(names: readonly string[]): Promise<void> {
    for (const name of names) await this.#follower.follow(name)
  }

  stop(): void {
    this.#follower.stop()
  }

  async #start(pod: string, args: string[], isHere: boolean, take?: (line: string) => void): Promise<void> {
    const { namespace, otherNamespace, image } = this.#setting
    const place = isHere ? namespace : otherNamespace
    await this.#api.create(resources.pods, place, probePodManifest(image, pod, args))
    if (isHere) await this.#follower.follow(pod, take)
    else await this.#follower.followIn(place, pod)
  }
}
