import { type ApiClient, type KubeObject, type OwnerReference, refusedAs } from '../client/index.ts'
import { decideByFinalizers, decideByOwners, type GcAction } from './decide.ts'
import { type GraphNode, isOrphaning, isWaitingForDependents, nodeOf, type OwnerGraph } from './owner-graph.ts'
import type { OwnerStates } from './owner-states.ts'

/** Does what an object's owners and its own finalizers ask for; answers the uids to look at next. */
export async function collect(
  client: ApiClient,
  graph: OwnerGraph,
  states: OwnerStates,
  node: GraphNode,
): Promise<string[]> {
  if (isOrphaning(node) || isWaitingForDependents(node)) {
    const next = await finalize(client, graph, node)
    if (isOrphaning(node)) return next
    await settleOwners(client, graph, states, node)
    return next
  }
  await settleOwners(client, graph, states, node)
  return []
}

async function settleOwners(client: ApiClient, graph: OwnerGraph, states: OwnerStates, node: GraphNode) {
  if (node.owners.length === 0) return
  const known = await states.of(node)
  if ([...known.values()].every((state) => state === 'solid')) return
  const live = await read(client, node)
  if (!live) return
  // Owners may have been added since the graph saw the object.
  const current = await states.of(live)
  const stateOf = ({ uid }: OwnerReference) => current.get(uid) ?? 'solid'
  await carryOut(client, live, decideByOwners(live, stateOf, graph.dependentsOf(live.uid)))
}

async function read(client: ApiClient, { resource, namespace, name, uid }: GraphNode): Promise<GraphNode | undefined> {
  try {
    const live = nodeOf(resource, await client.get<KubeObject>(resource, namespace, name))
    return live.uid === uid ? live : undefined
  } catch (error) {
    if (refusedAs(error, 'NotFound')) return undefined
    throw error
  }
}

async function carryOut(client: ApiClient, node: GraphNode, action: GcAction) {
  if (action.kind === 'none') return
  if (action.kind === 'drop-owners') return setOwners(client, node, without(node, action.uids))
  if (action.kind === 'unblock') {
    return setOwners(
      client,
      node,
      node.owners.map((owner) => ({ ...owner, blockOwnerDeletion: false })),
    )
  }
  const { resource, namespace, name, uid, resourceVersion } = node
  const preconditions = { uid, resourceVersion }
  await ifThere(() => client.remove(resource, namespace, name, { propagationPolicy: action.policy, preconditions }))
}

async function finalize(client: ApiClient, graph: OwnerGraph, node: GraphNode): Promise<string[]> {
  const action = decideByFinalizers(node, graph.dependentsOf(node.uid))
  if (action.kind === 'await-dependents') {
    return action.dependents.filter((dependent) => !dependent.terminating).map(({ uid }) => uid)
  }
  if (action.kind === 'orphan-dependents') {
    await Promise.all(
      action.dependents.map((dependent) => setOwners(client, dependent, without(dependent, [node.uid]))),
    )
    // The changes come back through the watch; once no dependent is left, the finalizer is removed.
  }
  if (action.kind === 'finish') {
    const finalizers = node.finalizers.filter((finalizer) => finalizer !== action.finalizer)
    await patch(client, node, { finalizers })
  }
  return []
}

function without({ owners }: GraphNode, uids: string[]): OwnerReference[] {
  return owners.filter(({ uid }) => !uids.includes(uid))
}

function setOwners(client: ApiClient, node: GraphNode, ownerReferences: OwnerReference[]) {
  return patch(client, node, { ownerReferences })
}

async function patch(client: ApiClient, node: GraphNode, metadata: Record<string, unknown>) {
  const { resource, namespace, name, uid, resourceVersion } = node
  const body = { metadata: { uid, resourceVersion, ...metadata } }
  await ifThere(() => client.patch(resource, namespace, name, { type: 'merge', body }))
}

async function ifThere(act: () => Promise<unknown>) {
  try {
    await act()
  } catch (error) {
    if (!refusedAs(error, 'NotFound')) throw error
  }
}
