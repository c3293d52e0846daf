import { refusedAs, type StatefulSet, type StatefulSetStatus } from '../../client/index.ts'
import type { SyncContext } from './sync-context.ts'

const ATTEMPTS = 5

/**
 * Writes the status over the newest version in the cache. It stays the status of the generation that was acted upon,
 * even if the spec has moved on meanwhile.
 */
export async function writeStatus(context: SyncContext, status: StatefulSetStatus): Promise<void> {
  const { client, resource, wrote } = context
  let set: StatefulSet = context.set
  for (let attempt = 1; ; attempt++) {
    try {
      wrote(resource, await client.update(resource, set.metadata.namespace, { ...set, status }, 'status'))
      return
    } catch (error) {
      const newer = context.cachedSet()
      // Observed: a conflict, and the cache knows no newer version to try with. The next sync will have one.
      const isSame = newer?.metadata.resourceVersion === set.metadata.resourceVersion
      if (!refusedAs(error, 'Conflict') || attempt === ATTEMPTS || !newer || isSame) throw error
      set = newer
    }
  }
}
