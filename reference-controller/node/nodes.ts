import { type ApiClient, type Node, nodes, refusedAs } from '../client/index.ts'

const OURS = 'statefulset-conformance/simulated-node'
const ROOM = { cpu: '256', memory: '1Ti', 'ephemeral-storage': '1Ti', pods: '20000' }

/** A Node object of a machine that does not exist. */
export function simulatedNode(index: number, now: string): Node {
  const name = `node-${index}`
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        [OURS]: 'true',
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
      },
    },
    spec: {},
    status: {
      capacity: ROOM,
      allocatable: ROOM,
      addresses: [
        { type: 'InternalIP', address: addressOf(index) },
        { type: 'Hostname', address: name },
      ],
      conditions: [
        {
          type: 'Ready',
          status: 'True',
          reason: 'KubeletReady',
          message: 'the simulated node is ready',
          lastTransitionTime: now,
        },
      ],
    },
  }
}

/** The node as one for Pods that shall be alone: they name its label, and tolerate its taint. */
export function setApart(node: Node, key: string): Node {
  const labels = { ...node.metadata.labels, [key]: 'true' }
  const taints = [{ key, value: 'true', effect: 'NoSchedule' }]
  return { ...node, metadata: { ...node.metadata, labels }, spec: { ...node.spec, taints } }
}

function addressOf(index: number): string {
  return `192.168.${Math.floor(index / 250)}.${(index % 250) + 1}`
}

export function hostIpOf(node: Node): string {
  return node.status?.addresses?.find(({ type }) => type === 'InternalIP')?.address ?? '127.0.0.1'
}

/** Creates the Node objects; one left over from a run that crashed is replaced, one of somebody else's is an error. */
export async function registerNodes(client: ApiClient, wanted: Node[]): Promise<Node[]> {
  return Promise.all(wanted.map((node) => register(client, node)))
}

async function register(client: ApiClient, node: Node): Promise<Node> {
  try {
    return await withoutNotReadyTaint(client, await client.create(nodes, undefined, node))
  } catch (error) {
    if (!refusedAs(error, 'AlreadyExists')) throw error
    const { name } = node.metadata
    const known = await client.get<Node>(nodes, undefined, name)
    if (known.metadata.labels?.[OURS] !== 'true') {
      const advice = 'Simulated nodes are for clusters that have none of their own: leave out the part "node" here.'
      throw new Error(`Expected no Node "${name}", and found one that is not simulated. ${advice}`, { cause: error })
    }
    return known
  }
}

// The admission plugin TaintNodesByCondition keeps Pods off new nodes until the node lifecycle controller, which does
// not run where nodes are simulated, has seen that they are ready.
async function withoutNotReadyTaint(client: ApiClient, node: Node): Promise<Node> {
  const taints = node.spec?.taints ?? []
  const others = taints.filter(({ key }) => key !== 'node.kubernetes.io/not-ready')
  if (others.length === taints.length) return node
  const body = { spec: { taints: others } }
  return client.patch(nodes, undefined, node.metadata.name, { type: 'merge', body })
}

/** Deletes our Node objects, unless someone has put others in their place. */
export async function unregisterNodes(client: ApiClient, registered: Node[]): Promise<void> {
  await Promise.all(
    registered.map(async ({ metadata: { name, uid } }) => {
      try {
        await client.remove(nodes, undefined, name, uid ? { preconditions: { uid } } : {})
      } catch (error) {
        if (!refusedAs(error, 'NotFound', 'Conflict')) throw error
      }
    }),
  )
}
