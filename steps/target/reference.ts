import {
  mutants as mutantList,
  startCluster,
  startClusterThread,
  startController,
  startNodes,
} from '../../reference-controller/index.ts'
import { SIMULATED, type Target, type TargetOptions, WORKLOAD_IMAGE } from './target.ts'

/** The one bridge between the suite and the reference: nothing else of the suite may import it. */

/** The embedded cluster with simulated nodes and, unless told otherwise, the reference controller. */
export async function startReference(options: TargetOptions): Promise<Target> {
  const { controller = 'reference', mutant, parallel } = options
  const order = { controller: controller === 'reference', ...(mutant ? { mutant } : {}) }
  // Clock, faults and restarts are a cluster's, so scenarios side by side have a cluster for each worker.
  const clusters = await allOrNone(Array.from({ length: parallel }, () => startClusterThread(order)))
  const guests = await allOrNone(
    controller === 'upstream' ? clusters.map((cluster) => invite(cluster, options)) : [],
  ).catch(async (error) => {
    await stopAll(clusters)
    throw error
  })
  return {
    name: 'reference',
    kubeconfigs: clusters.map(({ kubeconfig }) => kubeconfig),
    connections: clusters.map(connectionTo),
    controller,
    capabilities: ['gc', 'endpoints', 'default-class', 'global-order'],
    simulated: SIMULATED,
    disposable: true,
    image: WORKLOAD_IMAGE,
    volumeBinding: 'Immediate',
    provenance: {
      cluster: 'embedded API server, simulated nodes and volumes',
      ...guests[0]?.provenance,
      ...(mutant && order.controller ? { mutant } : {}),
    },
    failed: Promise.race([...clusters, ...guests].map(({ failed }) => failed)),
    async forgetHistory() {
      await Promise.all(clusters.map((cluster) => cluster.forgetHistory()))
    },
    async stop() {
      await stopAll(guests)
      await stopAll(clusters)
    },
  }
}

/** What to serve, and where. */
export interface ServiceOptions {
  port: number
  host: string
  /** Whether the reference controller runs, too. */
  controller: boolean
  log?: (line: string) => void
}

/** An embedded cluster for clients outside of this process: with TLS, without which Go clients send no token. */
export async function serveReference({ controller, ...where }: ServiceOptions) {
  const cluster = await startCluster({ ...where, tls: true })
  const running: { stop(): Promise<void> }[] = [cluster]
  async function stop() {
    for (const part of running.reverse()) await part.stop()
  }
  try {
    running.push(await startNodes(cluster.kubeconfig))
    if (controller) running.push(await startController(cluster.kubeconfig))
  } catch (error) {
    await stop()
    throw error
  }
  return { url: cluster.url, ca: cluster.ca ?? '', kubeconfig: cluster.kubeconfig, stop }
}

/** The embedded API server alone. */
export const startReferenceApiServer = (): Promise<
  Pick<Awaited<ReturnType<typeof startCluster>>, 'url' | 'token' | 'forgetHistory' | 'stop'>
> => startCluster()

const connectionTo = ({ url, token }: { url: string; token: string }) => ({ server: url, token })

type ClusterThread = Awaited<ReturnType<typeof startClusterThread>>

/** Upstream's controller on the embedded API server. */
async function invite(cluster: ClusterThread, { assets, progress }: TargetOptions) {
  const { startUpstreamController } = await import('./control-plane/index.ts')
  return startUpstreamController(connectionTo(cluster), { progress, ...(assets ? { assets } : {}) })
}

interface Stoppable {
  stop(): Promise<void>
}

/** What is up when another fails to start is stopped. */
async function allOrNone<T extends Stoppable>(starting: Promise<T>[]): Promise<T[]> {
  const results = await Promise.allSettled(starting)
  const up = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  const failure = results.find((result) => result.status === 'rejected')
  if (!failure) return up
  await stopAll(up)
  throw failure.reason
}

async function stopAll(parts: readonly Stoppable[]): Promise<void> {
  await Promise.all(parts.map((part) => part.stop()))
}

/** Runs the reference controller, or a mutant of it, against any API server. */
export const runReferenceController = (kubeconfig: string, mutant?: string): Promise<{ stop(): Promise<void> }> =>
  startController(kubeconfig, mutant ? { mutant } : {})

/** Plays kubelet, scheduler and provisioner on a real API server, whose own controllers do the rest. */
export const simulateNodes = (kubeconfig: string): Promise<{ stop(): Promise<void> }> =>
  startNodes(kubeconfig, { parts: ['node', 'provisioner'] })

/** A controller broken on purpose in one rule, and the guarantee whose scenario must catch it. */
export interface Mutant {
  readonly name: string
  readonly sentence: string
  readonly guarantee: string
}

export const mutants = (): readonly Mutant[] => mutantList()
