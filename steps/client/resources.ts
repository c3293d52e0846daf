/** By field path of apps/v1 StatefulSet, the path at which a kind has the same: `spec.replicas: spec.scale.size`. */
type FieldMap = Readonly<Record<string, string>>

/** An API resource as a value: where its collection is, and what its objects are called. */
export interface Resource {
  readonly group: string
  readonly version: string
  readonly plural: string
  readonly kind: string
  readonly namespaced: boolean
  /** Where its fields differ from those of StatefulSet; see field-map.ts. */
  readonly fields?: FieldMap
  /** The fields of StatefulSet that it does not have, and why. */
  readonly absent?: Readonly<Record<string, string>>
  /** By label of the Pods of StatefulSets, the label that its Pods have for the same. */
  readonly podLabels?: Readonly<Record<string, string>>
}

/** True if a CustomResourceDefinition serves it, so that strategic merge patches are not for it. */
export const isCustom = ({ group }: Resource): boolean => group.includes('.') && !group.endsWith('.k8s.io')

const core = (plural: string, kind: string, namespaced = true): Resource => ({
  group: '',
  version: 'v1',
  plural,
  kind,
  namespaced,
})

export const pods = core('pods', 'Pod')
export const claims = core('persistentvolumeclaims', 'PersistentVolumeClaim')
export const services = core('services', 'Service')
export const events = core('events', 'Event')
export const configMaps = core('configmaps', 'ConfigMap')
export const quotas = core('resourcequotas', 'ResourceQuota')
export const namespaces = core('namespaces', 'Namespace', false)
export const volumes = core('persistentvolumes', 'PersistentVolume', false)
export const nodes = core('nodes', 'Node', false)
export const limitRanges = core('limitranges', 'LimitRange')
export const revisions: Resource = {
  group: 'apps',
  version: 'v1',
  plural: 'controllerrevisions',
  kind: 'ControllerRevision',
  namespaced: true,
}
export const endpointSlices: Resource = {
  group: 'discovery.k8s.io',
  version: 'v1',
  plural: 'endpointslices',
  kind: 'EndpointSlice',
  namespaced: true,
}

export const disruptionBudgets: Resource = {
  group: 'policy',
  version: 'v1',
  plural: 'poddisruptionbudgets',
  kind: 'PodDisruptionBudget',
  namespaced: true,
}

export const storageClasses: Resource = {
  group: 'storage.k8s.io',
  version: 'v1',
  plural: 'storageclasses',
  kind: 'StorageClass',
  namespaced: false,
}

export const mutatingWebhooks: Resource = {
  group: 'admissionregistration.k8s.io',
  version: 'v1',
  plural: 'mutatingwebhookconfigurations',
  kind: 'MutatingWebhookConfiguration',
  namespaced: false,
}

const known = [
  pods,
  claims,
  services,
  events,
  configMaps,
  quotas,
  namespaces,
  volumes,
  revisions,
  endpointSlices,
  disruptionBudgets,
]

/** The resource of a manifest of that kind, if the suite knows it. */
export const resourceOfKind = (kind: string): Resource | undefined => known.find((resource) => resource.kind === kind)

/** The resource of that plural, if the suite knows it. */
export const resourceOfPlural = (plural: string): Resource | undefined =>
  known.find((resource) => resource.plural === plural)

/** `v1` or `apps/v1`, as manifests spell it. */
export const apiVersion = (resource: Resource): string =>
  resource.group ? `${resource.group}/${resource.version}` : resource.version

/** The path of a collection, or of one object and its subresource. */
export function pathOf(resource: Resource, namespace?: string, name?: string, subresource?: string): string {
  const root = resource.group ? `/apis/${resource.group}/${resource.version}` : `/api/${resource.version}`
  const within = resource.namespaced && namespace ? `/namespaces/${encodeURIComponent(namespace)}` : ''
  const parts = [resource.plural, name, subresource].filter((part) => part !== undefined).map(encodeURIComponent)
  return `${root}${within}/${parts.join('/')}`
}
