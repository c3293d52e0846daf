import { execa } from 'execa'
import { connectByKubeconfig } from '../client/index.ts'
import { stretched, waits } from '../patience/index.ts'
import { startControllerManager, stopControllerManager } from './kind/controller-manager.ts'
import type { Kind } from './kind/index.ts'
import type { Lease } from './kind/lease.ts'
import { type Controls, noSuchNode, serveControl, startable } from './reference.ts'
import type { ControlAddress, ControllerChoice, NodeFault, TargetOptions } from './target.ts'
import { startTested } from './tested-controller.ts'

/** The control endpoint of a kind cluster, and the controller under test where that is started here. */
export interface KindControl {
  readonly address: ControlAddress
  readonly provenance: Readonly<Record<string, string>>
  /** Leaves the cluster as it was found. */
  stop(): Promise<void>
}

/** The node that may be disconnected: nothing else depends on it. */
export interface SpareNode {
  readonly name: string
  readonly fault: NodeFault
}

interface Options extends TargetOptions {
  readonly controller: ControllerChoice
  readonly spare?: SpareNode
}

/** Starts the reference controller if it is under test, and the endpoint. */
export async function startKindControl(kind: Kind, held: Lease, options: Options): Promise<KindControl> {
  const { controller, spare } = options
  const upstream = controller === 'upstream'
  // Processes that were running before, and the controller manager of a user's cluster, are left running.
  const tested = await startTested(held.kubeconfig, upstream ? 'none' : controller, options)
  const manager = upstream && held.made ? await managerControl(kind, held) : undefined
  try {
    const endpoint = await serveControl({
      ...tested.controls,
      ...(manager && { controller: manager.control }),
      ...(spare && { nodes: nodeControl(spare) }),
      lacking: { ...tested.controls.lacking, ...LACKING, ...(upstream && OF_UPSTREAM) },
    })
    return {
      address: { url: endpoint.url, token: endpoint.token },
      provenance: tested.provenance,
      async stop() {
        await endpoint.stop()
        await tested.stop()
        await manager?.stop(held.temporary)
      },
    }
  } catch (error) {
    await tested.stop()
    await manager?.stop(true)
    throw error
  }
}

const LACKING = { 'node-fault': 'it has no node that nothing else depends on: give --nodes 3 or more' }
const OF_UPSTREAM = {
  'controller-restart': 'the cluster is the user’s, and so is its controller manager',
  refusals: 'the controller manager of the cluster connects to its API server without a proxy',
}

async function managerControl(kind: Kind, { name, kubeconfig }: Lease) {
  const node = (await kind.nodes(name)).find((each) => each.endsWith('-control-plane'))
  if (!node) throw new Error(`cluster ${name}: expected a node whose name ends in -control-plane, found none`)
  const api = await connectByKubeconfig(kubeconfig, {
    userAgent: () => 'statefulset-conformance (control)',
    answeredWithin: stretched(waits.requestAnswered.ms),
  })
  const inNode = async (...words: string[]) => (await execa(kind.engine.name, ['exec', node, ...words])).stdout.trim()
  const running = { stop: () => stopControllerManager({ inNode, api }) }
  const control = startable(async () => {
    await startControllerManager({ inNode, api })
    return running
  }, running)
  return {
    control,
    async stop(temporary: boolean) {
      // A cluster that is about to be deleted needs no controller manager.
      if (!temporary) await control.start()
      await api.close()
    },
  }
}

/** Runs the command lines of the fault; what is so already stays. */
function nodeControl({ name: spare, fault: { lose, restore } }: SpareNode): NonNullable<Controls['nodes']> {
  const silent = new Set<string>()
  const run = async (line: readonly string[], node: string) => {
    const [file = '', ...words] = line.map((word) => word.replaceAll('{node}', node))
    await execa(file, words)
  }
  const requireSpareNode = (name: string) => {
    if (name !== spare) throw noSuchNode(name, [spare])
  }
  return {
    async disconnect(name) {
      requireSpareNode(name)
      if (!silent.has(name)) await run(lose, name)
      silent.add(name)
    },
    async return(name) {
      requireSpareNode(name)
      if (silent.has(name)) await run(restore, name)
      silent.delete(name)
    },
  }
}
