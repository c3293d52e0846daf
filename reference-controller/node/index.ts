/**
 * Nodes that do not exist, and what would happen on them: a few Node objects, a scheduler that binds Pods to them, and
 * a kubelet that leads each bound Pod through its life (stages/, as data).
 *
 * There is no container anywhere. What a StatefulSet controller and its clients can see of a node is the API objects,
 * and those are written here as a kubelet writes them, by a plain API client: on the embedded API server and on a real
 * one alike. Pods of other nodes and Pods that name another scheduler are left alone.
 *
 * Not simulated: probes, restarts, images, volumes that must be attached, affinity between Pods, topology spread,
 * preemption, volumes that wait for their first consumer, heartbeats. What comes of a node that is cut off is the
 * business of lifecycle/.
 */
import {
  claims,
  eventRecorder,
  keyOf,
  type Node,
  nodes,
  type PersistentVolumeClaim,
  type Pod,
  pods,
} from '../client/index.ts'
import { randomIds } from '../ids.ts'
import { assembly, type PartContext, type RunningPart, timestamp } from '../part.ts'
import { addresses as freshAddresses } from './addresses.ts'
import { kubelet as startKubelet } from './kubelet.ts'
import { registerNodes, setApart, simulatedNode, unregisterNodes } from './nodes.ts'
import { scheduler as startScheduler } from './scheduler.ts'
import { lifelikeAfter, type Personality, personalities } from './stages/index.ts'
import { hasTerminalPhase, isTerminating } from './stages/pod-state.ts'

export type { Personality } from './stages/index.ts'

export interface NodeOptions {
  /** The number of nodes: node-0, node-1, … */
  count?: number
  personality?: Personality
}

const WORKERS = 24

/** Registers the nodes and runs their Pods until stopped; the Node objects go with it. */
export async function startNode(context: PartContext, options: NodeOptions = {}): Promise<RunningPart> {
  const { client, clock } = context
  const { count = 3, personality = 'ordinary' } = options
  const wanted = Array.from({ length: count }, (_, index) => simulatedNode(index, timestamp(clock)))
  if (context.spareNode) wanted.push(setApart(simulatedNode(count, timestamp(clock)), context.spareNode))
  const registered = await registerNodes(client, wanted)
  for (const { metadata } of registered) context.connections.add(metadata.name)
  const ours = new Map(registered.map((node) => [node.metadata.name, node]))
  try {
    const { stop } = await runPods(context, ours, personality)
    return {
      async stop() {
        await stop()
        await unregisterNodes(client, registered)
      },
    }
  } catch (error) {
    await unregisterNodes(client, registered)
    throw error
  }
}

function runPods(context: PartContext, ours: ReadonlyMap<string, Node>, personality: Personality) {
  const { client, clock, connections, lifelike } = context
  const part = assembly(context, 'kubelets and the scheduler')
  const addresses = freshAddresses()
  const stages = lifelike ? lifelikeAfter(lifelike.podStartDelayMs) : personalities[personality]
  const recorderOf = (component: string) => lifelike && eventRecorder(client, clock, randomIds(), component)
  const kubelet = startKubelet({ client, clock, stages, addresses, recorder: recorderOf('kubelet') })
  const queue = part.queue(sync, WORKERS)

  async function sync(key: string) {
    const pod = podsSeen.cache.get(key)
    if (!pod) return
    if (pod.spec.nodeName) {
      if (connections.isCut(pod.spec.nodeName)) return
      const node = ours.get(pod.spec.nodeName)
      const again = node && (await kubelet.sync(pod, node))
      if (again) queue.addAfter(key, again.ms, again.what)
    } else if (isOursToSchedule(pod)) await scheduler.place(key, pod)
  }

  connections.onChange((name) => {
    for (const [key, pod] of podsSeen.cache) if (pod.spec.nodeName === name) queue.add(key)
  })
  const nodesSeen = part.follow<Node>(nodes, () => {
    for (const key of scheduler.waiting()) queue.add(key)
  })
  const claimsSeen = part.follow<PersistentVolumeClaim>(claims, ({ object }) => {
    for (const key of scheduler.waitingForClaim(object)) queue.add(key)
  })
  const scheduler = startScheduler({
    client,
    now: () => timestamp(clock),
    nodes: () => [...nodesSeen.cache.values()].filter(({ metadata }) => ours.has(metadata.name)),
    claims: claimsSeen.cache,
    recorder: recorderOf('default-scheduler'),
  })
  const podsSeen = part.follow<Pod>(pods, ({ type, object, old }) => {
    const key = keyOf(object)
    if (old && (type === 'DELETED' || old.metadata.uid !== object.metadata.uid)) kubelet.forget(old)
    scheduler.note(key, type === 'DELETED' ? undefined : object.spec.nodeName)
    if (type === 'DELETED') return
    if (object.status?.podIP) addresses.note(object.metadata.uid ?? '', object.status.podIP)
    queue.add(key)
  })
  return part.start()
}

function isOursToSchedule(pod: Pod): boolean {
  const scheduler = pod.spec.schedulerName ?? 'default-scheduler'
  return scheduler === 'default-scheduler' && !isTerminating(pod) && !hasTerminalPhase(pod)
}
