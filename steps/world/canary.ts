import { type Api, conditionIsTrue, type KubeObject, type Manifest, type Resource, resources } from '../client/index.ts'
import { awaitTrace, HistoryLost } from '../observe/await-trace.ts'
import { Trace } from '../observe/trace.ts'
import { type Place, startWatcher, type Watcher } from '../observe/watcher.ts'
import { monotonic, timestamp, type Wait, waits } from '../patience/index.ts'
import { endNamespace } from './end-namespace.ts'
import { HarnessError } from './errors.ts'
import { READINESS_GATE } from './labels.ts'
import { type WorkloadSetting, workloadManifest } from './manifest.ts'
import { whyUnborn, whyUnready } from './reasons.ts'

const NAME = 'canary'

/** What the canary is made of, and what the target can do. */
export interface CanarySetting extends WorkloadSetting {
  readonly capabilities: readonly string[]
}

interface Sight {
  readonly trace: Trace
  readonly watchers: readonly Watcher[]
}

function lookAt(api: Api, kind: Resource, place: Place): Sight {
  const began = monotonic()
  const trace = new Trace(() => monotonic() - began)
  return { trace, watchers: [kind, resources.pods].map((resource) => startWatcher(api, trace, resource, place)) }
}

/**
 * A workload of the kind under test that no scenario touches. It shows that a controller is at work at all, and
 * later that the controller has seen everything up to now: the controller reads Pods from one ordered stream, so
 * once it reports a change of the canary's Pod, it has seen every earlier change of any Pod.
 */
export class Canary {
  readonly #api: Api
  readonly #kind: Resource
  readonly #namespace: string
  readonly #reacts: Wait
  #sight: Sight
  #ready = true
  #doubted = false
  #queue: Promise<void> = Promise.resolve()

  private constructor(api: Api, { kind, capabilities }: CanarySetting, place: Place) {
    this.#api = api
    this.#kind = kind
    this.#reacts = capabilities.includes('kubelet') ? waits.canaryRecovers : waits.canaryReacts
    this.#namespace = place.namespace
    this.#sight = lookAt(api, kind, place)
  }

  /** @throws HarnessError if no controller makes the canary's Pod ready in time. */
  static async hatch(api: Api, setting: CanarySetting, place: Place): Promise<Canary> {
    const canary = new Canary(api, setting, place)
    try {
      await canary.#live(setting)
      return canary
    } catch (error) {
      canary.stop()
      throw error
    }
  }

  /** Resolves when the controller has reported a change of the canary's Pod that was made after the call. */
  react(): Promise<void> {
    this.#queue = this.#queue.catch(() => {}).then(() => this.#flip())
    return this.#queue
  }

  /** To be called when another watch has lost history: those of the canary may yet be told that they have, too. */
  doubt(): void {
    this.#doubted = true
  }

  /**
   * Looks afresh if the canary was or may be lost sight of: that is a harness error of the scenarios which were at
   * work, not of those to come.
   */
  async regain(): Promise<void> {
    if (!this.#doubted && !this.#sight.trace.gap) return
    this.#doubted = false
    this.stop()
    this.#sight = lookAt(this.#api, this.#kind, { namespace: this.#namespace })
    await this.#opened()
  }

  stop(): void {
    for (const watcher of this.#sight.watchers) watcher.stop()
  }

  /** Stops looking and takes it away, with its namespace. */
  leave(): Promise<void> {
    this.stop()
    return endNamespace(this.#api, this.#namespace, this.#kind, [NAME])
  }

  #opened(): Promise<unknown> {
    return Promise.all(this.#sight.watchers.map(({ opened }) => opened))
  }

  async #live(setting: WorkloadSetting): Promise<void> {
    const { kind } = setting
    await this.#opened()
    const manifest: Manifest = workloadManifest(setting, NAME, 1)
    await this.#api.create(kind, this.#namespace, manifest)
    const silent = `no controller answers for ${kind.kind} (${kind.group}/${kind.version}): is one running, and does it watch this cluster?`
    const born = () => this.#pod() !== undefined
    await this.#await(waits.canaryBorn, 'the canary has a Pod', born, () =>
      whyUnborn(this.#api, this.#namespace, silent),
    )
    await this.#setGate(true)
    const reported = () => this.#reported() === 1
    await this.#await(waits.canaryReady, 'the canary reports one ready Pod', reported, async () =>
      whyUnready(this.#pod(), silent),
    )
  }

  async #flip(): Promise<void> {
    this.#ready = !this.#ready
    await this.#setGate(this.#ready)
    const count = this.#ready ? 1 : 0
    await this.#await(
      this.#reacts,
      `the canary reports ${count} ready Pods`,
      () => this.#reported() === count,
      async () => 'the controller has stopped answering',
    )
  }

  async #setGate(ready: boolean): Promise<void> {
    const condition = { type: READINESS_GATE, status: ready ? 'True' : 'False', lastTransitionTime: timestamp() }
    const ref = { resource: resources.pods, namespace: this.#namespace, name: `${NAME}-0`, subresource: 'status' }
    await this.#api.patch(ref, 'strategic', { status: { conditions: [condition] } })
  }

  #pod(): KubeObject | undefined {
    return this.#sight.trace.objects('pods')[0]
  }

  #reported(): number {
    const pod = this.#pod()
    const follows = pod && conditionIsTrue(pod, 'Ready') === this.#ready
    const status = this.#sight.trace.objects(this.#kind.plural)[0]?.status
    return follows ? Number(status?.['readyReplicas'] ?? 0) : Number.NaN
  }

  async #await(wait: Wait, what: string, met: () => boolean, blame: () => Promise<string>): Promise<void> {
    try {
      await awaitTrace(this.#sight.trace, wait, what, met)
    } catch (cause) {
      if (cause instanceof HistoryLost) throw new HarnessError(`of the canary, ${cause.message}`, { cause })
      throw new HarnessError(`${await blame()}\n${(cause as Error).message}`, { cause })
    }
  }
}
