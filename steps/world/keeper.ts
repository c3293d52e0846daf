import { type Api, conditionOf, type Pod, resources } from '../client/index.ts'
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

  /** Lets a lingering Pod go: for the one that is there, not for its successors. */
  async release(name: string): Promise<void> {
    this.#lingering.delete(name)
    const pod = this.#pod(name)
    if (!pod) return
    const finalizers = (pod.metadata.finalizers ?? []).filter((finalizer) => finalizer !== LINGER_FINALIZER)
    await this.#patch(name, 'merge', { metadata: { uid: pod.metadata.uid, finalizers } })
  }

  /** Grants or revokes the gate of a Pod that exists, and keeps it so. */
  async setReady(name: string, ready: boolean): Promise<void> {
    if (ready) this.#withheld.delete(name)
    else this.#withheld.set(name, 'revoked')
    await this.#setGate(name, ready)
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
        this.#patch(name, 'merge', { metadata: { uid, finalizers: [...finalizers, LINGER_FINALIZER] } }),
      )
    const gated = pod.spec.readinessGates?.some((gate) => gate.conditionType === READINESS_GATE)
    const ended = pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded'
    if (gated && !ended && !this.#withheld.has(name) && !conditionOf(pod, READINESS_GATE))
      this.#once(`gate ${uid}`, () => this.#setGate(name, true, uid))
  }

  #once(key: string, work: () => Promise<void>): void {
    if (this.#pending.has(key)) return
    const done = work()
      .catch((error: Error & { code?: number }) => {
        // The Pod may be gone, or be another by now: then there is nothing to keep.
        if (error.code !== 404 && error.code !== 409) this.#failure ??= error
      })
      .finally(() => this.#pending.delete(key))
    this.#pending.set(key, done)
  }

  #setGate(name: string, ready: boolean, uid?: string): Promise<void> {
    const condition = { type: READINESS_GATE, status: ready ? 'True' : 'False', lastTransitionTime: timestamp() }
    return this.#patch(
      name,
      'strategic',
      { ...(uid ? { metadata: { uid } } : {}), status: { conditions: [condition] } },
      'status',
    )
  }

  async #patch(name: string, type: 'merge' | 'strategic', body: unknown, subresource?: string): Promise<void> {
    const ref = { resource: resources.pods, namespace: this.#namespace, name, ...(subresource ? { subresource } : {}) }
    this.#trace.add({
      kind: 'did',
      own: true,
      text: `kubectl patch pod ${name}${subresource ? ' --subresource=status' : ''} --type=${type} -p '${JSON.stringify(body)}'`,
    })
    await this.#api.patch(ref, type, body)
  }
}
