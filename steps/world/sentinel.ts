import {
  type Api,
  conditionIsTrue,
  isGone,
  type KubeObject,
  type Manifest,
  type Resource,
  resources,
} from '../client/index.ts'
import { awaitTrace, HistoryLost } from '../observe/await-trace.ts'
import { Trace } from '../observe/trace.ts'
import { startWatcher, type Watcher, type WatchScope } from '../observe/watcher.ts'
import { monotonic, timestamp, type Wait, waits } from '../patience/index.ts'
import { endNamespace } from './end-namespace.ts'
import { HarnessError } from './errors.ts'
import { marks, READINESS_GATE } from './labels.ts'
import { type WorkloadSetting, workloadManifest } from './manifest.ts'
import { whyNoPod, whyNotReady } from './reasons.ts'
import { findRestless } from './restlessness.ts'
import { managersIn } from './status-managers.ts'

const NAME = 'sentinel'

/** The inputs of the sentinel: kind and image of its workload, and the capabilities of the target. */
export interface SentinelSetting extends WorkloadSetting {
  readonly capabilities: readonly string[]
}

interface View {
  readonly trace: Trace
  readonly watchers: readonly Watcher[]
}

function openView(api: Api, kind: Resource, place: WatchScope): View {
  const began = monotonic()
  const trace = new Trace(() => monotonic() - began)
  return { trace, watchers: [kind, resources.pods].map((resource) => startWatcher(api, trace, resource, place)) }
}

/**
 * A workload of the kind under certification that no scenario touches. It shows that a controller is at work at all,
 * and later that the controller has seen everything up to now: the controller reads Pods from one ordered stream, so
 * once it reports a change of the sentinel's Pod, it has seen every earlier change of any Pod.
 *
 * A controller that makes a Pod or writes a status is at work. One that does not report the change of the Pod answers
 * wrongly, which is for scenarios to judge: it is not asked again. Nor is one that changes the sentinel again and again, and
 * the sentinel is deleted: the cluster would not come to rest in any scenario.
 */
export class Sentinel {
  readonly #api: Api
  readonly #kind: Resource
  readonly #namespace: string
  readonly #answers: Wait
  #view: View
  #ready = true
  #answering = true
  #isUnconfirmed = false
  #queue: Promise<unknown> = Promise.resolve()

  private constructor(api: Api, { kind, capabilities }: SentinelSetting, place: WatchScope) {
    this.#api = api
    this.#kind = kind
    this.#answers = capabilities.includes('kubelet') ? waits.sentinelRecovers : waits.sentinelAnswers
    this.#namespace = place.namespace
    this.#view = this.#open(place)
  }

  /** @throws HarnessError if no controller is at work, or the sentinel's Pod does not run. */
  static async start(api: Api, setting: SentinelSetting, place: WatchScope): Promise<Sentinel> {
    const sentinel = new Sentinel(api, setting, place)
    try {
      await sentinel.#create(setting)
      return sentinel
    } catch (error) {
      sentinel.stop()
      throw error
    }
  }

  /** True if the controller has reported every change of the sentinel's Pod up to now. */
  get answering(): boolean {
    return this.#answering
  }

  /**
   * Resolves with true when the controller has reported a change of the sentinel's Pod that was made after the call,
   * with false if it has not in its time, and at once if it has not before.
   */
  probe(): Promise<boolean> {
    const probing = this.#queue.catch(() => {}).then(() => (this.#answering ? this.#toggle() : false))
    this.#queue = probing
    return probing
  }

  /**
   * A controller that starts takes all workloads of the cluster, in any order, and the sentinel among them: only its second
   * answer shows that the others have had their turn.
   */
  async caughtUp(): Promise<void> {
    if (await this.probe()) await this.probe()
  }

  /** Who writes the status of the sentinel, by field manager. */
  async statusManagers(): Promise<string[]> {
    return managersIn(await this.#api.get({ resource: this.#kind, namespace: this.#namespace, name: NAME }))
  }

  /** To be called when another watch has lost history: the sentinel's watches may have lost it too, not knowing yet. */
  invalidate(): void {
    this.#isUnconfirmed = true
  }

  /**
   * Watches anew if the sentinel's watches have or may have lost history: that is a harness error of the scenarios which
   * were running, not of those to come.
   */
  async restart(): Promise<void> {
    if (!this.#isUnconfirmed && !this.#view.trace.gap) return
    this.#isUnconfirmed = false
    this.stop()
    this.#view = this.#open({ namespace: this.#namespace })
    await this.#opened()
  }

  stop(): void {
    for (const watcher of this.#view.watchers) watcher.stop()
  }

  /** Stops watching and deletes the sentinel with its namespace. */
  dispose(): Promise<void> {
    this.stop()
    return endNamespace(this.#api, this.#namespace, this.#kind, [NAME])
  }

  #open(place: WatchScope): View {
    const view = openView(this.#api, this.#kind, place)
    const loop = findRestless(view.trace, { marks })
    const unfollow = view.trace.follow(() => {
      if (loop() === undefined) return
      unfollow()
      this.#answering = false
      const sentinel = { resource: this.#kind, namespace: this.#namespace, name: NAME }
      this.#api.remove(sentinel).catch(() => {})
    })
    return view
  }

  #opened(): Promise<unknown> {
    return Promise.all(this.#view.watchers.map(({ opened }) => opened))
  }

  async #create(setting: WorkloadSetting): Promise<void> {
    const { kind } = setting
    await this.#opened()
    const manifest: Manifest = workloadManifest(setting, NAME, 1)
    await this.#api.create(kind, this.#namespace, manifest)
    const noAnswer = `no controller answers for ${kind.kind} (${kind.group}/${kind.version}): is one running, and does it watch this cluster?`
    const atWork = () => this.#pod() !== undefined || this.#workload()?.status?.['observedGeneration'] !== undefined
    await this.#await(waits.sentinelCreated, 'the sentinel has a Pod or a status', atWork, () =>
      whyNoPod(this.#api, this.#namespace, noAnswer),
    )
    if (!this.#pod())
      await this.#await(waits.sentinelCreated, 'the sentinel has a Pod', () => this.#pod() !== undefined)
    if (!this.#pod()) return
    if (!(await this.#setGate(true))) return
    const reported = () => this.#reported() === 1
    await this.#await(
      waits.sentinelReady,
      'the sentinel’s Pod is ready',
      () => this.#isReady() || this.#isPodDeleted(),
      async () => whyNotReady(this.#pod(), noAnswer),
    )
    if (this.#isPodDeleted()) this.#answering = false
    else await this.#await(this.#answers, 'the sentinel reports one ready Pod', reported)
  }

  async #toggle(): Promise<boolean> {
    this.#ready = !this.#ready
    if (!(await this.#setGate(this.#ready))) {
      this.#answering = false
      return false
    }
    const count = this.#ready ? 1 : 0
    return this.#await(this.#answers, `the sentinel reports ${count} ready Pods`, () => this.#reported() === count)
  }

  /** @returns false if the controller has taken the Pod away. Whatever it has named it, it is the sentinel's. */
  async #setGate(ready: boolean): Promise<boolean> {
    const condition = { type: READINESS_GATE, status: ready ? 'True' : 'False', lastTransitionTime: timestamp() }
    const name = this.#pod()?.metadata.name ?? `${NAME}-0`
    const ref = { resource: resources.pods, namespace: this.#namespace, name, subresource: 'status' }
    this.#view.trace.add({ kind: 'action', own: false, verb: 'patch', resource: 'pods', name, subresource: 'status' })
    try {
      await this.#api.patch(ref, 'strategic', { status: { conditions: [condition] } })
      return true
    } catch (error) {
      if (isGone(error)) return false
      throw error
    }
  }

  #workload(): KubeObject | undefined {
    return this.#view.trace.objects(this.#kind.plural)[0]
  }

  #pod(): KubeObject | undefined {
    return this.#view.trace.objects('pods')[0]
  }

  #isReady(): boolean {
    const pod = this.#pod()
    return pod !== undefined && conditionIsTrue(pod, 'Ready')
  }

  /** Whether the controller has deleted the Pod. */
  #isPodDeleted(): boolean {
    return this.#view.trace.entries.some(
      (entry) =>
        entry.kind === 'seen' &&
        entry.resource === 'pods' &&
        (entry.type === 'DELETED' || entry.object.metadata.deletionTimestamp !== undefined),
    )
  }

  /** The number of ready Pods in the status, once the Pod itself is as the gate asks. */
  #reported(): number {
    const pod = this.#pod()
    const follows = pod && conditionIsTrue(pod, 'Ready') === this.#ready
    return follows ? Number(this.#workload()?.status?.['readyReplicas'] ?? 0) : Number.NaN
  }

  /** @throws HarnessError with what `explain` says; without it the controller counts as not answering. */
  async #await(wait: Wait, what: string, met: () => boolean, explain?: () => Promise<string>): Promise<boolean> {
    try {
      await awaitTrace(this.#view.trace, wait, what, met)
      return true
    } catch (cause) {
      if (cause instanceof HistoryLost) throw new HarnessError(`of the sentinel, ${cause.message}`, { cause })
      if (explain) throw new HarnessError(`${await explain()}\n${(cause as Error).message}`, { cause })
      this.#answering = false
      return false
    }
  }
}
