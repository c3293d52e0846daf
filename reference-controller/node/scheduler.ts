import {
  type ApiClient,
  type EventRecorder,
  type KubeObject,
  type Node,
  type PersistentVolumeClaim,
  type Pod,
  pods,
  refusedAs,
} from '../client/index.ts'
import { claimsOf, schedule } from './scheduling/schedule.ts'
import { conditionHolds, conditionPatch } from './stages/condition.ts'

const POD = { apiVersion: 'v1', kind: 'Pod' }

export interface SchedulerOptions {
  client: ApiClient
  now: () => string
  /** The nodes that Pods may be bound to. */
  nodes: () => Node[]
  claims: ReadonlyMap<string, PersistentVolumeClaim>
  /** Records where Pods are bound, or why not, if anybody is to read it. */
  recorder?: EventRecorder | undefined
}

export interface Scheduler {
  /** Binds the Pod, or writes down why it cannot be bound. */
  place(key: string, pod: Pod): Promise<void>
  /** Keys of Pods that could not be bound and may look at this claim, or at the nodes, once more. */
  waitingForClaim(claim: KubeObject): string[]
  waiting(): string[]
  /** Notes where a Pod is; `undefined` once it is gone. */
  note(key: string, node: string | undefined): void
}

/** A small kube-scheduler: one Pod at a time, to the node with the fewest Pods among those that fit. */
export function scheduler({ client, now, nodes, claims, recorder }: SchedulerOptions): Scheduler {
  const load = new Map<string, number>()
  const placed = new Map<string, string>()
  const waiting = new Set<string>()
  const byClaim = new Map<string, Set<string>>()

  function note(key: string, node: string | undefined) {
    waiting.delete(key)
    const before = placed.get(key)
    if (before === node) return
    if (before) load.set(before, (load.get(before) ?? 1) - 1)
    if (node) load.set(node, (load.get(node) ?? 0) + 1)
    if (node) placed.set(key, node)
    else placed.delete(key)
  }

  function remember(key: string, pod: Pod) {
    waiting.add(key)
    for (const name of claimsOf(pod)) {
      const claim = `${pod.metadata.namespace}/${name}`
      if (!byClaim.has(claim)) byClaim.set(claim, new Set())
      byClaim.get(claim)?.add(key)
    }
  }

  return {
    async place(key, pod) {
      const { namespace } = pod.metadata
      const decision = schedule(pod, {
        nodes: nodes(),
        claimNamed: (name) => claims.get(`${namespace}/${name}`),
      })
      if (decision.kind === 'waits') {
        remember(key, pod)
        if (await writeReason(client, pod, decision, now()))
          recorder?.record(pod, POD, { type: 'Warning', reason: 'FailedScheduling', message: decision.message })
        return
      }
      const node = decision.nodes.sort((a, b) => (load.get(a) ?? 0) - (load.get(b) ?? 0) || a.localeCompare(b))[0]
      if (!node) return
      note(key, node)
      const message = `Successfully assigned ${key} to ${node}`
      if (await bind(client, pod, node)) recorder?.record(pod, POD, { type: 'Normal', reason: 'Scheduled', message })
    },
    waitingForClaim({ metadata: { namespace, name } }) {
      const claim = `${namespace}/${name}`
      const keys = [...(byClaim.get(claim) ?? [])]
      byClaim.delete(claim)
      return keys.filter((key) => waiting.has(key))
    },
    waiting: () => [...waiting],
    note,
  }
}

/** @returns whether it was bound */
async function bind(client: ApiClient, pod: Pod, node: string): Promise<boolean> {
  const { namespace, name, uid } = pod.metadata
  try {
    await client.request('POST', `/api/v1/namespaces/${namespace}/pods/${name}/binding`, {
      apiVersion: 'v1',
      kind: 'Binding',
      metadata: { namespace, name, uid },
      target: { apiVersion: 'v1', kind: 'Node', name: node },
    })
    return true
  } catch (error) {
    // Gone, deleted, replaced or bound meanwhile: a watch event enqueues the Pod again.
    if (!refusedAs(error, 'NotFound', 'Conflict')) throw error
    return false
  }
}

/** @returns whether the reason is another than before */
async function writeReason(
  client: ApiClient,
  pod: Pod,
  { reason, message }: { reason: string; message: string },
  now: string,
): Promise<boolean> {
  const finding = { status: 'False', reason, message } as const
  if (conditionHolds(pod, 'PodScheduled', finding)) return false
  const { namespace, name, uid, resourceVersion } = pod.metadata
  const body = {
    metadata: { uid, resourceVersion },
    status: { conditions: [conditionPatch(pod, 'PodScheduled', finding, now)] },
  }
  try {
    await client.patch(pods, namespace, name, { type: 'strategic', subresource: 'status', body })
    return true
  } catch (error) {
    if (!refusedAs(error, 'NotFound', 'Conflict')) throw error
    return false
  }
}
