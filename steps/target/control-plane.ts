import { startControlPlane } from './control-plane/index.ts'
import { runReferenceController, simulateNodes } from './reference.ts'
import { SIMULATED, type Target, type TargetOptions, WORKLOAD_IMAGE } from './target.ts'

/** A real control plane as child processes, with simulated nodes: the suite's oracle. */
export async function startOracle({
  controller = 'upstream',
  mutant,
  assets,
  parallel,
  progress,
}: TargetOptions): Promise<Target> {
  const plane = await startControlPlane({ controller, progress, ...(assets ? { assets } : {}) })
  try {
    const nodes = await simulateNodes(plane.kubeconfig)
    const running = controller === 'reference' ? await runReferenceController(plane.kubeconfig, mutant) : undefined
    return {
      name: 'control-plane',
      kubeconfigs: Array.from({ length: parallel }, () => plane.kubeconfig),
      controller,
      capabilities: ['gc', 'endpoints', 'default-class', 'global-order'],
      simulated: SIMULATED,
      disposable: true,
      image: WORKLOAD_IMAGE,
      volumeBinding: 'Immediate',
      provenance: { ...plane.provenance, ...(mutant ? { mutant } : {}) },
      failed: plane.failed,
      forgetHistory: plane.compact,
      async stop() {
        // A control plane that has died cannot be said goodbye to: its parts go all the same.
        await Promise.allSettled([running?.stop(), nodes.stop()])
        await plane.stop()
      },
    }
  } catch (error) {
    await plane.stop()
    throw error
  }
}
