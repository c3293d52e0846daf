import { type Api, ApiError, type KubeObject, resources } from '../client/index.ts'
import { awaitTrace } from '../observe/await-trace.ts'
import type { Trace } from '../observe/trace.ts'
import { waits } from '../patience/index.ts'

/** Follows what containers print into the trace, so that waiting for a word of theirs is waiting for an entry. */
export class Listener {
  readonly #api: Api
  readonly #namespace: string
  readonly #trace: Trace
  readonly #heard = new Map<string, AbortController>()

  constructor(api: Api, namespace: string, trace: Trace) {
    this.#api = api
    this.#namespace = namespace
    this.#trace = trace
  }

  /** Begins to listen to a Pod once its container runs; a Pod that is listened to already goes on. */
  async listen(name: string): Promise<KubeObject> {
    const running = () =>
      this.#trace
        .objects('pods')
        .find(({ metadata, status }) => metadata.name === name && status?.['phase'] === 'Running')
    await awaitTrace(this.#trace, waits.containerRuns, `Pod ${name} runs`, () => running() !== undefined)
    const pod = running() as KubeObject
    if (!this.#heard.has(pod.metadata.uid)) void this.#follow(pod)
    return pod
  }

  stop(): void {
    for (const abort of this.#heard.values()) abort.abort()
  }

  async #follow({ metadata: { name, uid } }: KubeObject): Promise<void> {
    const abort = new AbortController()
    this.#heard.set(uid, abort)
    try {
      const ref = { resource: resources.pods, namespace: this.#namespace, name }
      for await (const line of await this.#api.log(ref, abort.signal))
        this.#trace.add({ kind: 'said', pod: name, uid, line })
    } catch (error) {
      if (abort.signal.aborted) return
      // Whoever waits for a word will say that it did not come; this says why.
      const code = error instanceof ApiError ? error.code : 0
      this.#trace.add({ kind: 'answered', text: `the log of ${name}: ${(error as Error).message}`, code })
    }
  }
}
