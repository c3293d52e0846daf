import type { KubeObject, ResourceDefinition } from '../resources/index.ts'
import type { Cluster } from './call.ts'
import { keyOf } from './objects.ts'
import { forbidden, notFound } from './status.ts'

/** Upstream's plugin NamespaceLifecycle: nothing comes to be in a namespace that is missing or on its way out. */
export function admitIntoNamespace(cluster: Cluster, definition: ResourceDefinition, object: KubeObject): void {
  const { namespace } = object.metadata
  if (!definition.namespaced || !namespace) return
  const namespaces = { group: '', plural: 'namespaces', kind: 'Namespace' }
  const found = cluster.store.get(keyOf(namespaces, undefined, namespace))
  if (!found) throw notFound(namespaces, namespace)
  if (!found.value.metadata.deletionTimestamp) return
  const name = object.metadata.name || object.metadata.generateName || 'Unknown'
  const problem = `unable to create new content in namespace ${namespace} because it is being terminated`
  const message = `namespace ${namespace} is being terminated`
  throw forbidden(definition, name, problem, [{ reason: 'NamespaceTerminating', message, field: 'metadata.namespace' }])
}
