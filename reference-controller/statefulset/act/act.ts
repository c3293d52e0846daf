import { controllerRevisions, refusedAs } from '../../client/index.ts'
import type { Action } from '../decide/actions.ts'
import { completeClaims, createPod, deletePod, repairPod, updateClaimOwners } from './pods.ts'
import type { SyncContext } from './sync-context.ts'
import { writeStatus } from './write-status.ts'

export type Act = (context: SyncContext, actions: Action[]) => Promise<void>

/**
 * Carries out actions in order. After a failure only the status and the history are still attended to, since users
 * must see what there is even while something goes wrong; the failure itself is thrown at the end.
 */
export const act: Act = async (context, actions) => {
  const failures: unknown[] = []
  for (const group of groups(actions)) {
    const inSpiteOfFailures = group.every(({ kind }) => kind === 'update-status' || kind === 'delete-revision')
    if (failures.length > 0 && !inSpiteOfFailures) continue
    const failed = failures.length > 0
    const results = await Promise.allSettled(units(group).map((unit) => inTurn(context, unit, failed)))
    for (const result of results) if (result.status === 'rejected') failures.push(result.reason)
  }
  if (failures.length === 1) throw failures[0]
  if (failures.length > 1)
    throw new AggregateError(failures, `${failures.length} actions failed, the first: ${failures[0]}`)
}

/** Neighbours of the same batch together, all others alone. */
function groups(actions: Action[]): Action[][] {
  const found: Action[][] = []
  let batch: string | undefined
  for (const action of actions) {
    const own = 'batch' in action ? action.batch : undefined
    if (own !== undefined && own === batch) found.at(-1)?.push(action)
    else found.push([action])
    batch = own
  }
  return found
}

/** Actions of a batch run in order for the same Pod, and in parallel for different Pods. */
function units(group: Action[]): Action[][] {
  return [...Map.groupBy(group, (action) => ('pod' in action ? action.pod.metadata.name : '')).values()]
}

async function inTurn(context: SyncContext, actions: Action[], failed: boolean): Promise<void> {
  for (const action of actions) await carryOut(context, action, failed)
}

async function carryOut(context: SyncContext, action: Action, failed: boolean): Promise<void> {
  if (action.kind === 'create-pod') return createPod(context, action)
  if (action.kind === 'create-claims') return completeClaims(context, action)
  if (action.kind === 'repair-pod') return repairPod(context, action)
  if (action.kind === 'update-claim-owners') return updateClaimOwners(context, action)
  if (action.kind === 'delete-pod') return deletePod(context, action)
  if (action.kind === 'update-status') {
    const status = failed ? action.ifFailed : action.status
    return status && writeStatus(context, status)
  }
  if (action.kind === 'delete-revision') {
    const { namespace, name } = action.revision.metadata
    try {
      await context.client.remove(controllerRevisions, namespace, name)
    } catch (error) {
      // NotFound: the cache has not shown yet that it is gone.
      if (!refusedAs(error, 'NotFound')) throw error
    }
  }
}
