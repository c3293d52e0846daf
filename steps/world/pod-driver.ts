import { type Api, conditionOf, isGone, type Pod, resources } from '../client/index.ts'
import type { Trace, TraceEntry } from '../observe/trace.ts'
import { timestamp } from '../patience/index.ts'
import { HOLD_FINALIZER, READINESS_GATE } from './labels.ts'

/**
 * Stands in for the application inside the Pods: it sets the condition of the readiness gate of every Pod to True unless the
 * scenario keeps it unready, and puts the suite's finalizer on Pods whose deletion the scenario holds. A strategic merge
 * leaves the kubelet's conditions alone.
 */
export class PodDriver {
  readonly #api: Api
  readonly #namespace: string
  readonly #trace: Trace
  readonly #unready = new Set<string>()
  readonly #held = new Set<string>()
  readonly #pending = new Map<string, Promise<void>>()
  #failure: Error | undefined

  constructor(api: Api, namespace: string, trace: Trace) {
    this.#api = api
    this.#namespace = namespace
    this.#trace = trace
    trace.follow((entry) => this.#observe(entry))
  }

  /** From now on Pods of that name are not made ready. */
  keepUnready(name: string): void {
    this.#unready.add(name)
  }

  /** From now on a finalizer keeps Pods of that name in the API while they terminate. */
  hold(name: string): void {
    this.#held.add(name)
    const pod = this.#pod(name)
    if (pod) this.#consider(pod)
  }

  /** Removes the suite's finalizer from a Pod, and sets it on no successor of that name. The caller records the action. */
  async removeFinalizer(name: string): Promise<void> {
    this.#held.delete(name)
    const pod = this.#pod(name)
    if (!pod) return
    const finalizers = (pod.metadata.finalizers ?? []).filter((finalizer) => finalizer !== HOLD_FINALIZER)
    await this.#send(name, { type: 'merge', body: { metadata: { finalizers } }, uid: pod.metadata.uid })
  }

  /** Sets the gate of a Pod that exists, and of its successors. The caller records the action. */
  async setReady(name: string, ready: boolean): Promise<void> {
    if (ready) this.#unready.delete(name)
    else this.#unready.add(name)
    await this.#send(name, readinessPatch(ready))
  }

  /** Resolves when every patch that was sent is answered; rejects if one of them failed. */
  async idle(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending.values())
    if (this.#failure) throw this.#failure
  }

  #pod(name: string): Pod | undefined {
    return this.#trace.objects('pods').find((pod) => pod.metadata.name === name) as Pod | undefined
  }

  #observe(entry: TraceEntry): void {
    if (entry.kind === 'seen' && entry.resource === 'pods' && entry.type !== 'DELETED')
      this.#consider(entry.object as Pod)
  }

  #consider(pod: Pod): void {
    const { name, uid, deletionTimestamp, finalizers = [] } = pod.metadata
    if (deletionTimestamp) return
    if (this.#held.has(name) && !finalizers.includes(HOLD_FINALIZER))
      this.#once(`hold ${uid}`, () =>
        this.#patch(name, {
          type: 'merge',
          body: { metadata: { finalizers: [...finalizers, HOLD_FINALIZER] } },
          uid,
        }),
      )
    const gated = pod.spec.readinessGates?.some((gate) => gate.conditionType === READINESS_GATE)
    const ended = pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded'
    if (gated && !ended && !this.#unready.has(name) && !conditionOf(pod, READINESS_GATE))
      this.#once(`gate ${uid}`, () => this.#patch(name, { ...readinessPatch(true), uid }))
  }

  #once(key: string, work: () => Promise<void>): void {
    if (this.#pending.has(key)) return
    const done = work()
      .catch((error: Error) => {
        // The Pod may be gone, or be another by now: then there is nothing to patch.
        if (!isGone(error)) this.#failure ??= error
      })
      .finally(() => this.#pending.delete(key))
    this.#pending.set(key, done)
  }

  /** Records what a reader would have to send: without the uid, which is another one there. */
  async #patch(name: string, patch: Patch): Promise<void> {
    const { type: patchType, body, subresource } = patch
    const action = { kind: 'action', own: true, verb: 'patch', resource: 'pods', name, patchType, body } as const
    this.#trace.add({ ...action, ...(subresource && { subresource }) })
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
  /** The uid of the Pod: a successor of the same name is not changed. */
  readonly uid?: string
}

function readinessPatch(ready: boolean): Patch {
  const condition = { type: READINESS_GATE, status: ready ? 'True' : 'False', lastTransitionTime: timestamp() }
  return { type: 'strategic', body: { status: { conditions: [condition] } }, subresource: 'status' }
}
