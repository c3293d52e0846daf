import { type Api, conditionOf, type KubeObject, type Resource, resources } from '../../client/index.ts'
import { alarm, stretched, waits } from '../../patience/index.ts'

/** Resolves when the nodes are ready and everything runs that belongs to the cluster: kind returns before DNS does. */
export async function awaitWorkingCluster(api: Api): Promise<void> {
  await awaitReady(api, resources.nodes)
  for (const namespace of ['kube-system', 'local-path-storage']) await awaitReady(api, resources.pods, namespace)
}

/** Resolves when all objects of a collection, those included that appear meanwhile, have the condition Ready. */
async function awaitReady(api: Api, resource: Resource, namespace?: string): Promise<void> {
  const over = new AbortController()
  const listed = await api.list<KubeObject>(resource, namespace)
  const objects = new Map(listed.items.map((object) => [object.metadata.name, object]))
  const late = () => [...objects.values()].filter((object) => conditionOf(object, 'Ready')?.status !== 'True')
  const cancel = alarm(stretched(waits.clusterWorks.ms), () => over.abort())
  try {
    if (late().length === 0) return
    for await (const { type, object } of await api.watch(
      resource,
      namespace,
      listed.metadata.resourceVersion,
      over.signal,
    )) {
      if (type === 'DELETED') objects.delete(object.metadata.name)
      else if (type !== 'BOOKMARK') objects.set(object.metadata.name, object)
      if (late().length === 0) return
    }
    throw new Error('the server ended the watch')
  } catch (cause) {
    const names = late().map(({ kind, metadata }) => `${kind ?? resource.kind} ${metadata.name}`)
    throw new Error(
      `expected the cluster to work within ${stretched(waits.clusterWorks.ms)} ms, found not ready: ${names.join(', ')}`,
      { cause },
    )
  } finally {
    cancel()
    over.abort()
  }
}

/**
 * Whether upstream's StatefulSet controller runs, as the flags of kube-controller-manager say; `undefined` where it
 * is not to be seen.
 */
export async function upstreamIsOn(api: Api): Promise<boolean | undefined> {
  const selected = '?labelSelector=component%3Dkube-controller-manager'
  const { items } = await api.list<KubeObject>(resources.pods, 'kube-system', selected)
  const containers = (items[0] as unknown as { spec?: { containers?: { command?: string[] }[] } })?.spec?.containers
  const command = containers?.[0]?.command
  return command && !command.some((word) => /^--controllers=(.*,)?-statefulset(-controller)?(,|$)/.test(word))
}
