import { type Api, type ContainerStatus, conditionOf, type KubeObject, resources } from '../client/index.ts'

/** Why the sentinel has no Pod: the Warning events of its namespace, `otherwise` where there are none. */
export async function whyNoPod(api: Api, namespace: string, otherwise: string): Promise<string> {
  const { items } = await api.list<KubeObject>(resources.events, namespace).catch(() => ({ items: [] as KubeObject[] }))
  const warnings = items.filter((event) => event['type'] === 'Warning').map((event) => String(event['message']))
  if (warnings.length === 0) return otherwise
  return `the controller could not make the sentinel’s Pod: ${[...new Set(warnings)].join('; ')}`
}

/** Why the sentinel's Pod is not ready: scheduling, containers, and what to do; `otherwise` where the Pod shows nothing. */
export function whyNotReady(pod: KubeObject | undefined, otherwise: string): string {
  if (!pod) return otherwise
  const scheduled = conditionOf(pod, 'PodScheduled')
  if (scheduled?.status === 'False')
    return `no node takes the sentinel’s Pod: ${scheduled.reason}: ${scheduled.message}\nthe suite’s Pods ask for little: see the taints, the room and the webhooks of the cluster`
  const statuses = (pod.status?.['containerStatuses'] ?? []) as ContainerStatus[]
  const trouble = statuses.flatMap(({ name, ready, state }) => {
    const { waiting, terminated } = state ?? {}
    if (waiting) return [`container ${name} waits: ${waiting.reason}${waiting.message ? `: ${waiting.message}` : ''}`]
    if (terminated) return [`container ${name} ended with ${terminated.exitCode} (${terminated.reason})`]
    return ready === false ? [`container ${name} is not ready`] : []
  })
  if (trouble.length > 0)
    return `the sentinel’s Pod does not run: ${trouble.join('; ')}\nname an image that the nodes can pull and that runs until it gets SIGTERM: --image NAME`
  const ready = conditionOf(pod, 'Ready')
  if (ready?.status === 'True') return otherwise
  const phase = String(pod.status?.['phase'] ?? 'without a phase')
  return `the sentinel’s Pod is ${phase} and not ready: ${ready ? `${ready.reason}: ${ready.message}` : 'no kubelet has reported about it'}`
}
