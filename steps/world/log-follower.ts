import { type Api, type KubeObject, resources } from '../client/index.ts'
import { awaitTrace } from '../observe/await-trace.ts'
import type { Trace } from '../observe/trace.ts'
import { alarm, stretched, waits } from '../patience/index.ts'

/** A Pod whose output is followed. */
type Followed = Pick<KubeObject['metadata'], 'name' | 'uid'>

/** Follows what containers print into the trace, so that waiting for a line of theirs is waiting for an entry. */
export class LogFollower {
  readonly #api: Api
  readonly #namespace: string
  readonly #trace: Trace
  readonly #followed = new Map<string, AbortController>()

  constructor(api: Api, namespace: string, trace: Trace) {
    this.#api = api
    this.#namespace = namespace
    this.#trace = trace
  }

  /**
   * Follows a Pod once it is Running, if it is not followed yet. With `take` its lines go there instead of into the trace.
   * @throws Error if it does not run within `waits.containerRuns`
   */
  async follow(name: string, take?: (line: string) => void): Promise<void> {
    const running = () =>
      this.#trace
        .objects('pods')
        .find(({ metadata, status }) => metadata.name === name && status?.['phase'] === 'Running')
    await awaitTrace(this.#trace, waits.containerRuns, `Pod ${name} runs`, () => running() !== undefined)
    const { metadata } = running() as KubeObject
    if (!this.#followed.has(metadata.uid)) void this.#read(metadata, this.#namespace, take)
  }

  /** The same for a Pod of another namespace, whose objects the trace does not have. */
  async followIn(namespace: string, name: string): Promise<void> {
    const abort = new AbortController()
    const cancel = alarm(stretched(waits.containerRuns.ms), () =>
      abort.abort(new Error(`Pod ${name} of ${namespace} does not run`)),
    )
    try {
      for await (const { object } of await this.#api.watch(resources.pods, namespace, undefined, abort.signal)) {
        if (object.metadata.name !== name || object.status?.['phase'] !== 'Running') continue
        if (!this.#followed.has(object.metadata.uid)) void this.#read(object.metadata, namespace)
        return
      }
    } finally {
      cancel()
      abort.abort()
    }
  }

  stop(): void {
    for (const abort of this.#followed.values()) abort.abort()
  }

  async #read({ name, uid }: Followed, namespace: string, take?: (line: string) => void): Promise<void> {
    const abort = new AbortController()
    this.#followed.set(uid, abort)
    const say = take ?? ((line: string) => void this.#trace.add({ kind: 'said', pod: name, uid, line }))
    try {
      const ref = { resource: resources.pods, namespace, name }
      for await (const line of await this.#api.log(ref, abort.signal)) say(line)
    } catch (error) {
      if (abort.signal.aborted) return
      // A wait for a line reports that it did not come; this error is the reason.
      this.#trace.add({ kind: 'answered', text: `the log of ${name}: ${(error as Error).message}`, code: 0 })
    }
  }
}
