import { type Api, type ContainerStatus, conditionOf, type KubeObject, resources } from '../client/index.ts'

/** Why no Pod was made, as far as the controller has said so: a quota, a webhook or a policy may refuse it. */
export async function whyUnborn(api: Api, namespace: string, silent: string): Promise<string> {
  const { items } = await api.list<KubeObject>(resources.events, namespace).catch(() => ({ items: [] as KubeObject[] }))
  const warnings = items.filter((event) => event['type'] === 'Warning').map((event) => String(event['message']))
  if (warnings.length === 0) return silent
  return `the controller could not make the sentinel’s Pod: ${[...new Set(warnings)].join('; ')}`
}

/** Why a Pod that exists is not ready: its place, its containers, and what to do about it. */
export function whyUnready(pod: KubeObject | undefined, silent: string): string {
  if (!pod) return silent
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
  if (ready?.status === 'True') return silent
  const phase = String(pod.status?.['phase'] ?? 'without a phase')
  return `the sentinel’s Pod is ${phase} and not ready: ${ready ? `${ready.reason}: ${ready.message}` : 'no kubelet has reported about it'}`
}
