import {
  type ApiClient,
  type ControllerRevision,
  claims,
  controllerRevisions,
  keyOf,
  type PersistentVolumeClaim,
  type Pod,
  pods,
  type Reflector,
  type Resource,
  type StatefulSet,
  startReflector,
} from '../../client/index.ts'
import type { Clock } from '../../clock.ts'
import type { Concerned } from './concerned-sets.ts'
import { ownedIndex } from './owned-index.ts'

export type Caches = ReturnType<typeof startCaches>

interface Source {
  client: ApiClient
  clock: Clock
  resource: Resource
  concerned: Concerned
  onError: (error: unknown) => void
}

/** Mirrors the sets, Pods, claims and revisions of all namespaces; `wake` is told the keys of sets to look at. */
export function startCaches({ client, clock, resource, concerned, onError }: Source, wake: (keys: string[]) => void) {
  const watching = { clock, onError }
  const ownedPods = ownedIndex<Pod>()
  const ownedRevisions = ownedIndex<ControllerRevision>()
  const setCache = startReflector<StatefulSet>(client, resource, {
    ...watching,
    onChange: ({ object }) => wake([keyOf(object)]),
  })
  const podCache = startReflector<Pod>(client, pods, {
    ...watching,
    onChange(change) {
      ownedPods.take(change)
      wake(concerned(change, setCache.cache, resource.kind))
    },
  })
  // Neither claims nor revisions wake a set, as in upstream: what happens to them is found at the next occasion.
  const claimCache = startReflector<PersistentVolumeClaim>(client, claims, watching)
  const revisionCache = startReflector<ControllerRevision>(client, controllerRevisions, {
    ...watching,
    onChange: ownedRevisions.take,
  })
  const all: [Resource, Pick<Reflector<never>, 'reached' | 'synced' | 'stop'>][] = [
    [resource, setCache],
    [pods, podCache],
    [claims, claimCache],
    [controllerRevisions, revisionCache],
  ]
  return {
    sets: setCache.cache,
    claims: claimCache.cache,
    podsOf: ownedPods.ownedOrOrphaned,
    revisionsOf: ownedRevisions.ownedOrOrphaned,
    synced: Promise.all(all.map(([, cache]) => cache.synced)),
    of: (wanted: Resource) => all.find(([mirrored]) => mirrored === wanted)?.[1],
    stop() {
      for (const [, cache] of all) cache.stop()
    },
  }
}
