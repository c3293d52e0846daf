import { type Api, conditionIsTrue, type KubeObject, type Resource, resources } from '../../client/index.ts'
import { alarm, stretched, waits } from '../../patience/index.ts'

/**
 * Resolves when the nodes are ready and everything runs that belongs to the cluster: kind returns before DNS does, and
 * before the last workers have registered.
 * @param nodes names of those that there must be
 */
export async function awaitWorkingCluster(api: Api, nodes: readonly string[]): Promise<void> {
  await awaitAll(api, { resource: resources.nodes, works: nodeWorks, names: nodes })
  for (const namespace of ['kube-system', 'local-path-storage'])
    await awaitAll(api, { resource: resources.pods, works: isReady, names: [], namespace })
}

interface Expected {
  readonly resource: Resource
  readonly namespace?: string
  /** The number of objects that must exist, in addition to the existing ones. */
  readonly names: readonly string[]
  readonly works: (object: KubeObject) => boolean
}

const isReady = (object: KubeObject) => conditionIsTrue(object, 'Ready')

/** A node reports that it is ready before its not-ready taint is removed. */
function nodeWorks(node: KubeObject): boolean {
  const taints = (node.spec?.['taints'] ?? []) as { key: string }[]
  return isReady(node) && !taints.some(({ key }) => STARTING.includes(key))
}

const STARTING = ['not-ready', 'network-unavailable'].map((each) => `node.kubernetes.io/${each}`)

/** Resolves when all objects of a collection work, those included that appear meanwhile. */
async function awaitAll(api: Api, { resource, namespace, names, works }: Expected): Promise<void> {
  const over = new AbortController()
  const listed = await api.list<KubeObject>(resource, namespace)
  const objects = new Map(listed.items.map((object) => [object.metadata.name, object]))
  const late = () =>
    [...new Set([...names, ...objects.keys()])].filter((name) => {
      const object = objects.get(name)
      return !object || !works(object)
    })
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
    const found = late().map((name) => `${resource.kind} ${name}`)
    throw new Error(
      `expected the cluster to work within ${stretched(waits.clusterWorks.ms)} ms, found not ready: ${found.join(', ')}`,
      { cause },
    )
  } finally {
    cancel()
    over.abort()
  }
}

/**
 * True if upstream's StatefulSet controller runs, according to the flags of kube-controller-manager; `undefined` where
 * the flags are not visible.
 */
export async function upstreamIsOn(api: Api): Promise<boolean | undefined> {
  const selected = '?labelSelector=component%3Dkube-controller-manager'
  const { items } = await api.list<KubeObject>(resources.pods, 'kube-system', selected)
  const containers = (items[0] as unknown as { spec?: { containers?: { command?: string[] }[] } })?.spec?.containers
  const command = containers?.[0]?.command
  return command && !command.some((word) => /^--controllers=(.*,)?-statefulset(-controller)?(,|$)/.test(word))
}
