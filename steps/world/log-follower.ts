import { type Api, type KubeObject, resources } from '../client/index.ts'
import { awaitTrace } from '../observe/await-trace.ts'
import type { Trace } from '../observe/trace.ts'
import { waits } from '../patience/index.ts'

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

  /** Follows a Pod once its container runs, if it is not followed yet. */
  async follow(name: string): Promise<void> {
    const running = () =>
      this.#trace
        .objects('pods')
        .find(({ metadata, status }) => metadata.name === name && status?.['phase'] === 'Running')
    await awaitTrace(this.#trace, waits.containerRuns, `Pod ${name} runs`, () => running() !== undefined)
    const pod = running() as KubeObject
    if (!this.#followed.has(pod.metadata.uid)) void this.#read(pod)
  }

  stop(): void {
    for (const abort of this.#followed.values()) abort.abort()
  }

  async #read({ metadata: { name, uid } }: KubeObject): Promise<void> {
    const abort = new AbortController()
    this.#followed.set(uid, abort)
    try {
      const ref = { resource: resources.pods, namespace: this.#namespace, name }
      for await (const line of await this.#api.log(ref, abort.signal))
        this.#trace.add({ kind: 'said', pod: name, uid, line })
    } catch (error) {
      if (abort.signal.aborted) return
      // A wait for a line reports that it did not come; this error is the reason.
      this.#trace.add({ kind: 'answered', text: `the log of ${name}: ${(error as Error).message}`, code: 0 })
    }
  }
}
