import {
  type ControllerRevision,
  controllerRevisions,
  type KubeObject,
  type Pod,
  pods,
  type Resource,
  refusedAs,
  type StatefulSet,
} from '../../client/index.ts'
import type { Action, Snapshot } from '../decide/actions.ts'
import { controllerReference } from '../decide/identity.ts'
import { sameData } from '../decide/revision-name.ts'
import { readRevision } from './read-revision.ts'
import type { SyncContext } from './sync-context.ts'

const PRECONDITIONS: Action['kind'][] = [
  'adopt-revision',
  'adopt-pod',
  'release-pod',
  'read-revision',
  'create-revision',
  'renumber-revision',
]

/** The outcome of a precondition must be known before `decide` can decide about Pods. */
export function isPrecondition({ kind }: Action): boolean {
  return PRECONDITIONS.includes(kind)
}

/** Carries out preconditions. @returns the snapshot with their outcome */
export async function establish(context: SyncContext, actions: Action[], snapshot: Snapshot): Promise<Snapshot> {
  // At most one request per sync, and only before an adoption.
  let alive: Promise<void> | undefined
  let known = snapshot
  for (const action of actions) {
    if (action.kind === 'adopt-pod' || action.kind === 'adopt-revision') {
      alive ??= checkAlive(context)
      await alive
    }
    known = await carryOut(context, action, known)
  }
  return known
}

async function carryOut(context: SyncContext, action: Action, snapshot: Snapshot): Promise<Snapshot> {
  if (action.kind === 'adopt-pod') {
    const adopted = await adopt<Pod>(context, pods, action.pod)
    return { ...snapshot, pods: replaced(snapshot.pods, action.pod, adopted) }
  }
  if (action.kind === 'release-pod') {
    await release(context, action.pod)
    return { ...snapshot, pods: replaced(snapshot.pods, action.pod, undefined) }
  }
  if (action.kind === 'adopt-revision') {
    const adopted = await adopt<ControllerRevision>(context, controllerRevisions, action.revision)
    return { ...snapshot, revisions: replaced(snapshot.revisions, action.revision, adopted) }
  }
  if (action.kind === 'read-revision') return { ...snapshot, reading: await readRevision(context, action) }
  if (action.kind === 'create-revision') return createRevision(context, action.revision, snapshot)
  if (action.kind === 'renumber-revision') {
    const namespace = context.set.metadata.namespace
    const established = await context.client.update(controllerRevisions, namespace, action.revision)
    context.wrote(controllerRevisions, established)
    return { ...snapshot, established }
  }
  return snapshot
}

async function createRevision(
  context: SyncContext,
  revision: ControllerRevision,
  snapshot: Snapshot,
): Promise<Snapshot> {
  const { client, set } = context
  const { name, namespace } = revision.metadata
  try {
    const established = await client.create(controllerRevisions, namespace, revision)
    context.wrote(controllerRevisions, established)
    return { ...snapshot, established }
  } catch (error) {
    if (!refusedAs(error, 'AlreadyExists')) throw error
    const existing = await client.get<ControllerRevision>(controllerRevisions, set.metadata.namespace, name)
    // Observed: the name is taken by the same template. It is used, regardless of its owner.
    if (sameData(existing, revision)) return { ...snapshot, established: existing }
    return { ...snapshot, collisionCount: snapshot.collisionCount + 1 }
  }
}

/**
 * The cache may not know yet that the set was deleted, and adopting then would hand a Pod to the garbage collector.
 * https://github.com/kubernetes/kubernetes/issues/42639
 */
async function checkAlive({ client, resource, set }: SyncContext): Promise<void> {
  const { name, namespace, uid } = set.metadata
  const fresh = await client.get<StatefulSet>(resource, namespace, name)
  const label = `${namespace}/${name}`
  if (fresh.metadata.uid !== uid) {
    throw new Error(`${label} is gone: expected uid ${uid}, found ${fresh.metadata.uid}; nothing is adopted for it`)
  }
  if (fresh.metadata.deletionTimestamp) {
    throw new Error(`${label} was deleted at ${fresh.metadata.deletionTimestamp}; nothing is adopted for it`)
  }
}

async function adopt<T extends KubeObject>(
  context: SyncContext,
  resource: Resource,
  orphan: T,
): Promise<T | undefined> {
  const { client, set, type, wrote } = context
  const { namespace, name, uid } = orphan.metadata
  const body = { metadata: { uid, ownerReferences: [controllerReference(type, set)] } }
  try {
    const adopted = await client.patch<T>(resource, namespace, name, { type: 'strategic', body })
    wrote(resource, adopted)
    return adopted
  } catch (error) {
    if (refusedAs(error, 'NotFound')) return undefined
    throw error
  }
}

async function release({ client, set, wrote }: SyncContext, pod: Pod): Promise<void> {
  const { namespace, name, uid } = pod.metadata
  const body = { metadata: { uid, ownerReferences: [{ $patch: 'delete', uid: set.metadata.uid }] } }
  try {
    wrote(pods, await client.patch<Pod>(pods, namespace, name, { type: 'strategic', body }))
  } catch (error) {
    // NotFound: the Pod is gone. Invalid: it is another Pod by now (its uid differs), or has no owner any more.
    if (!refusedAs(error, 'NotFound', 'Invalid')) throw error
  }
}

function replaced<T extends KubeObject>(objects: readonly T[], old: T, by: T | undefined): T[] {
  return objects.flatMap((object) => (object === old ? (by ?? []) : object))
}
