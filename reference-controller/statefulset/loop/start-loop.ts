import { keyOf, workQueue } from '../../client/index.ts'
import type { LoopOptions } from './loop-options.ts'
import { ownWrites } from './own-writes.ts'
import { startCaches } from './start-caches.ts'
import { syncOf } from './sync-of.ts'

const WORKERS = 10

/** Follows the sets and what they own, and syncs each set that something has happened to. */
export async function startLoop(options: LoopOptions) {
  const { clock, activity, onError } = options
  let started = false
  const caches = startCaches(options, (keys) => {
    if (started) for (const key of keys) queue.add(key)
  })
  const writes = ownWrites(caches.of)
  const sync = syncOf(options, caches, writes, (...timer) => queue.addAfter(...timer))
  const queue = workQueue(clock, sync, {
    ...{ name: `${options.resource.kind} controller`, activity, workers: WORKERS },
    onError: (_, error) => onError(error),
  })
  await caches.synced
  started = true
  for (const set of caches.sets.values()) queue.add(keyOf(set))
  return {
    async stop() {
      caches.stop()
      await queue.stop()
    },
  }
}
