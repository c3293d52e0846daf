import { isCustom } from '../client/index.ts'
import { offeredBy, order } from './control.ts'
import { install } from './install.ts'
import { ControlError, gatesOf, serveControl, startClusterThread } from './reference.ts'
import {
  type ControlAddress,
  choiceOf,
  EXPENDABLE_NODE,
  SIMULATED,
  type Target,
  type TargetOptions,
  WITH_SIMULATED_NODES,
  WORKLOAD_IMAGE,
} from './target.ts'

/** The embedded cluster with simulated nodes and, by default, the reference controller. */
export async function startReference(options: TargetOptions): Promise<Target> {
  const { controller = 'reference', mutant, parallel, threads } = options
  const start = threads?.start ?? startClusterThread
  const choice = choiceOf(options)
  const gates = gatesOf(choice)
  const custom = options.kind && isCustom(options.kind) ? options.kind : undefined
  const parts = {
    ...{ spareNode: EXPENDABLE_NODE, controller: controller === 'reference', choice },
    ...(mutant ? { mutant } : {}),
    ...(custom ? { resource: custom } : {}),
  }
  // Clock, faults and restarts are a cluster's, so parallel scenarios have a cluster for each worker.
  const clusters = await allOrNone(Array.from({ length: parallel }, () => start(parts)))
  const started = await allOrNone(
    controller === 'upstream' ? clusters.map((cluster) => addUpstream(cluster, options)) : [],
  ).catch(async (error) => {
    await stopAll(clusters)
    throw error
  })
  if (custom)
    await Promise.all(clusters.map((cluster) => addKind(cluster, options))).catch(async (error) => {
      await stopAll(clusters)
      throw error
    })
  const controls = clusters.map(({ control }, index) => started[index]?.control ?? control)
  return {
    name: 'reference',
    kubeconfigs: clusters.map(({ kubeconfig }) => kubeconfig),
    controls,
    connections: clusters.map(({ url, token }) => ({ server: url, token })),
    controller,
    capabilities: [...WITH_SIMULATED_NODES, ...(await offeredBy(controls[0]))],
    simulated: SIMULATED,
    disposable: true,
    image: WORKLOAD_IMAGE,
    volumeBinding: 'Immediate',
    provenance: {
      cluster: 'embedded API server, simulated nodes and volumes, DNS',
      ...(choice.kubernetes && { 'behaves like': `Kubernetes ${choice.kubernetes}` }),
      'feature gates': Object.entries(gates)
        .map(([name, value]) => `${name}=${value}`)
        .join(','),
      ...started[0]?.provenance,
      ...(mutant && parts.controller ? { mutant } : {}),
    },
    failed: Promise.race([...clusters, ...started].map(({ failed }) => failed)),
    async stop() {
      await stopAll(started)
      await stopAll(clusters)
    },
  }
}

type ClusterThread = Awaited<ReturnType<typeof startClusterThread>>

/** The cluster does not know the kind when it starts: its controller waits for the definition. */
async function addKind(
  { kubeconfig, control }: ClusterThread,
  { controller = 'reference', ...options }: TargetOptions,
) {
  await install(kubeconfig, options.install, options.progress)
  if (controller === 'reference') await ask(control, '/controller/start')
}

/** Upstream's controller on the embedded API server: it is outside of the thread, and so is its control. */
async function addUpstream(cluster: ClusterThread, options: TargetOptions) {
  const { startTested } = await import('./tested-controller.ts')
  const tested = await startTested(cluster.kubeconfig, 'upstream', { ...options, json: true })
  const nodes = {
    disconnect: (name: string) => ask(cluster.control, `/nodes/${name}/disconnect`),
    return: (name: string) => ask(cluster.control, `/nodes/${name}/return`),
  }
  const forget = () => ask(cluster.control, '/history/forget')
  const dns = cluster.resolver && { dns: cluster.resolver }
  const { url, token, stop } = await serveControl({ nodes, forget, ...dns, ...tested.controls })
  return {
    control: { url, token },
    provenance: tested.provenance,
    failed: tested.failed,
    async stop() {
      await stop()
      await tested.stop()
    },
  }
}

async function ask(address: ControlAddress, path: string): Promise<void> {
  const refusal = await order(address, path)
  if (refusal) throw new ControlError(refusal.code, refusal.message)
}

interface Stoppable {
  stop(): Promise<void>
}

/** If one part fails to start, the parts that have started are stopped. */
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
