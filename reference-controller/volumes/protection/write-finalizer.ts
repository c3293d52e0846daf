import { type ApiClient, type KubeObject, type Resource, refusedAs } from '../../client/index.ts'

/** Adds a finalizer to an object, or takes it off if it is there. */
export async function writeFinalizer(
  client: ApiClient,
  resource: Resource,
  { metadata: { namespace, name, uid, resourceVersion, finalizers = [] } }: KubeObject,
  finalizer: string,
): Promise<void> {
  const others = finalizers.filter((one) => one !== finalizer)
  const wanted = others.length < finalizers.length ? others : [...finalizers, finalizer]
  const body = { metadata: { uid, resourceVersion, finalizers: wanted } }
  try {
    await client.patch(resource, namespace, name, { type: 'merge', body })
  } catch (error) {
    if (!refusedAs(error, 'NotFound')) throw error
  }
}
