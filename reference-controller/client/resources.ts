/** The location of a resource in the API. */
export interface Resource {
  group: string
  version: string
  plural: string
  kind: string
  namespaced: boolean
  /** Where a kind that is StatefulSet-like has fields at other paths than StatefulSet: `spec.replicas: spec.size`. */
  fields?: Readonly<Record<string, string>>
}

function core(plural: string, kind: string, namespaced = true): Resource {
  return { group: '', version: 'v1', plural, kind, namespaced }
}

function apps(plural: string, kind: string): Resource {
  return { group: 'apps', version: 'v1', plural, kind, namespaced: true }
}

export const pods = core('pods', 'Pod')
export const claims = core('persistentvolumeclaims', 'PersistentVolumeClaim')
export const volumes = core('persistentvolumes', 'PersistentVolume', false)
export const events = core('events', 'Event')
export const nodes = core('nodes', 'Node', false)
export const services = core('services', 'Service')
export const namespaces = core('namespaces', 'Namespace', false)
export const statefulSets = apps('statefulsets', 'StatefulSet')
export const controllerRevisions = apps('controllerrevisions', 'ControllerRevision')
export const endpointSlices: Resource = {
  group: 'discovery.k8s.io',
  version: 'v1',
  plural: 'endpointslices',
  kind: 'EndpointSlice',
  namespaced: true,
}
export const storageClasses: Resource = {
  group: 'storage.k8s.io',
  version: 'v1',
  plural: 'storageclasses',
  kind: 'StorageClass',
  namespaced: false,
}

export const disruptionBudgets: Resource = {
  group: 'policy',
  version: 'v1',
  plural: 'poddisruptionbudgets',
  kind: 'PodDisruptionBudget',
  namespaced: true,
}

/** The `apiVersion` of the resource's objects. */
export function apiVersionOf({ group, version }: Pick<Resource, 'group' | 'version'>): string {
  return group ? `${group}/${version}` : version
}

/** The URL path of a collection, an object or a subresource. */
export function pathOf(resource: Resource, namespace?: string, name?: string, subresource?: string): string {
  const root = resource.group ? `/apis/${resource.group}/${resource.version}` : `/api/${resource.version}`
  const scope = resource.namespaced && namespace ? `/namespaces/${encodeURIComponent(namespace)}` : ''
  const object = name === undefined ? '' : `/${encodeURIComponent(name)}`
  return `${root}${scope}/${resource.plural}${object}${subresource ? `/${subresource}` : ''}`
}
