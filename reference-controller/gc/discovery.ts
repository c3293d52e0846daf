import { type ApiClient, apiVersionOf, type Resource, refusedAs } from '../client/index.ts'

interface ApiResource {
  name: string
  kind: string
  namespaced: boolean
  verbs: string[]
}

/** Discovers the resources of the server, once per group and version, and again for a resource that was not found. */
export interface Discovery {
  /** The resource of a kind as an owner reference names it; undefined if the server has no such kind. */
  resourceOf(apiVersion: string, kind: string): Promise<Resource | undefined>
  /** Those of the resources that the server offers. */
  served(resources: Resource[]): Promise<Resource[]>
  /** Everything that lives in namespaces and can be listed and deleted. */
  namespaced(): Promise<Resource[]>
  /** Forgets a kind, so that it is discovered again. */
  forget(group: string, kind: string): void
}

export function discovery(client: ApiClient): Discovery {
  const known = new Map<string, Resource>()

  async function resourcesOf(apiVersion: string): Promise<Resource[]> {
    const [version = '', group = ''] = apiVersion.split('/').reverse()
    try {
      const path = group ? `/apis/${group}/${version}` : `/api/${version}`
      const list = (await client.request('GET', path)) as { resources?: ApiResource[] }
      const usable = (list.resources ?? []).filter(isUsable)
      return usable.map(({ name, kind, namespaced }) => ({ group, version, plural: name, kind, namespaced }))
    } catch (error) {
      if (refusedAs(error, 'NotFound')) return []
      throw error
    }
  }

  async function resourceOf(apiVersion: string, kind: string): Promise<Resource | undefined> {
    const key = `${apiVersion}/${kind}`
    if (known.has(key)) return known.get(key)
    for (const resource of await resourcesOf(apiVersion)) known.set(`${apiVersion}/${resource.kind}`, resource)
    return known.get(key)
  }

  return {
    resourceOf,
    forget(group, kind) {
      for (const [key, resource] of known) if (resource.group === group && resource.kind === kind) known.delete(key)
    },
    async served(resources) {
      const found: Resource[] = []
      for (const resource of resources) {
        const served = await resourceOf(apiVersionOf(resource), resource.kind)
        if (served) found.push(served)
      }
      return found
    },
    async namespaced() {
      const versions = ['v1', ...(await preferredVersions(client))]
      const resources = (await Promise.all(versions.map(resourcesOf))).flat()
      return resources.filter((resource) => resource.namespaced)
    },
  }
}

function isUsable({ name, verbs = [] }: ApiResource): boolean {
  return !name.includes('/') && verbs.includes('list') && verbs.includes('delete')
}

async function preferredVersions(client: ApiClient): Promise<string[]> {
  const list = (await client.request('GET', '/apis')) as {
    groups?: { preferredVersion?: { groupVersion: string } }[]
  }
  return (list.groups ?? []).flatMap(({ preferredVersion }) => preferredVersion?.groupVersion ?? [])
}
