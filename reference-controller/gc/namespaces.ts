import { type KubeObject, type Namespace, namespaces, type Resource, refusedAs } from '../client/index.ts'
import { type Assembly, assembly, type PartContext, type RunningPart } from '../part.ts'
import { discovery as startDiscovery } from './discovery.ts'

const WORKERS = 4
const FINALIZER = 'kubernetes'

/** Empties namespaces that are being deleted, then lets them go. */
export function startNamespaces(context: PartContext): Promise<RunningPart> {
  const { client } = context
  const part = assembly(context, 'namespace controller')
  const discovery = startDiscovery(client)
  const lingering = lingeringObjects(part, (namespace) => queue.add(namespace))

  const queue = part.queue(async (name) => {
    const namespace = seen.cache.get(name)
    if (!namespace || !awaitsEmptying(namespace)) return lingering.forget(name)
    const resources = await discovery.namespaced()
    const left = await Promise.all(resources.map(async (resource) => await isLeft(context, resource, name)))
    const remaining = resources.filter((_, index) => left[index])
    // The rest is held by finalizers or by nodes: its removal is a watch event.
    await lingering.follow(name, remaining)
    if (remaining.length === 0) await finalize(context, namespace)
  }, WORKERS)

  const seen = part.follow<Namespace>(namespaces, ({ object }) => {
    if (object.metadata.deletionTimestamp) queue.add(object.metadata.name)
  })
  return part.start()
}

function awaitsEmptying({ metadata, spec }: Namespace): boolean {
  return metadata.deletionTimestamp !== undefined && (spec?.finalizers?.includes(FINALIZER) ?? false)
}

/** Watches what is left in a namespace, resource by resource, for as long as something is. */
function lingeringObjects(part: Assembly, onGone: (namespace: string) => void) {
  const watched = new Map<string, { stop(): void }>()

  return {
    async follow(namespace: string, resources: Resource[]) {
      for (const resource of resources) {
        const key = `${namespace}/${resource.group}/${resource.plural}`
        if (watched.has(key)) continue
        const reflector = part.follow(resource, ({ type }) => type === 'DELETED' && onGone(namespace), namespace)
        watched.set(key, reflector)
        await reflector.ready
        // It may have gone between the look and the watch.
        if (reflector.cache.size === 0) onGone(namespace)
      }
    },
    forget(namespace: string) {
      for (const [key, reflector] of watched) {
        if (!key.startsWith(`${namespace}/`)) continue
        reflector.stop()
        watched.delete(key)
      }
    },
  }
}

/** Deletes all objects of a resource in a namespace; answers whether any is left. */
async function isLeft({ client }: PartContext, resource: Resource, namespace: string): Promise<boolean> {
  const { items } = await client.list<KubeObject>(resource, namespace)
  const present = items.filter(({ metadata }) => metadata.deletionTimestamp === undefined)
  await Promise.all(
    present.map(async ({ metadata }) => {
      try {
        await client.remove(resource, namespace, metadata.name, { propagationPolicy: 'Background' })
      } catch (error) {
        if (!refusedAs(error, 'NotFound')) throw error
      }
    }),
  )
  return items.length > 0 && (await client.list(resource, namespace)).items.length > 0
}

async function finalize({ client }: PartContext, namespace: Namespace) {
  const finalizers = (namespace.spec?.finalizers ?? []).filter((finalizer) => finalizer !== FINALIZER)
  try {
    await client.update(
      namespaces,
      undefined,
      { ...namespace, spec: { ...namespace.spec, finalizers } } as Namespace,
      'finalize',
    )
  } catch (error) {
    if (!refusedAs(error, 'NotFound')) throw error
  }
}
