import type { ResourceDefinition } from '../resources/index.ts'
import { operationsOf, subresourcesOf } from './operations.ts'

/** What this server serves, in the form in which clients ask for it. Undefined for any other path. */
export function discovery(definitions: readonly ResourceDefinition[], path: string, address: string): unknown {
  const [root, group = '', version, ...more] = path.split('/').filter(Boolean)
  if (more.length > 0) return undefined
  if (root === 'api' && !group) return coreVersions(address)
  if (root === 'api' && !version) return resourceList(definitions, '', group)
  if (root !== 'apis') return undefined
  const groups = [...new Set(definitions.map((definition) => definition.group))].filter(Boolean).sort()
  if (!group) {
    return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups.map((name) => groupOf(definitions, name)) }
  }
  if (!groups.includes(group)) return undefined
  if (!version) return { kind: 'APIGroup', apiVersion: 'v1', ...groupOf(definitions, group) }
  return resourceList(definitions, group, version)
}

function coreVersions(address: string) {
  const serverAddressByClientCIDRs = [{ clientCIDR: '0.0.0.0/0', serverAddress: address }]
  return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs }
}

function groupOf(definitions: readonly ResourceDefinition[], name: string) {
  const served = new Set(definitions.filter(({ group }) => group === name).map(({ version }) => version))
  const versions = [...served].map((version) => ({ groupVersion: `${name}/${version}`, version }))
  return { name, versions, preferredVersion: versions[0] }
}

function resourceList(definitions: readonly ResourceDefinition[], group: string, version: string) {
  const served = definitions.filter((definition) => definition.group === group && definition.version === version)
  if (served.length === 0) return undefined
  const resources = served.flatMap(resourcesOf).sort((a, b) => (a.name < b.name ? -1 : 1))
  return {
    kind: 'APIResourceList',
    ...(group ? { apiVersion: 'v1' } : {}),
    groupVersion: group ? `${group}/${version}` : version,
    resources,
  }
}

function resourcesOf(definition: ResourceDefinition) {
  const { plural, singular, namespaced, kind, shortNames, categories } = definition
  const own = {
    name: plural,
    singularName: singular,
    namespaced,
    kind,
    verbs: Object.keys(operationsOf(plural, '')).sort(),
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
  }
  const subresources = subresourcesOf(definition).map((subresource) => ({
    name: `${plural}/${subresource}`,
    singularName: '',
    namespaced,
    ...SPOKEN[subresource],
    kind: SPOKEN[subresource]?.kind ?? kind,
    verbs: Object.keys(operationsOf(plural, subresource)).sort(),
  }))
  return [own, ...subresources]
}

/** Subresources that speak another kind than their resource. */
export const SPOKEN: Record<string, { group?: string; version?: string; kind: string }> = {
  scale: { group: 'autoscaling', version: 'v1', kind: 'Scale' },
  binding: { kind: 'Binding' },
  eviction: { group: 'policy', version: 'v1', kind: 'Eviction' },
}
