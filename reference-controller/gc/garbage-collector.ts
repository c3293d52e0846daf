import {
  type Change,
  claims,
  controllerRevisions,
  endpointSlices,
  type KubeObject,
  type OwnerReference,
  pods,
  type Resource,
  type SharedReflector,
  services,
  statefulSets,
} from '../client/index.ts'
import { type Assembly, assembly, type PartContext, type RunningPart } from '../part.ts'
import { collect } from './collect.ts'
import { followCustomKinds } from './custom-kinds.ts'
import { type Discovery, discovery as startDiscovery } from './discovery.ts'
import { nodeOf, ownerGraph } from './owner-graph.ts'
import { ownerStates } from './owner-states.ts'

const configMaps: Resource = { group: '', version: 'v1', plural: 'configmaps', kind: 'ConfigMap', namespaced: true }

/** The kinds whose objects are collected; kinds that turn up as owners are followed as well. */
const COLLECTED = [pods, claims, controllerRevisions, statefulSets, services, endpointSlices, configMaps]

const WORKERS = 24

/** Deletes what has lost its owners, and sees to it that deletions in the foreground and with orphans end. */
export async function startGarbageCollector(context: PartContext): Promise<RunningPart> {
  const { client } = context
  const part = assembly(context, 'garbage collector')
  const graph = ownerGraph()
  const discovery = startDiscovery(client)
  const states = ownerStates(client, discovery, graph)
  const kinds = followedKinds(part, discovery, noteChange)
  const queue = part.queue(async (uid) => {
    const node = graph.get(uid)
    if (!node) return
    // The deletion of an owner is observed only if its kind is watched, so all kinds are watched.
    await kinds.addOwners(node.owners)
    for (const next of await collect(client, graph, states, node)) queue.add(next)
  }, WORKERS)

  function noteChange(resource: Resource, { type, object, old }: Change<KubeObject>) {
    const uid = object.metadata.uid ?? ''
    const before = old?.metadata.uid
    if (before && before !== uid) addAll(graph.remove(before))
    if (type !== 'DELETED') return addAll(graph.put(nodeOf(resource, object)))
    states.noteAbsent(uid)
    addAll(graph.remove(uid))
  }

  function addAll(uids: string[]) {
    for (const uid of uids) queue.add(uid)
  }

  for (const resource of await discovery.served(COLLECTED)) void kinds.add(resource)
  followCustomKinds(part, {
    add: (resource) => void kinds.add(resource),
    drop(resource) {
      discovery.forget(resource.group, resource.kind)
      kinds.drop(resource)
    },
  })
  return part.start()
}

function followedKinds(
  part: Assembly,
  discovery: Discovery,
  onChange: (resource: Resource, change: Change<KubeObject>) => void,
) {
  const followed = new Map<string, SharedReflector<KubeObject>>()
  const keyOf = ({ group, kind }: Resource) => `${group}/${kind}`

  function add(resource: Resource): Promise<void> {
    const key = keyOf(resource)
    const known = followed.get(key) ?? part.follow(resource, (change) => onChange(resource, change))
    followed.set(key, known)
    return known.ready
  }

  return {
    add,
    drop(resource: Resource) {
      followed.get(keyOf(resource))?.stop()
      followed.delete(keyOf(resource))
    },
    async addOwners(owners: OwnerReference[]) {
      for (const { apiVersion, kind } of owners) {
        const resource = await discovery.resourceOf(apiVersion, kind)
        if (resource) await add(resource)
      }
    },
  }
}
