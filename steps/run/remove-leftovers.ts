import {
  type Api,
  type Condition,
  connectByKubeconfig,
  isGone,
  type KubeObject,
  type Resource,
  resources,
} from '../client/index.ts'
import { askAgain, every, stretched, type Wait, waits } from '../patience/index.ts'
import { statefulSetKind } from '../target/index.ts'
import { RUN_LABEL } from '../world/labels.ts'

/** The runs to remove, and how to report progress. */
export interface Removal {
  /** The name of a run; without one, all. */
  readonly run?: string
  /** The kind of its workloads; StatefulSet when left out. */
  readonly kind?: Resource
  readonly say: (line: string) => void
  readonly wait?: Wait
}

/** Every finalizer of the suite: the run that added one no longer exists. */
const isOurs = (finalizer: string): boolean => finalizer.startsWith('statefulset-conformance.dev/')

/**
 * Removes what runs left on a cluster, found by its labels: first the suite's finalizers, then the namespaces and all
 * that is in them. Done when they are gone.
 * @returns the names of the runs of which something was left
 * @throws Error that names each remaining namespace and its conditions
 */
export async function removeLeftovers(
  kubeconfig: string,
  { run, kind = statefulSetKind, say, wait = waits.cleanupFinishes }: Removal,
): Promise<string[]> {
  const api = await connectByKubeconfig(kubeconfig, {
    userAgent: () => 'statefulset-conformance (cleanup)',
    answeredWithin: stretched(waits.requestAnswered.ms),
  })
  const runs = new Set<string>()
  let last: KubeObject[] = []
  try {
    const pass = async () => {
      last = await namespacesOf(api, run)
      for (const { metadata } of last) runs.add(metadata.labels?.[RUN_LABEL] ?? '')
      await Promise.all(last.map((namespace) => remove(api, kind, namespace)))
      return last.length === 0 ? true : undefined
    }
    if (!(await pass())) {
      say(`${last.length} namespaces of ${[...runs].join(', ')} are being removed`)
      await askAgain(pass, { what: 'they are gone', every: every.namespace, atMost: wait.ms })
    }
    return [...runs]
  } catch (error) {
    if (last.length === 0) throw error
    throw new Error(`not gone: ${last.map(described).join('\n  ')}`, { cause: error })
  } finally {
    await api.close()
  }
}

async function namespacesOf(api: Api, run: string | undefined): Promise<KubeObject[]> {
  const selector = encodeURIComponent(run ? `${RUN_LABEL}=${run}` : RUN_LABEL)
  return (await api.list<KubeObject>(resources.namespaces, undefined, `?labelSelector=${selector}`)).items
}

async function remove(api: Api, kind: Resource, { metadata }: KubeObject): Promise<void> {
  await Promise.all([resources.pods, resources.claims, kind].map((resource) => letGo(api, resource, metadata.name)))
  if (metadata.deletionTimestamp) return
  await api
    .remove({ resource: resources.namespaces, name: metadata.name }, { preconditions: { uid: metadata.uid } })
    .catch(unlessGone)
}

async function letGo(api: Api, resource: Resource, namespace: string): Promise<void> {
  const { items } = await api.list<KubeObject>(resource, namespace)
  const held = items.filter(({ metadata }) => metadata.finalizers?.some(isOurs))
  await Promise.all(
    held.map(({ metadata: { name, uid, resourceVersion, finalizers = [] } }) => {
      const rest = finalizers.filter((finalizer) => !isOurs(finalizer))
      // With its version: what others put on meanwhile must stay. The next pass tries again.
      const body = { metadata: { uid, resourceVersion, finalizers: rest } }
      return api.patch({ resource, namespace, name }, 'merge', body).catch(unlessGone)
    }),
  )
}

function unlessGone(error: unknown): undefined {
  if (!isGone(error)) throw error
}

function described({ metadata, status }: KubeObject): string {
  const conditions = (status?.['conditions'] ?? []) as Condition[]
  const remaining = conditions.filter((condition) => condition.status === 'True').map(({ message }) => message)
  return `${metadata.name}${remaining.length > 0 ? `: ${remaining.join('; ')}` : ''}`
}
