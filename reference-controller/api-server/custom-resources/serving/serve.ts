import { isDeepStrictEqual } from 'node:util'
import { type Cluster, folderOf } from '../../http/request/index.ts'
import type { ResourceDefinition } from '../../resources/index.ts'
import { type CustomResourceDefinition, isTrue } from '../crd/types.ts'
import { resourcesOf } from '../kind/resources-of.ts'
import { establish } from './establish.ts'
import { ownStatus } from './own-status.ts'

const CRDS = folderOf({ plural: 'customresourcedefinitions' })

interface Served {
  crd: CustomResourceDefinition
  retirement: AbortController
  resources: ResourceDefinition[]
}

/** The resources that are served now: the built-in ones, then those of established CRDs. */
export type ServedResources = () => readonly ResourceDefinition[]

/** Follows the CRDs in the store from now on. It ends with the store. */
export function followCrds(
  cluster: Pick<Cluster, 'store' | 'clock'>,
  builtIn: readonly ResourceDefinition[],
): ServedResources {
  const { store } = cluster
  const served = new Map<string, Served>()
  const changed = new Set<string>()
  let current = builtIn

  const refresh = () => {
    if (changed.size === 0) return
    for (const name of changed) replace(served, name, store.get(CRDS + name)?.value as CustomResourceDefinition)
    changed.clear()
    const added = [...served.keys()].sort().flatMap((name) => served.get(name)!.resources)
    current = added.length > 0 ? [...builtIn, ...added] : builtIn
  }
  const own = builtIn.find(({ plural }) => plural === 'customresourcedefinitions')!
  const established = establish(cluster, ownStatus(cluster, own))
  store.watch(CRDS, store.revision(), ({ entry }) => {
    const name = entry.key.slice(CRDS.length)
    changed.add(name)
    // A watch callback must not write.
    queueMicrotask(() => {
      refresh()
      established(name)
    })
  })
  return () => {
    refresh()
    return current
  }
}

/** Replaces the resources of a CRD and ends their watches, unless only its status changed. */
function replace(served: Map<string, Served>, name: string, crd: CustomResourceDefinition | undefined): void {
  const before = served.get(name)
  const isServed = crd !== undefined && isTrue(crd, 'Established')
  if (before && isServed && sameKind(before.crd, crd)) {
    if (isTrue(before.crd, 'Terminating') !== isTrue(crd, 'Terminating')) {
      before.resources = resourcesOf(crd, before.retirement.signal)
    }
    before.crd = crd
    return
  }
  served.delete(name)
  if (isServed) {
    const retirement = new AbortController()
    served.set(name, { crd, retirement, resources: resourcesOf(crd, retirement.signal) })
  }
  before?.retirement.abort()
}

function sameKind(a: CustomResourceDefinition, b: CustomResourceDefinition): boolean {
  const sameNames = isDeepStrictEqual(a.status.acceptedNames, b.status.acceptedNames)
  return a.metadata.uid === b.metadata.uid && sameNames && isDeepStrictEqual(a.spec, b.spec)
}
