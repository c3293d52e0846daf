import type { Api, KubeObject } from '../client/index.ts'

interface Discovered {
  readonly groups: readonly { readonly preferredVersion: { readonly groupVersion: string } }[]
  readonly resources: readonly { readonly name: string; readonly verbs: readonly string[] }[]
}

/** Objects and fields that change by themselves, or are nobody's state. */
const PASSING = new Set(['events', 'leases'])

/** All objects of a cluster: by resource, namespace, name and uid, all that somebody has written into them. */
export async function inventory(api: Api): Promise<Map<string, string>> {
  const { groups } = await api.ask<Discovered>('GET', '/apis')
  const roots = ['/api/v1', ...groups.map(({ preferredVersion }) => `/apis/${preferredVersion.groupVersion}`)]
  const found = await Promise.all(roots.map((root) => objectsOf(api, root)))
  return new Map(found.flat())
}

async function objectsOf(api: Api, root: string): Promise<[string, string][]> {
  const { resources } = await api.ask<Discovered>('GET', root)
  const listed = resources.filter(({ name, verbs }) => verbs.includes('list') && !PASSING.has(name))
  const each = await Promise.all(
    listed.map(async ({ name: plural }) => {
      const { items } = await api.ask<{ items: KubeObject[] | null }>('GET', `${root}/${plural}`)
      return (items ?? []).map(({ status: _, ...object }): [string, string] => {
        const {
          resourceVersion: __,
          managedFields: ___,
          ...metadata
        } = object.metadata as KubeObject['metadata'] & {
          managedFields?: unknown
        }
        const { namespace = '', name, uid } = metadata
        return [`${root}/${plural} ${namespace}/${name} ${uid}`, JSON.stringify({ ...object, metadata })]
      })
    }),
  )
  return each.flat()
}

/** The objects that appeared, disappeared or changed. */
export function differences(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const gone = [...before.keys()].filter((key) => !after.has(key)).map((key) => `gone: ${key}`)
  const fresh = [...after.keys()].filter((key) => !before.has(key)).map((key) => `new: ${key}`)
  const changed = [...after].filter(([key, text]) => before.has(key) && before.get(key) !== text)
  return [...gone, ...fresh, ...changed.map(([key]) => `changed: ${key}`)]
}
