import { type Api, isGone, type Ref, type Resource, resources } from '../client/index.ts'

/**
 * Removes a namespace, its workloads first: else their controller tries to replace the Pods that go, and reports each
 * refusal in an Event. It sends Events one after another at a limited rate: on kind, those of later scenarios came 100 s late.
 */
export async function endNamespace(api: Api, namespace: string, kind: Resource, workloads: readonly string[]) {
  await Promise.all(workloads.map((name) => remove(api, { resource: kind, namespace, name })))
  await remove(api, { resource: resources.namespaces, name: namespace })
}

async function remove(api: Api, ref: Ref): Promise<void> {
  await api.remove(ref).catch((error: unknown) => {
    if (!isGone(error)) throw error
  })
}
