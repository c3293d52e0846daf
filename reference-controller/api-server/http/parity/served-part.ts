import { resourceDefinitions } from '../../resources/index.ts'

interface Versions {
  metadata: { name?: string }
  versions: { version: string; resources: { resource: string; subresources?: { subresource: string }[] }[] }[]
}

// Those of the embedded server: the real one has many more.
const SUBRESOURCES = ['status', 'scale', 'binding', 'eviction', 'finalize']

/** Of an aggregated discovery, the part that the embedded server is about, in an order of its own; else the answer. */
export function servedPart(answer: unknown): unknown {
  const { kind, items } = (answer ?? {}) as { kind?: string; items?: Versions[] }
  if (kind !== 'APIGroupDiscoveryList' || !items) return answer
  const served = resourceDefinitions()
  const groups = items.flatMap(({ metadata, versions }) => {
    const group = metadata.name ?? ''
    const kept = versions.flatMap(({ resources, ...version }) => {
      const known = resources.filter(({ resource }) => {
        return served.some((one) => one.group === group && one.version === version.version && one.plural === resource)
      })
      return known.length > 0 ? [{ ...version, resources: known.map(withoutOthers) }] : []
    })
    return kept.length > 0 ? [{ metadata, versions: kept }] : []
  })
  return { ...(answer as object), items: groups.sort((a, b) => nameOf(a).localeCompare(nameOf(b))) }
}

const nameOf = ({ metadata }: Pick<Versions, 'metadata'>) => metadata.name ?? ''

function withoutOthers<T extends { subresources?: { subresource: string }[] }>({ subresources, ...resource }: T) {
  const known = subresources?.filter(({ subresource }) => SUBRESOURCES.includes(subresource)) ?? []
  return known.length > 0 ? { ...resource, subresources: known } : resource
}
