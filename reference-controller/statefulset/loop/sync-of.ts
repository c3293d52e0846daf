import { apiVersionOf, keyOf, type WorkQueue } from '../../client/index.ts'
import { establish, isPrecondition } from '../act/establish.ts'
import type { SyncContext } from '../act/sync-context.ts'
import type { Action, Reading, Snapshot } from '../decide/actions.ts'
import type { LoopOptions } from './loop-options.ts'
import type { OwnWrites } from './own-writes.ts'
import type { Caches } from './start-caches.ts'

// The API server contradicts itself if preconditions remain after this many rounds.
const ROUNDS = 20

/** Creates the sync function: it reconciles one set, named by its key. */
export function syncOf(
  { client, clock, resource, recorder, decide, act, features }: LoopOptions,
  caches: Caches,
  writes: OwnWrites,
  again: WorkQueue['addAfter'],
): (key: string) => Promise<void> {
  const type = { apiVersion: apiVersionOf(resource), kind: resource.kind }
  /** The last reading for each set: while it applies, the API server is not asked again. */
  const readings = new Map<string, Reading>()

  /** Carries out preconditions until `decide` returns actions for Pods. */
  async function actionsFor(context: SyncContext, snapshot: Snapshot): Promise<Action[]> {
    let known = snapshot
    for (let round = 0; round < ROUNDS; round++) {
      const actions = decide(known, clock.now())
      if (!actions.some(isPrecondition)) return actions
      known = await establish(context, actions, known)
      if (known.reading) readings.set(keyOf(context.set), known.reading)
    }
    throw new Error(
      `expected ownership and revisions of ${keyOf(context.set)} to be established within ${ROUNDS} rounds`,
    )
  }

  return async (key) => {
    const seen = writes.seen(key)
    if (seen !== true) {
      void seen.then(() => again(key, 0, 'own writes'))
      return
    }
    const set = caches.sets.get(key)
    if (!set) {
      readings.delete(key)
      return writes.forget(key)
    }
    const reading = readings.get(key)
    const context: SyncContext = {
      ...{ client, resource, set, type, recorder },
      cachedSet: () => caches.sets.get(key),
      wrote: (written, object) => writes.remember(key, written, object),
    }
    const actions = await actionsFor(context, {
      ...{ set, type, claims: caches.claims, features },
      pods: caches.podsOf(set),
      revisions: caches.revisionsOf(set),
      collisionCount: set.status?.collisionCount ?? 0,
      ...(reading && { reading }),
    })
    await act(context, actions)
    for (const action of actions) {
      if (action.kind !== 'wait' || action.due === undefined) continue
      again(key, action.due - clock.now(), `minReadySeconds of ${resource.kind} ${key}: ${action.because}`)
    }
  }
}
