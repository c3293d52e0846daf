import { claims, type Pod, pods, refusedAs } from '../../client/index.ts'
import type { Action, ClaimWork } from '../decide/actions.ts'
import { recordClaimEvent, recordPodEvent, type SyncContext, textOf } from './sync-context.ts'

type Of<Kind> = Action & { kind: Kind }

/** Claims first, then the Pod: a Pod that is there before its claims could be scheduled where they cannot follow. */
export async function createPod(context: SyncContext, { pod, claims: work }: Of<'create-pod'>): Promise<void> {
  const { client, set } = context
  try {
    await createClaims(context, pod, work)
  } catch (error) {
    recordPodEvent(context, 'Create', pod, error)
    throw error
  }
  let refusal: unknown
  try {
    context.wrote(pods, await client.create(pods, set.metadata.namespace, pod))
  } catch (error) {
    // The name is taken by a Pod that is not ours (or not in the cache yet): tried again, without a word.
    if (refusedAs(error, 'AlreadyExists')) throw error
    refusal = error
  }
  await updateOwnersOrReport(context, pod, work)
  recordPodEvent(context, 'Create', pod, refusal)
  if (refusal !== undefined) throw refusal
}

export async function completeClaims(context: SyncContext, { pod, claims: work }: Of<'create-claims'>): Promise<void> {
  await createClaims(context, pod, work)
  await updateOwnersOrReport(context, pod, work)
}

export async function updateClaimOwners(
  context: SyncContext,
  { claims: work }: Of<'update-claim-owners'>,
): Promise<void> {
  await updateOwners(context, work)
}

export async function repairPod(context: SyncContext, { pod, claims: work }: Of<'repair-pod'>): Promise<void> {
  try {
    await createClaims(context, pod, work)
    await updateOwners(context, work)
    context.wrote(pods, await context.client.update(pods, context.set.metadata.namespace, pod))
  } catch (error) {
    recordPodEvent(context, 'Update', pod, error)
    throw error
  }
  recordPodEvent(context, 'Update', pod)
}

/** Asks for deletion with the Pod's own grace period. Only the Pod that was judged may go, not a namesake. */
export async function deletePod(context: SyncContext, { pod }: Of<'delete-pod'>): Promise<void> {
  const { client, set } = context
  const { name, uid } = pod.metadata
  try {
    context.wrote(pods, await client.remove(pods, set.metadata.namespace, name, uid ? { preconditions: { uid } } : {}))
  } catch (error) {
    if (!refusedAs(error, 'NotFound')) {
      recordPodEvent(context, 'Delete', pod, error)
      throw error
    }
  }
  recordPodEvent(context, 'Delete', pod)
}

async function createClaims(context: SyncContext, pod: Pod, { missing, terminating }: ClaimWork): Promise<void> {
  const failures: string[] = terminating.map((name) => `pvc ${name} is being deleted`)
  for (const claim of missing) {
    try {
      context.wrote(claims, await context.client.create(claims, context.set.metadata.namespace, claim))
      recordClaimEvent(context, claim, pod)
    } catch (error) {
      failures.push(`failed to create PVC ${claim.metadata.name}: ${textOf(error)}`)
      if (!refusedAs(error, 'AlreadyExists')) recordClaimEvent(context, claim, pod, error)
    }
  }
  if (failures.length > 0) throw new Error(failures.length === 1 ? failures[0] : `[${failures.join(', ')}]`)
}

async function updateOwnersOrReport(context: SyncContext, pod: Pod, work: ClaimWork): Promise<void> {
  try {
    await updateOwners(context, work)
  } catch (error) {
    recordPodEvent(context, 'Update', pod, error)
    throw error
  }
}

async function updateOwners({ client, set, type, recorder, wrote }: SyncContext, work: ClaimWork): Promise<void> {
  for (const name of work.controlledByOther) {
    const message = `PersistentVolumeClaim ${name} has a conflicting OwnerReference that acts as a managing controller, the retention policy is ignored for this claim`
    recorder.record(set, type, { type: 'Warning', reason: 'ConflictingController', message })
  }
  for (const claim of work.ownersToUpdate) {
    try {
      wrote(claims, await client.update(claims, set.metadata.namespace, claim))
    } catch (error) {
      const what = `could not update claim ${claim.metadata.name} for delete policy ownerRefs`
      throw new Error(`${what}: ${textOf(error)}`, { cause: error })
    }
  }
}
