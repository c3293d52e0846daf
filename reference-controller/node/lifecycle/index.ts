/**
 * Handles unreachable nodes as a cluster does: after a grace period the node is marked as unreachable
 * and tainted, its Pods are marked as not ready, and Pods that do not (or no longer) tolerate the taint are deleted.
 * Their objects remain until the node is reachable again, since no kubelet confirms that their containers have ended.
 *
 * It does what upstream's node lifecycle and taint eviction controllers do, for simulated nodes, whose heartbeats are
 * not written either.
 *
 * Not done: events, rates of eviction, zones, taints by conditions other than Ready, and Pods that are evicted for
 * taints which somebody else adds to other nodes.
 */
import { keyOf, type Node, nodes, type Pod, pods as podsResource, refusedAs } from '../../client/index.ts'
import { assembly, type PartContext, type RunningPart } from '../../part.ts'
import { evictionTime, taintsOf } from '../tolerations.ts'
import { markPodNotReady, markReachable, markUnreachable } from './mark.ts'

// kube-controller-manager's default for --node-monitor-grace-period since Kubernetes 1.32.
const GRACE = 50_000
const WORKERS = 4

export function startNodeLifecycle(context: PartContext): Promise<RunningPart> {
  const { client, clock, connections } = context
  const part = assembly(context, 'node lifecycle controller')
  const lastHeard = new Map<string, number>()

  const nodeQueue = part.queue(async (name) => {
    const node = nodesSeen.cache.get(name)
    const heard = lastHeard.get(name)
    if (!node) return
    if (heard === undefined) return markReachable(context, node)
    const left = heard + GRACE - clock.now()
    if (left > 0) return nodeQueue.addAfter(name, left, `node-monitor-grace-period of Node ${name}`)
    await markUnreachable(context, node)
    for (const pod of podsOn(name)) podQueue.add(keyOf(pod))
  }, WORKERS)

  const podQueue = part.queue(async (key) => {
    const pod = podsSeen.cache.get(key)
    const node = nodesSeen.cache.get(pod?.spec.nodeName ?? '')
    if (!pod || !node || !isOverdue(node)) return
    await markPodNotReady(context, pod)
    const due = evictionTime(pod, taintsOf(node))
    if (due === undefined || pod.metadata.deletionTimestamp) return
    if (due > clock.now()) return podQueue.addAfter(key, due - clock.now(), `tolerationSeconds of Pod ${key}`)
    const { namespace, name, uid } = pod.metadata
    try {
      await client.remove(podsResource, namespace, name, uid ? { preconditions: { uid } } : {})
    } catch (error) {
      if (!refusedAs(error, 'NotFound', 'Conflict')) throw error
    }
  }, WORKERS)

  const isOverdue = ({ metadata: { name } }: Node) => clock.now() >= (lastHeard.get(name) ?? Number.NaN) + GRACE
  const podsOn = (name: string) => [...podsSeen.cache.values()].filter(({ spec }) => spec.nodeName === name)

  connections.onChange((name) => {
    if (connections.isCut(name)) lastHeard.set(name, clock.now())
    else lastHeard.delete(name)
    nodeQueue.add(name)
  })
  const nodesSeen = part.follow<Node>(nodes, ({ object }) => {
    const { name } = object.metadata
    if (lastHeard.has(name)) for (const pod of podsOn(name)) podQueue.add(keyOf(pod))
  })
  const podsSeen = part.follow<Pod>(podsResource, ({ type, object }) => {
    if (type !== 'DELETED' && lastHeard.has(object.spec.nodeName ?? '')) podQueue.add(keyOf(object))
  })
  return part.start()
}
