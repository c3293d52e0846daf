import type { KubeObject, Resource } from '../client/index.ts'
import type { Assembly } from '../part.ts'

const definitions: Resource = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  plural: 'customresourcedefinitions',
  kind: 'CustomResourceDefinition',
  namespaced: false,
}

interface Definition extends KubeObject {
  spec: { group: string; scope: string; versions: { name: string; served: boolean; storage: boolean }[] }
  status?: {
    conditions?: { type: string; status: string }[] | null
    acceptedNames?: { plural: string; kind: string }
  }
}

interface Following {
  add(resource: Resource): void
  drop(resource: Resource): void
}

/** Notifies of each kind that a CustomResourceDefinition adds, once it is served, and again when it is removed. */
export function followCustomKinds(part: Assembly, { add, drop }: Following): void {
  const served = new Map<string, Resource>()
  part.follow<Definition>(definitions, ({ type, object }) => {
    const { name } = object.metadata
    const resource = type === 'DELETED' ? undefined : resourceOf(object)
    const before = served.get(name)
    if (before && before.version === resource?.version && before.kind === resource.kind) return
    if (before) drop(before)
    served.delete(name)
    if (!resource) return
    served.set(name, resource)
    add(resource)
  })
}

/** Undefined until the definition is established. Any served version will do; the stored one is the least work. */
function resourceOf({ spec, status }: Definition): Resource | undefined {
  const established = status?.conditions?.some((one) => one.type === 'Established' && one.status === 'True')
  const names = status?.acceptedNames
  const version = spec.versions.filter((one) => one.served).sort((a, b) => Number(b.storage) - Number(a.storage))[0]
  if (!established || !names || !version) return undefined
  const { plural, kind } = names
  return { group: spec.group, version: version.name, plural, kind, namespaced: spec.scope === 'Namespaced' }
}
