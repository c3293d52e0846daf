import type { ResourceDefinition } from '../../resources/index.ts'
import { subresourcesOf } from '../verbs/index.ts'
import { SUBRESOURCE_KINDS, verbsOf } from './discovery.ts'

/** All groups, versions and resources under `/api` or `/apis` in one document; undefined for any other path. */
export function aggregatedDiscovery(definitions: readonly ResourceDefinition[], path: string): unknown {
  const root = path.replace(/\/$/, '')
  if (root !== '/api' && root !== '/apis') return undefined
  const served = definitions.filter(({ group }) => (root === '/api') === (group === ''))
  const groups = [...new Set(served.map(({ group }) => group))].sort()
  const items = groups.map((group) =>
    groupItem(
      group,
      served.filter((definition) => definition.group === group),
    ),
  )
  return { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', metadata: {}, items }
}

function groupItem(name: string, definitions: ResourceDefinition[]) {
  const versions = [...new Set(definitions.map(({ version }) => version))].map((version) => ({
    version,
    resources: byName(definitions.filter((definition) => definition.version === version).map(resourceItem), 'resource'),
    freshness: 'Current',
  }))
  return { metadata: name ? { name } : {}, versions }
}

function resourceItem(definition: ResourceDefinition) {
  const { group, version, plural, singular, namespaced, kind, shortNames, categories, custom } = definition
  const own = custom ? { group, version } : OWN
  const found = custom ? definition.subresources : subresourcesOf(definition)
  const subresources = inOrder(
    custom,
    found.map((subresource) => ({
      subresource,
      responseKind: { ...own, kind, ...SUBRESOURCE_KINDS[subresource] },
      verbs: verbsOf(definition, subresource),
    })),
  )
  return {
    resource: plural,
    responseKind: { ...own, kind },
    scope: namespaced ? 'Namespaced' : 'Cluster',
    singularResource: singular,
    verbs: verbsOf(definition),
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
    ...(subresources.length > 0 ? { subresources } : {}),
  }
}

/** By name; those of custom kinds in upstream's order, the status first. */
function inOrder<T extends { subresource: string }>(custom: unknown, subresources: T[]): T[] {
  return custom ? subresources : byName(subresources, 'subresource')
}

/** Empty: the group and version in which it is listed. */
const OWN = { group: '', version: '' }

function byName<K extends string, T extends Record<K, string>>(items: T[], field: K): T[] {
  return items.sort((a, b) => (a[field] < b[field] ? -1 : 1))
}
