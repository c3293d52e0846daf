/** The resources of the embedded server by group/version; kube-apiserver has many more. */
const SERVED: Record<string, string[]> = {
  v1: [
    'configmaps',
    'events',
    'namespaces',
    'nodes',
    'persistentvolumeclaims',
    'persistentvolumes',
    'pods',
    'resourcequotas',
    'secrets',
    'serviceaccounts',
    'services',
  ],
  'apiextensions.k8s.io/v1': ['customresourcedefinitions'],
  'apps/v1': ['controllerrevisions', 'statefulsets'],
  'authentication.k8s.io/v1': ['selfsubjectreviews'],
  'authorization.k8s.io/v1': ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
  'coordination.k8s.io/v1': ['leases'],
  'discovery.k8s.io/v1': ['endpointslices'],
  'policy/v1': ['poddisruptionbudgets'],
  'storage.k8s.io/v1': ['storageclasses'],
}

const SUBRESOURCES = ['status', 'scale', 'binding', 'eviction', 'finalize']

interface Group {
  metadata: { name?: string }
  versions: { version: string; resources: { resource: string; subresources?: { subresource: string }[] }[] }[]
}

/** The part of an aggregated discovery that the embedded server has, by name; other responses as they are. */
export function servedPart(answer: unknown): unknown {
  const { kind, items } = (answer ?? {}) as { kind?: string; items?: Group[] }
  if (kind !== 'APIGroupDiscoveryList' || !items) return answer
  const groups = items.flatMap(servedGroup)
  return { ...(answer as object), items: groups.sort((a, b) => nameOf(a).localeCompare(nameOf(b))) }
}

function servedGroup({ metadata, versions }: Group): Group[] {
  const kept = versions.flatMap(({ resources, ...version }) => {
    const served = SERVED[metadata.name ? `${metadata.name}/${version.version}` : version.version] ?? []
    const known = resources.filter(({ resource }) => served.includes(resource)).map(withoutOthers)
    return known.length > 0 ? [{ ...version, resources: known }] : []
  })
  return kept.length > 0 ? [{ metadata, versions: kept }] : []
}

const nameOf = ({ metadata }: Group) => metadata.name ?? ''

function withoutOthers<T extends { subresources?: { subresource: string }[] }>({ subresources, ...resource }: T) {
  const known = subresources?.filter(({ subresource }) => SUBRESOURCES.includes(subresource)) ?? []
  return known.length > 0 ? { ...resource, subresources: known } : resource
}
