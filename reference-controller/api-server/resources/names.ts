import type { ResourceDefinition } from './definition.ts'

export type ResourceNames = Omit<ResourceDefinition, 'strategy' | 'table'>

type Row = Pick<ResourceNames, 'plural' | 'kind'> & Partial<ResourceNames>

const core: Row[] = [
  { plural: 'namespaces', kind: 'Namespace', shortNames: ['ns'], namespaced: false, subresources: ['status'] },
  {
    plural: 'pods',
    kind: 'Pod',
    shortNames: ['po'],
    categories: ['all'],
    subresources: ['status', 'binding', 'eviction'],
  },
  { plural: 'services', kind: 'Service', shortNames: ['svc'], categories: ['all'], subresources: ['status'] },
  { plural: 'persistentvolumeclaims', kind: 'PersistentVolumeClaim', shortNames: ['pvc'], subresources: ['status'] },
  {
    plural: 'persistentvolumes',
    kind: 'PersistentVolume',
    shortNames: ['pv'],
    namespaced: false,
    subresources: ['status'],
  },
  { plural: 'events', kind: 'Event', shortNames: ['ev'] },
  { plural: 'serviceaccounts', kind: 'ServiceAccount', shortNames: ['sa'] },
  { plural: 'nodes', kind: 'Node', shortNames: ['no'], namespaced: false, subresources: ['status'] },
  { plural: 'configmaps', kind: 'ConfigMap', shortNames: ['cm'] },
  { plural: 'secrets', kind: 'Secret' },
  { plural: 'resourcequotas', kind: 'ResourceQuota', shortNames: ['quota'], subresources: ['status'] },
]

const apps: Row[] = [
  {
    plural: 'statefulsets',
    kind: 'StatefulSet',
    shortNames: ['sts'],
    categories: ['all'],
    subresources: ['status', 'scale'],
  },
  { plural: 'controllerrevisions', kind: 'ControllerRevision' },
]

/** Reviews, which are not stored. */
const reviews: [string, Row][] = [
  ['authentication.k8s.io', { plural: 'selfsubjectreviews', kind: 'SelfSubjectReview' }],
  ['authorization.k8s.io', { plural: 'selfsubjectaccessreviews', kind: 'SelfSubjectAccessReview' }],
  ['authorization.k8s.io', { plural: 'selfsubjectrulesreviews', kind: 'SelfSubjectRulesReview' }],
]

/** The names of every resource that the embedded server serves. */
export function servedNames(): ResourceNames[] {
  return [
    ...core.map((row) => named('', row)),
    ...apps.map((row) => named('apps', row)),
    named('storage.k8s.io', { plural: 'storageclasses', kind: 'StorageClass', shortNames: ['sc'], namespaced: false }),
    named('discovery.k8s.io', { plural: 'endpointslices', kind: 'EndpointSlice' }),
    named('coordination.k8s.io', { plural: 'leases', kind: 'Lease' }),
    named('policy', {
      plural: 'poddisruptionbudgets',
      kind: 'PodDisruptionBudget',
      shortNames: ['pdb'],
      subresources: ['status'],
    }),
    named('apiextensions.k8s.io', {
      plural: 'customresourcedefinitions',
      kind: 'CustomResourceDefinition',
      shortNames: ['crd', 'crds'],
      categories: ['api-extensions'],
      namespaced: false,
      subresources: ['status'],
    }),
    ...reviews.map(([group, row]) => named(group, { ...row, namespaced: false })),
  ]
}

function named(group: string, row: Row): ResourceNames {
  return {
    group,
    version: 'v1',
    singular: row.kind.toLowerCase(),
    listKind: `${row.kind}List`,
    shortNames: [],
    categories: [],
    namespaced: true,
    subresources: [],
    ...row,
  }
}
