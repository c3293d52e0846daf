import { createHash } from 'node:crypto'
import type { ResourceDefinition } from '../../resources/index.ts'
import { customOperations, operationsOf, subresourcesOf } from '../verbs/index.ts'

/** The discovery document of a path; undefined for any other path. */
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

/** The index of all paths, in their order. */
export function servedPaths(definitions: readonly ResourceDefinition[]): string[] {
  const probes = ['/healthz', '/livez', '/readyz'].flatMap((path) => [path, `${path}/ping`])
  const roots = definitions.flatMap(({ group, version }) =>
    group ? [`/apis/${group}`, `/apis/${group}/${version}`] : [`/api/${version}`],
  )
  return [...new Set(['/api', '/apis', '/apis/', ...roots, ...probes, '/version'])].sort()
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
  const builtIn = served.filter(({ custom }) => !custom).flatMap(resourcesOf)
  const resources = [
    ...builtIn.sort((a, b) => (a.name < b.name ? -1 : 1)),
    ...served.filter(({ custom }) => custom).flatMap(resourcesOf),
  ]
  return {
    kind: 'APIResourceList',
    ...(group ? { apiVersion: 'v1' } : {}),
    groupVersion: group ? `${group}/${version}` : version,
    resources,
  }
}

function resourcesOf(definition: ResourceDefinition) {
  const { plural, singular, namespaced, kind, shortNames, categories, custom } = definition
  const operations = custom ? customOperations('') : operationsOf(plural, '')
  const own = {
    name: plural,
    singularName: singular,
    namespaced,
    kind,
    verbs: verbsOf(definition),
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
    ...(operations.get ? { storageVersionHash: storageVersionHash(definition) } : {}),
  }
  const subresources = subresourcesOf(definition).map((subresource) => ({
    name: `${plural}/${subresource}`,
    singularName: '',
    namespaced,
    ...SUBRESOURCE_KINDS[subresource],
    kind: SUBRESOURCE_KINDS[subresource]?.kind ?? kind,
    verbs: verbsOf(definition, subresource),
  }))
  return [own, ...subresources]
}

// Upstream's order.
const CUSTOM_VERBS = ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch']
const LAST_VERBS = ['delete', 'deletecollection', 'get', 'list', 'watch']

/** The verbs of a resource or of one of its subresources. */
export function verbsOf({ plural, custom }: ResourceDefinition, subresource = ''): string[] {
  if (custom && !subresource) return custom.terminating ? LAST_VERBS : CUSTOM_VERBS
  return Object.keys(custom ? customOperations(subresource) : operationsOf(plural, subresource)).sort()
}

/** Groups whose objects upstream stores in another version than the one that is served. */
const STORED_AS: Record<string, string> = { 'apiextensions.k8s.io': 'v1beta1' }

/** Clients see by this hash that the storage version of a resource has changed. */
function storageVersionHash({ group, version, kind, custom }: ResourceDefinition): string {
  const stored = custom?.storageVersion ?? STORED_AS[group] ?? version
  const bytes = 8
  return createHash('sha256').update(`${group}/${stored}/${kind}`).digest().subarray(0, bytes).toString('base64')
}

/** The kinds of subresources whose kind is not that of their resource. */
export const SUBRESOURCE_KINDS: Record<string, { group?: string; version?: string; kind: string }> = {
  scale: { group: 'autoscaling', version: 'v1', kind: 'Scale' },
  binding: { kind: 'Binding' },
  eviction: { group: 'policy', version: 'v1', kind: 'Eviction' },
}
