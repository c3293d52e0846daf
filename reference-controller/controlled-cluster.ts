import { type Activity, startActivity } from './activity.ts'
import {
  type ControlAddress,
  type Controls,
  noSuchNode,
  type Resolver,
  restOf,
  serveControl,
  startable,
  startRefusals,
} from './control/index.ts'
import { startControllable } from './controllable.ts'
import type { FeatureChoice } from './feature-gates.ts'
import { type FlowingClock, flowingClock } from './flowing-clock.ts'
import {
  type Cluster,
  type ClusterOptions,
  type ControllerOptions,
  type Nodes,
  startCluster,
  startNodes,
} from './start-parts.ts'

/** The embedded cluster as a whole, and the endpoint that controls it. */
export interface ControlledCluster {
  readonly url: string
  readonly token: string
  /** The certificate (PEM) of the authority that signed the server's, if it serves TLS. */
  readonly ca: string | undefined
  /** YAML text. */
  readonly kubeconfig: string
  readonly control: ControlAddress
  readonly resolver: Resolver | undefined
  stop(): Promise<void>
}

export interface ControlledClusterOptions extends Omit<ClusterOptions, 'clock' | 'ids' | 'activity'> {
  /** True if the reference controller runs, too. */
  readonly controller: boolean
  /** The name of a mutant to run in its place. */
  readonly mutant?: string
  /** As of `startNodes`. */
  readonly spareNode?: string
  readonly lifelike?: { readonly podStartDelayMs: number }
  /** A kind of which the cluster knows nothing yet: its controller waits until the control endpoint starts it. */
  readonly resource?: NonNullable<ControllerOptions['resource']>
}

/** Starts the API server, the nodes, the controllers around, the reference controller if asked for, and their control. */
export async function startControlledCluster(options: ControlledClusterOptions): Promise<ControlledCluster> {
  const { controller, mutant, spareNode, lifelike, resource, choice = {}, ...where } = options
  const [clock, activity] = [flowingClock(), startActivity()]
  const cluster = await startCluster({ ...where, choice, clock, activity, ...(mutant && { mutant }) })
  const stops: (() => Promise<void>)[] = [() => cluster.stop()]
  const stop = async () => {
    for (let last = stops.pop(); last; last = stops.pop()) await last()
  }
  try {
    const nodes = await startNodes(cluster.kubeconfig, {
      ...{ clock, activity, transport: cluster.inProcess },
      ...(spareNode && { spareNode }),
      ...(lifelike && { lifelike }),
      ...(mutant && { mutant }),
    })
    stops.push(() => nodes.stop())
    const controls: Controls = {
      ...(nodes.resolver && { dns: nodes.resolver }),
      nodes: nodeControl(nodes.connections),
      forget: () => cluster.forgetHistory(),
      ...(controller
        ? controllerControls({ cluster, clock, activity, mutant, choice, resource })
        : { lacking: LACKING }),
    }
    if (!resource) await controls.controller?.start()
    stops.push(async () => controls.controller?.stop())
    const endpoint = await serveControl(controls)
    stops.push(() => endpoint.stop())
    const { url, token, ca, kubeconfig } = cluster
    const { resolver } = nodes
    const control = { url: endpoint.url, token: endpoint.token }
    return { url, token, ca, kubeconfig, control, resolver, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function nodeControl({ names, cut, restore }: Nodes['connections']): NonNullable<Controls['nodes']> {
  const known = (name: string) => {
    if (!names().includes(name)) throw noSuchNode(name, names())
    return name
  }
  return {
    disconnect: async (name) => cut(known(name)),
    return: async (name) => restore(known(name)),
  }
}

const ELSEWHERE = 'the controller under test runs elsewhere'
const LACKING = {
  'controller-restart': ELSEWHERE,
  refusals: ELSEWHERE,
  clock: `${ELSEWHERE} and reads another clock`,
  rest: `${ELSEWHERE}, so nobody here knows its work queues`,
}

interface Parts {
  readonly cluster: Cluster
  readonly clock: FlowingClock
  readonly activity: Activity
  readonly mutant: string | undefined
  readonly choice: FeatureChoice
  readonly resource: ControllerOptions['resource']
}

// In time of the host, for the work that a timer starts: a controller that never rests does not stop the clock.
const REACTION = 1000

/** All parts of this thread that read the clock or have work queues. */
function controllerControls({ cluster, clock, activity, mutant, choice, resource }: Parts): Controls {
  const refusals = startRefusals(clock)
  return {
    controller: startable(() =>
      startControllable(cluster.kubeconfig, refusals, {
        ...{ clock, activity, choice, transport: cluster.inProcess },
        ...(mutant && { mutant }),
        ...(resource && { resource }),
      }),
    ),
    leap: (ms) => clock.leap(ms, () => activity.idle(AbortSignal.timeout(REACTION))),
    refuse: refusals.replace,
    rest: restOf({ activity, clock, revision: cluster.revision, sendBookmarks: cluster.sendBookmarks }),
    lacking: {},
  }
}
