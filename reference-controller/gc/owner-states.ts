import { type ApiClient, type KubeObject, type OwnerReference, refusedAs } from '../client/index.ts'
import type { OwnerState } from './decide.ts'
import type { Discovery } from './discovery.ts'
import { type GraphNode, isWaitingForDependents, nodeOf, type OwnerGraph } from './owner-graph.ts'

export interface OwnerStates {
  /** The state of each owner of an object, by uid. */
  of(node: GraphNode): Promise<Map<string, OwnerState>>
  noteAbsent(uid: string): void
}

const REMEMBERED = 10_000

/**
 * Looks up whether owners exist. The graph may lag behind, so only a live read makes an owner absent; once it is,
 * it stays so, since a uid never comes back.
 */
export function ownerStates(client: ApiClient, discovery: Discovery, graph: OwnerGraph): OwnerStates {
  const absent = new Set<string>()

  function noteAbsent(uid: string) {
    absent.add(uid)
    if (absent.size > REMEMBERED) for (const oldest of absent) return void absent.delete(oldest)
  }

  async function stateOf(owner: OwnerReference, namespace: string | undefined): Promise<OwnerState> {
    const known = graph.get(owner.uid)
    // An owner must live in the namespace of its dependent, or in none.
    if (known && (known.namespace ?? namespace) === namespace)
      return isWaitingForDependents(known) ? 'waiting' : 'solid'
    if (absent.has(owner.uid)) return 'absent'
    const resource = await discovery.resourceOf(owner.apiVersion, owner.kind)
    if (!resource) throw new Error(unknownKind(owner))
    if (resource.namespaced && !namespace) return 'solid'
    try {
      const live = await client.get<KubeObject>(resource, namespace, owner.name)
      if (live.metadata.uid === owner.uid) return isWaitingForDependents(nodeOf(resource, live)) ? 'waiting' : 'solid'
    } catch (error) {
      if (!refusedAs(error, 'NotFound')) throw error
    }
    noteAbsent(owner.uid)
    return 'absent'
  }

  return {
    async of({ owners, namespace }) {
      const states = await Promise.all(
        owners.map(async (owner) => [owner.uid, await stateOf(owner, namespace)] as const),
      )
      return new Map(states)
    },
    noteAbsent,
  }
}

function unknownKind({ apiVersion, kind, name }: OwnerReference): string {
  return `Expected the server to know the kind ${kind} (${apiVersion}) of the owner "${name}", and it does not: its dependents stay.`
}
