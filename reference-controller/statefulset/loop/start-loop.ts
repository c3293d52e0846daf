import { type ApiClient, keyOf, type Resource, workQueue } from '../../client/index.ts'
import type { Clock } from '../../clock.ts'
import type { Act } from '../act/act.ts'
import type { EventRecorder } from '../act/event-recorder.ts'
import type { Decide } from '../decide/actions.ts'
import { ownWrites } from './own-writes.ts'
import { startCaches } from './start-caches.ts'
import { syncOf } from './sync-of.ts'

export interface LoopOptions {
  client: ApiClient
  clock: Clock
  resource: Resource
  recorder: EventRecorder
  decide: Decide
  act: Act
  onError: (error: unknown) => void
}

const WORKERS = 10

/** Follows the sets and what they own, and syncs each set that something has happened to. */
export async function startLoop(options: LoopOptions) {
  const { clock, onError } = options
  let started = false
  const caches = startCaches(options, (keys) => {
    if (started) for (const key of keys) queue.add(key)
  })
  const writes = ownWrites(caches.of)
  const sync = syncOf(options, caches, writes, (key, ms) => queue.addAfter(key, ms))
  const queue = workQueue(clock, sync, { workers: WORKERS, onError: (_, error) => onError(error) })
  await caches.synced
  started = true
  for (const set of caches.sets.values()) queue.add(keyOf(set))
  return {
    busy: queue.busy,
    async stop() {
      caches.stop()
      await queue.stop()
    },
  }
}
