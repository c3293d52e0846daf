import type { KubeObject, OwnerReference, Resource } from '../client/index.ts'

export const FOREGROUND = 'foregroundDeletion'
export const ORPHAN = 'orphan'

/** An object as the graph knows it: only what ownership needs. */
export interface GraphNode {
  resource: Resource
  namespace: string | undefined
  name: string
  uid: string
  resourceVersion: string
  owners: OwnerReference[]
  terminating: boolean
  finalizers: string[]
}

/** The owners of each object, by uid. An owner need not be in the graph for its dependents to be found. */
export interface OwnerGraph {
  get(uid: string): GraphNode | undefined
  dependentsOf(uid: string): GraphNode[]
  /** Takes note of an object; answers the uids that are to be looked at because of it. */
  put(node: GraphNode): string[]
  /** Takes note that an object is gone; answers the uids that are to be looked at because of it. */
  remove(uid: string): string[]
}

export function nodeOf(resource: Resource, { metadata }: KubeObject): GraphNode {
  return {
    resource,
    namespace: metadata.namespace,
    name: metadata.name,
    uid: metadata.uid ?? '',
    resourceVersion: metadata.resourceVersion ?? '',
    owners: metadata.ownerReferences ?? [],
    terminating: metadata.deletionTimestamp !== undefined,
    finalizers: metadata.finalizers ?? [],
  }
}

/** True if the object is being deleted and waits for its dependents to go first. */
export function isWaitingForDependents({ terminating, finalizers }: GraphNode): boolean {
  return terminating && finalizers.includes(FOREGROUND)
}

export function isOrphaning({ terminating, finalizers }: GraphNode): boolean {
  return terminating && finalizers.includes(ORPHAN)
}

export function ownerGraph(): OwnerGraph {
  const nodes = new Map<string, GraphNode>()
  const dependents = new Map<string, Set<string>>()

  function link(node: GraphNode) {
    for (const { uid } of node.owners) {
      if (!dependents.has(uid)) dependents.set(uid, new Set())
      dependents.get(uid)?.add(node.uid)
    }
  }

  function unlink(node: GraphNode) {
    for (const { uid } of node.owners) {
      dependents.get(uid)?.delete(node.uid)
      if (dependents.get(uid)?.size === 0) dependents.delete(uid)
    }
  }

  const uidsOfDependents = (uid: string) => [...(dependents.get(uid) ?? [])]

  return {
    get: (uid) => nodes.get(uid),
    dependentsOf: (uid) => uidsOfDependents(uid).flatMap((dependent) => nodes.get(dependent) ?? []),
    put(node) {
      const old = nodes.get(node.uid)
      if (old) unlink(old)
      nodes.set(node.uid, node)
      link(node)
      return concernedBy(node, old)
    },
    remove(uid) {
      const node = nodes.get(uid)
      if (node) unlink(node)
      nodes.delete(uid)
      // Its dependents may have lost their last owner; owners that wait for their dependents have one less to wait for.
      return [...uidsOfDependents(uid), ...(node?.owners.map((owner) => owner.uid) ?? [])]
    },
  }

  function concernedBy(node: GraphNode, old: GraphNode | undefined): string[] {
    const itself = isOrphaning(node) || isWaitingForDependents(node) || mayBeGarbage(node)
    const former = (old?.owners ?? []).filter(({ uid }) => !node.owners.some((owner) => owner.uid === uid))
    const startsToWait = isWaitingForDependents(node) && !(old && isWaitingForDependents(old))
    return [
      ...(itself ? [node.uid] : []),
      ...former.map(({ uid }) => uid),
      ...(startsToWait ? uidsOfDependents(node.uid) : []),
    ]
  }

  function mayBeGarbage({ owners }: GraphNode): boolean {
    return owners.some(({ uid }) => {
      const owner = nodes.get(uid)
      return !owner || isWaitingForDependents(owner)
    })
  }
}
