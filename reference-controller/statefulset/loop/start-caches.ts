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
import { ownedIndex } from './owned-index.ts'
import type { SetsToEnqueue, SetsToEnqueueForClaim } from './sets-to-enqueue.ts'

export type Caches = ReturnType<typeof startCaches>

interface Source {
  client: ApiClient
  clock: Clock
  resource: Resource
  enqueue: SetsToEnqueue
  enqueueForClaim: SetsToEnqueueForClaim
  onError: (error: unknown) => void
}

/** Caches the sets, Pods, claims and revisions of all namespaces; calls `wake` with the keys of the sets to sync. */
export function startCaches(
  { client, clock, resource, enqueue, enqueueForClaim, onError }: Source,
  wake: (keys: string[]) => void,
) {
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
      wake(enqueue(change, setCache.cache, resource.kind))
    },
  })
  const claimCache = startReflector<PersistentVolumeClaim>(client, claims, {
    ...watching,
    onChange: (change) => wake(enqueueForClaim(change, setCache.cache)),
  })
  // Revisions enqueue no set, as in upstream: the next sync observes their changes.
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
    of: (wanted: Resource) => all.find(([cached]) => cached === wanted)?.[1],
    stop() {
      for (const [, cache] of all) cache.stop()
    },
  }
}
