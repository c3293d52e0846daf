import { offeredBy } from './control.ts'
import { startControlPlane } from './control-plane/index.ts'
import { install } from './install.ts'
import { serveControl, simulateNodes } from './reference.ts'
import { SIMULATED, type Target, type TargetOptions, WITH_SIMULATED_NODES, WORKLOAD_IMAGE } from './target.ts'
import { startTested } from './tested-controller.ts'

/** A real control plane as child processes, with simulated nodes: the suite's oracle. */
export async function startOracle(options: TargetOptions): Promise<Target> {
  const { controller = 'upstream', assets, parallel, progress, featureGates, kubernetes } = options
  // Upstream's StatefulSet controller is a process of its own: what is done to it does not hit the garbage collector.
  const plane = await startControlPlane({
    ...{ controller: 'none', progress },
    ...(assets && { assets }),
    ...(kubernetes && { version: kubernetes }),
    ...(featureGates && { featureGates }),
  })
  const started: { stop(): Promise<void> }[] = []
  const stop = async () => {
    // A control plane that has failed cannot be stopped in order: its parts are stopped all the same.
    await Promise.allSettled(started.reverse().map((part) => part.stop()))
    await plane.stop()
  }
  try {
    const nodes = await simulateNodes(plane.kubeconfig, options.mutant)
    started.push(nodes)
    await install(plane.kubeconfig, options.install, progress)
    const tested = await startTested(plane.kubeconfig, controller, options)
    started.push(tested)
    const endpoint = await serveControl({
      forget: plane.compact,
      ...(nodes.resolver && { dns: nodes.resolver }),
      ...tested.controls,
    })
    started.push(endpoint)
    const control = { url: endpoint.url, token: endpoint.token }
    return {
      name: 'control-plane',
      kubeconfigs: Array.from({ length: parallel }, () => plane.kubeconfig),
      controls: Array.from({ length: parallel }, () => control),
      connections: Array.from({ length: parallel }, () => plane.connection),
      controller,
      capabilities: [...WITH_SIMULATED_NODES, ...(await offeredBy(control))],
      simulated: SIMULATED,
      disposable: true,
      image: WORKLOAD_IMAGE,
      volumeBinding: 'Immediate',
      provenance: { ...plane.provenance, ...tested.provenance, ...(featureGates && { 'feature gates': featureGates }) },
      failed: Promise.race([plane.failed, tested.failed]),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
