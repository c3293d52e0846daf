import { apiVersionOf, keyOf } from '../../client/index.ts'
import { establish, isPremise } from '../act/establish.ts'
import type { SyncContext } from '../act/sync-context.ts'
import type { Action, Snapshot } from '../decide/actions.ts'
import type { LoopOptions } from './loop-options.ts'
import type { OwnWrites } from './own-writes.ts'
import type { Caches } from './start-caches.ts'

// A premise that is still not settled after this many rounds is answered in a way that no rule foresees.
const ROUNDS = 20

/** Makes the function that brings one set, named by its key, nearer to what it shall be. */
export function syncOf(
  { client, clock, resource, recorder, decide, act }: LoopOptions,
  caches: Caches,
  writes: OwnWrites,
  again: (key: string, ms: number) => void,
): (key: string) => Promise<void> {
  const type = { apiVersion: apiVersionOf(resource), kind: resource.kind }

  /** Decides, settling premises until there is a decision about Pods. */
  async function settled(context: SyncContext, snapshot: Snapshot): Promise<Action[]> {
    let known = snapshot
    for (let round = 0; round < ROUNDS; round++) {
      const actions = decide(known, clock.now())
      if (!actions.some(isPremise)) return actions
      known = await establish(context, actions, known)
    }
    throw new Error(`expected ownership and revisions of ${keyOf(context.set)} to be settled within ${ROUNDS} rounds`)
  }

  return async (key) => {
    const seen = writes.seen(key)
    if (seen !== true) {
      void seen.then(() => again(key, 0))
      return
    }
    const set = caches.sets.get(key)
    if (!set) return writes.forget(key)
    const context: SyncContext = {
      ...{ client, resource, set, type, recorder },
      cachedSet: () => caches.sets.get(key),
      wrote: (written, object) => writes.remember(key, written, object),
    }
    const actions = await settled(context, {
      ...{ set, type, claims: caches.claims },
      pods: caches.podsOf(set),
      revisions: caches.revisionsOf(set),
      collisionCount: set.status?.collisionCount ?? 0,
    })
    await act(context, actions)
    for (const action of actions) {
      if (action.kind === 'wait' && action.due !== undefined) again(key, action.due - clock.now())
    }
  }
}
