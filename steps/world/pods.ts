import { AssertionError } from 'chai'
import { type KubeObject, resources } from '../client/index.ts'
import type { Trace } from '../observe/trace.ts'
import { timestamp, waits } from '../patience/index.ts'
import type { Actions } from './actions.ts'
import { HOLD_FINALIZER, READINESS_GATE } from './labels.ts'
import type { Observation } from './observation.ts'
import type { PodDriver } from './pod-driver.ts'
import type { TargetControl } from './target-control.ts'

interface Parts {
  readonly actions: Actions
  readonly driver: PodDriver
  readonly observation: Observation
  readonly control: TargetControl
  readonly trace: Trace
  /** True if the target's clock leaps. */
  readonly leaps: boolean
}

/** Seconds: kube-controller-manager's --node-monitor-grace-period is 50 s, and 40 s before 1.32. */
const NOTICED_WITHIN = 60

/** The actions upon Pods and upon the nodes that they run on. */
export class Pods {
  /** Nodes that are disconnected now. */
  readonly disconnectedNodes: Set<string>
  readonly #parts: Parts

  constructor(parts: Parts, disconnectedNodes: Set<string>) {
    this.#parts = parts
    this.disconnectedNodes = disconnectedNodes
  }

  /** Sets the readiness gate of a Pod that exists. */
  async setReady(name: string, ready: boolean): Promise<void> {
    await this.require(name)
    const conditions = [{ type: READINESS_GATE, status: ready ? 'True' : 'False' }]
    this.#recordStatus(name, { status: { conditions } })
    await this.#parts.driver.setReady(name, ready)
  }

  /** Sets a phase in which a Pod has ended. A kubelet keeps it, and syncs the Pod because its readiness changes. */
  async end(name: string, phase: 'Failed' | 'Succeeded'): Promise<void> {
    await this.require(name)
    const conditions = [{ type: READINESS_GATE, status: 'False', lastTransitionTime: timestamp() }]
    const body = { status: { phase, conditions } }
    await this.#parts.actions.patch({ resource: resources.pods, name, subresource: 'status' }, 'strategic', body)
  }

  /** Deletes a Pod that exists, with its own grace period. */
  async delete(name: string): Promise<void> {
    await this.require(name)
    await this.#parts.actions.delete({ resource: resources.pods, name })
  }

  async forceDelete(name: string): Promise<void> {
    await this.require(name)
    await this.#parts.actions.delete({ resource: resources.pods, name }, { gracePeriodSeconds: 0 })
  }

  /** By the subresource that drains use: a disruption budget may refuse it. */
  async evict(name: string): Promise<void> {
    await this.require(name)
    const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name } }
    await this.#parts.actions.createSubresource({ resource: resources.pods, name, subresource: 'eviction' }, eviction)
  }

  /** Removes the suite's finalizer from a Pod that exists. */
  async removeFinalizer(name: string): Promise<void> {
    const { metadata } = await this.require(name)
    const finalizers = (metadata.finalizers ?? []).filter((finalizer) => finalizer !== HOLD_FINALIZER)
    this.#parts.actions.record({
      verb: 'patch',
      resource: 'pods',
      name,
      patchType: 'merge',
      body: { metadata: { finalizers: finalizers.length > 0 ? finalizers : null } },
    })
    await this.#parts.driver.removeFinalizer(name)
  }

  /** Disconnects the node of a Pod, and waits until the cluster has marked the Pod for deletion, or somebody has removed it. */
  async disconnectNodeOf(name: string): Promise<void> {
    const { metadata, spec } = await this.require(name)
    const node = String(spec?.['nodeName'])
    this.#parts.actions.record({
      verb: 'order',
      resource: 'nodes',
      name: node,
      body: { pod: name, order: 'disconnect' },
    })
    this.disconnectedNodes.add(node)
    await this.#parts.control.disconnectNode(node)
    // The cluster notices after its node monitor grace period: where the clock leaps, that takes no time.
    if (this.#parts.leaps) await this.#parts.control.leap(NOTICED_WITHIN)
    await this.#parts.observation.await(
      waits.nodeIsMissed,
      `Pod ${name} is marked for deletion`,
      () => !this.#all().some((pod) => pod.metadata.uid === metadata.uid && !pod.metadata.deletionTimestamp),
    )
  }

  /** Connects the node of a Pod again, and waits until it has ended the Pod. */
  async returnNodeOf(name: string): Promise<void> {
    const { metadata, spec } = await this.require(name)
    const node = String(spec?.['nodeName'])
    this.#parts.actions.record({ verb: 'order', resource: 'nodes', name: node, body: { pod: name, order: 'return' } })
    await this.#return(node)
    await this.#parts.observation.await(
      waits.nodeReturns,
      `Pod ${name} is gone`,
      () => !this.#all().some((pod) => pod.metadata.uid === metadata.uid),
    )
  }

  /** Reconnects every node that a step has disconnected, and does not wait for its Pods. */
  async returnAllNodes(): Promise<void> {
    for (const node of [...this.disconnectedNodes]) await this.#return(node)
  }

  /**
   * The Pod that the steps before ask for, as soon as it is there.
   * @throws AssertionError if it does not come about by itself
   */
  async require(name: string): Promise<KubeObject> {
    const { observation } = this.#parts
    const find = () => observation.object(resources.pods, name)
    if (!find()) await observation.untilUnasked(() => find() !== undefined)
    const pod = find()
    if (pod) return pod
    this.#parts.trace.add({ kind: 'absent', resource: 'pods', name })
    const actual = this.#all().map(({ metadata }) => metadata.name)
    throw new AssertionError(`there is no Pod ${name}`, { expected: name, actual, showDiff: true })
  }

  async #return(node: string): Promise<void> {
    await this.#parts.control.returnNode(node)
    this.disconnectedNodes.delete(node)
  }

  #all(): KubeObject[] {
    return this.#parts.observation.objects(resources.pods)
  }

  #recordStatus(name: string, body: unknown): void {
    this.#parts.actions.record({
      verb: 'patch',
      resource: 'pods',
      name,
      subresource: 'status',
      patchType: 'strategic',
      body,
    })
  }
}
