import { type Api, conditionOf, isGone, type Pod, resources } from '../client/index.ts'
import type { Trace, TraceEntry } from '../observe/trace.ts'
import { timestamp } from '../patience/index.ts'
import { LINGER_FINALIZER, READINESS_GATE } from './labels.ts'

/**
 * Plays the application inside the Pods: grants the readiness gate to every Pod unless the scenario withholds it,
 * and puts the suite's finalizer on Pods that shall linger. A strategic merge leaves the kubelet's conditions alone.
 */
export class Keeper {
  readonly #api: Api
  readonly #namespace: string
  readonly #trace: Trace
  readonly #withheld = new Map<string, 'never' | 'revoked'>()
  readonly #lingering = new Set<string>()
  readonly #pending = new Map<string, Promise<void>>()
  #failure: Error | undefined

  constructor(api: Api, namespace: string, trace: Trace) {
    this.#api = api
    this.#namespace = namespace
    this.#trace = trace
    trace.follow((entry) => this.#notice(entry))
  }

  withhold(name: string): void {
    this.#withheld.set(name, 'never')
  }

  linger(name: string): void {
    this.#lingering.add(name)
    const pod = this.#pod(name)
    if (pod) this.#consider(pod)
  }

  /** Lets a lingering Pod go: for the one that is there, not for its successors. The trace says so already. */
  async release(name: string): Promise<void> {
    this.#lingering.delete(name)
    const pod = this.#pod(name)
    if (!pod) return
    const finalizers = (pod.metadata.finalizers ?? []).filter((finalizer) => finalizer !== LINGER_FINALIZER)
    await this.#send(name, { type: 'merge', body: { metadata: { finalizers } }, uid: pod.metadata.uid })
  }

  /** Grants or revokes the gate of a Pod that exists, and keeps it so. The trace says so already. */
  async setReady(name: string, ready: boolean): Promise<void> {
    if (ready) this.#withheld.delete(name)
    else this.#withheld.set(name, 'revoked')
    await this.#send(name, gate(ready))
  }

  /** Resolves when everything the keeper began is answered; rejects if one of its patches failed. */
  async idle(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending.values())
    if (this.#failure) throw this.#failure
  }

  #pod(name: string): Pod | undefined {
    return this.#trace.objects('pods').find((pod) => pod.metadata.name === name) as Pod | undefined
  }

  #notice(entry: TraceEntry): void {
    if (entry.kind === 'seen' && entry.resource === 'pods' && entry.type !== 'DELETED')
      this.#consider(entry.object as Pod)
  }

  #consider(pod: Pod): void {
    const { name, uid, deletionTimestamp, finalizers = [] } = pod.metadata
    if (deletionTimestamp) return
    if (this.#lingering.has(name) && !finalizers.includes(LINGER_FINALIZER))
      this.#once(`linger ${uid}`, () =>
        this.#patch(name, {
          type: 'merge',
          body: { metadata: { finalizers: [...finalizers, LINGER_FINALIZER] } },
          uid,
        }),
      )
    const gated = pod.spec.readinessGates?.some((gate) => gate.conditionType === READINESS_GATE)
    const ended = pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded'
    if (gated && !ended && !this.#withheld.has(name) && !conditionOf(pod, READINESS_GATE))
      this.#once(`gate ${uid}`, () => this.#patch(name, { ...gate(true), uid }))
  }

  #once(key: string, work: () => Promise<void>): void {
    if (this.#pending.has(key)) return
    const done = work()
      .catch((error: Error) => {
        // The Pod may be gone, or be another by now: then there is nothing to keep.
        if (!isGone(error)) this.#failure ??= error
      })
      .finally(() => this.#pending.delete(key))
    this.#pending.set(key, done)
  }

  /** Patches, and says in the trace what a reader would have to type: there the Pod will have another uid. */
  async #patch(name: string, patch: Patch): Promise<void> {
    const { type, body, subresource } = patch
    const where = `kubectl -n ${this.#namespace} patch pod ${name}${subresource ? ` --subresource=${subresource}` : ''}`
    this.#trace.add({ kind: 'did', own: true, text: `${where} --type=${type} -p '${JSON.stringify(body)}'` })
    await this.#send(name, patch)
  }

  async #send(name: string, { type, body, subresource, uid }: Patch): Promise<void> {
    const ref = { resource: resources.pods, namespace: this.#namespace, name, ...(subresource && { subresource }) }
    await this.#api.patch(ref, type, uid === undefined ? body : { ...body, metadata: { ...body.metadata, uid } })
  }
}

interface Patch {
  readonly type: 'merge' | 'strategic'
  readonly body: { readonly metadata?: object; readonly status?: object }
  readonly subresource?: 'status'
  /** Of the Pod that is meant: its successor of the same name is not to be touched. */
  readonly uid?: string
}

function gate(ready: boolean): Patch {
  const condition = { type: READINESS_GATE, status: ready ? 'True' : 'False', lastTransitionTime: timestamp() }
  return { type: 'strategic', body: { status: { conditions: [condition] } }, subresource: 'status' }
}
