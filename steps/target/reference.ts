import {
  type ClusterThreads,
  ControlError,
  type Controls,
  clusterThreads,
  type FeatureChoice,
  gatesOf,
  mutants as mutantList,
  noSuchNode,
  serveControl,
  startable,
  startCluster,
  startClusterThread,
  startControllable,
  startControlledCluster,
  startController,
  startNodes,
  startRefusals,
  systemClock,
} from '../../reference-controller/index.ts'
import type { Resource } from '../client/index.ts'

/** The one bridge between the suite and the reference: nothing else of the suite may import it. */

export {
  type ClusterThreads,
  ControlError,
  type Controls,
  clusterThreads,
  gatesOf,
  noSuchNode,
  serveControl,
  startable,
  startClusterThread,
}

/** The address and the parts to serve. */
export interface ServiceOptions {
  port: number
  host: string
  /** True if the reference controller runs, too. */
  controller: boolean
  /** The version of Kubernetes to behave like, and its feature gates. */
  choice?: FeatureChoice
  /** The name of a mutant to run in place of the reference controller. */
  mutant?: string
  /** For people who watch: Pods take this time in milliseconds to start, and have events. */
  lifelike?: { readonly podStartDelayMs: number }
  /** A kind to serve: its controller waits until the control endpoint starts it. */
  resource?: Resource
  log?: (line: string) => void
}

/** An embedded cluster for clients outside of this process: with TLS, without which Go clients send no token. */
export async function serveReference({ controller, ...where }: ServiceOptions) {
  const started = await startControlledCluster({ ...where, tls: true, controller })
  const { url, ca = '', kubeconfig, control, resolver, stop } = started
  return { url, ca, kubeconfig, control, resolver, stop }
}

/** The embedded API server alone. */
export const startReferenceApiServer = (): Promise<
  Pick<Awaited<ReturnType<typeof startCluster>>, 'url' | 'token' | 'forgetHistory' | 'stop'>
> => startCluster()

/** Refusals and delays of a controller's requests, by the machine's clock. */
export const refusalsByMachineTime = () => startRefusals(systemClock())

/** Runs the reference controller, or a mutant of it, against any API server. */
export const runReferenceController = (
  kubeconfig: string,
  refusals: ReturnType<typeof startRefusals>,
  options: { readonly mutant?: string; readonly choice?: FeatureChoice; readonly resource?: Resource } = {},
): Promise<{ stop(): Promise<void> }> => startControllable(kubeconfig, refusals, options)

/** The reference controller, or a mutant of it, by itself. */
export const startReferenceController = (
  kubeconfig: string,
  options: {
    readonly mutant?: string
    readonly choice: FeatureChoice
    /** Called with the errors of failed syncs, which are retried. */
    readonly onError: (error: unknown) => void
  },
): Promise<{ stop(): Promise<void> }> => startController(kubeconfig, options)

/** Plays kubelet, scheduler, provisioner and DNS on a real API server, whose own controllers do the rest. */
export const simulateNodes = (kubeconfig: string, mutant?: string) =>
  startNodes(kubeconfig, { parts: ['node', 'provisioner', 'dns'], ...(mutant !== undefined && { mutant }) })

/** Serves the names of any cluster on loopback, from its Services and EndpointSlices. */
export const serveNames = (kubeconfig: string) => startNodes(kubeconfig, { parts: ['dns'] })

/** A controller broken on purpose in one rule, and the guarantee whose scenario must catch it. */
export interface Mutant {
  readonly name: string
  readonly sentence: string
  readonly guarantee: string
  /** What it needs to be seen. */
  readonly choice?: FeatureChoice
  /** Its own rules; `adaptStrategy` where it is no controller but an API server. */
  readonly rules?: { readonly adaptStrategy?: unknown }
}

export const mutants = (): readonly Mutant[] => mutantList()
