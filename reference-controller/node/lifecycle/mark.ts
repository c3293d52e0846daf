import { type Condition, type Node, nodes, type Pod, pods, refusedAs, type Taint } from '../../client/index.ts'
import { type PartContext, timestamp } from '../../part.ts'
import { conditionPatch } from '../stages/condition.ts'
import { conditionOf } from '../stages/pod-state.ts'
import { taintsOf } from '../tolerations.ts'

type Writer = Pick<PartContext, 'client' | 'clock'>

const UNREACHABLE = 'node.kubernetes.io/unreachable'
const UNKNOWN = {
  status: 'Unknown',
  reason: 'NodeStatusUnknown',
  message: 'Kubelet stopped posting node status.',
}
const READY = { status: 'True', reason: 'KubeletReady', message: 'the simulated node is ready' }

/** The node's state is unknown, and no Pod shall come to it or stay that does not tolerate this. */
export async function markUnreachable(writer: Writer, node: Node): Promise<void> {
  await writeReady(writer, node, UNKNOWN)
  if (taintsOf(node).some(({ key }) => key === UNREACHABLE)) return
  const timeAdded = timestamp(writer.clock)
  const added = ['NoSchedule', 'NoExecute'].map((effect) => ({ key: UNREACHABLE, effect, timeAdded }))
  await writeTaints(writer, node, [...taintsOf(node), ...added])
}

export async function markReachable(writer: Writer, node: Node): Promise<void> {
  await writeReady(writer, node, READY)
  const others = taintsOf(node).filter(({ key }) => key !== UNREACHABLE)
  if (others.length < taintsOf(node).length) await writeTaints(writer, node, others)
}

/** Only Ready: nobody knows about the containers. */
export async function markPodNotReady({ client, clock }: Writer, pod: Pod): Promise<void> {
  if (conditionOf(pod, 'Ready')?.status !== 'True') return
  const { namespace, name, uid, resourceVersion } = pod.metadata
  const conditions = [conditionPatch(pod, 'Ready', { status: 'False' }, timestamp(clock))]
  const body = { metadata: { uid, resourceVersion }, status: { conditions } }
  try {
    await client.patch(pods, namespace, name, { type: 'strategic', subresource: 'status', body })
  } catch (error) {
    // Changed or gone meanwhile: a watch event enqueues the Pod again.
    if (!refusedAs(error, 'NotFound', 'Conflict')) throw error
  }
}

async function writeReady({ client, clock }: Writer, node: Node, ready: typeof READY): Promise<void> {
  const known = node.status?.conditions?.find(({ type }: Condition) => type === 'Ready')
  if (known?.status === ready.status) return
  const conditions = [{ type: 'Ready', ...ready, lastTransitionTime: timestamp(clock) }]
  const body = { status: { conditions } }
  await client.patch(nodes, undefined, node.metadata.name, { type: 'strategic', subresource: 'status', body })
}

async function writeTaints({ client }: Writer, node: Node, taints: Taint[]): Promise<void> {
  await client.patch(nodes, undefined, node.metadata.name, { type: 'merge', body: { spec: { taints } } })
}
