/**
 * The Pod garbage collector: it removes Pods that no kubelet will ever end, because their Node is gone, was declared
 * out of service, or was never chosen. Only then can a StatefulSet controller create the Pod again.
 *
 * It does what upstream's does, at the earliest time at which upstream does it. A real control plane has its own; this
 * one is for the embedded API server.
 *
 * Not done: the limit of terminated Pods (12500 by default upstream).
 */
import { keyOf, type Node, nodes, type Pod, pods as podsResource, refusedAs } from '../client/index.ts'
import { conditionPatch } from '../node/stages/condition.ts'
import { hasTerminalPhase } from '../node/stages/pod-state.ts'
import { assembly, type PartContext, type RunningPart, timestamp } from '../part.ts'
import { type Cause, collectable, PATIENCE } from './collectable.ts'

const WORKERS = 4

export function startPodGarbageCollector(context: PartContext): Promise<RunningPart> {
  const { clock } = context
  const part = assembly(context, 'Pod garbage collector')
  const found = new Map<string, { uid: string | undefined; cause: Cause; due: number }>()

  const queue = part.queue(async (key) => {
    const pod = podsSeen.cache.get(key)
    const cause = pod && causeOf(pod)
    if (!cause) return void found.delete(key)
    const { uid } = pod.metadata
    const known = found.get(key)
    const due = known?.uid === uid && known?.cause === cause ? known.due : clock.now() + PATIENCE[cause]
    found.set(key, { uid, cause, due })
    if (due > clock.now()) return queue.addAfter(key, due - clock.now(), `garbage collection of Pod ${key} (${cause})`)
    if (cause === 'node-gone' && (await exists(context, pod.spec.nodeName ?? ''))) return
    await collect(context, pod, cause)
  }, WORKERS)

  const causeOf = (pod: Pod) => collectable(pod, nodesSeen.cache.get(pod.spec.nodeName ?? ''))

  const nodesSeen = part.follow<Node>(nodes, ({ object }) => {
    for (const [key, pod] of podsSeen.cache) {
      if (pod.spec.nodeName === object.metadata.name && (found.has(key) || causeOf(pod))) queue.add(key)
    }
  })
  const podsSeen = part.follow<Pod>(podsResource, ({ type, object }) => {
    const key = keyOf(object)
    if (found.has(key) || (type !== 'DELETED' && causeOf(object))) queue.add(key)
  })
  return part.start()
}

/** A cache may be behind: the absence of a Node is verified by a read. */
async function exists({ client }: PartContext, name: string): Promise<boolean> {
  try {
    await client.get<Node>(nodes, undefined, name)
    return true
  } catch (error) {
    if (refusedAs(error, 'NotFound')) return false
    throw error
  }
}

/** The Pod is marked as failed first: one that a finalizer holds must not look as if it ran. */
async function collect(context: PartContext, pod: Pod, cause: Cause): Promise<void> {
  const { client } = context
  const { namespace, name, uid } = pod.metadata
  try {
    if (!hasTerminalPhase(pod)) {
      const body = { metadata: { uid }, status: failedStatus(context, pod, cause) }
      await client.patch(podsResource, namespace, name, { type: 'strategic', subresource: 'status', body })
    }
    const preconditions = uid ? { preconditions: { uid } } : {}
    await client.remove(podsResource, namespace, name, { gracePeriodSeconds: 0, ...preconditions })
  } catch (error) {
    // Gone or replaced meanwhile.
    if (!refusedAs(error, 'NotFound', 'Conflict')) throw error
  }
}

function failedStatus({ clock }: PartContext, pod: Pod, cause: Cause) {
  if (cause !== 'node-gone') return { phase: 'Failed' }
  const why = { reason: 'DeletionByPodGC', message: 'PodGC: node no longer exists' }
  const condition = conditionPatch(pod, 'DisruptionTarget', { status: 'True', ...why }, timestamp(clock))
  return { phase: 'Failed', conditions: [condition] }
}
