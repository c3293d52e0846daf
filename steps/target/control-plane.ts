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
  const guests: { stop(): Promise<void> }[] = []
  const stop = async () => {
    // A control plane that has died cannot be said goodbye to: its parts go all the same.
    await Promise.allSettled(guests.map((guest) => guest.stop()))
    await plane.stop()
  }
  try {
    guests.push(await simulateNodes(plane.kubeconfig))
    if (controller === 'reference') guests.push(await runReferenceController(plane.kubeconfig, mutant))
    return {
      name: 'control-plane',
      kubeconfigs: Array.from({ length: parallel }, () => plane.kubeconfig),
      connections: Array.from({ length: parallel }, () => plane.connection),
      controller,
      capabilities: ['gc', 'endpoints', 'default-class', 'global-order'],
      simulated: SIMULATED,
      disposable: true,
      image: WORKLOAD_IMAGE,
      volumeBinding: 'Immediate',
      provenance: { ...plane.provenance, ...(mutant && controller === 'reference' ? { mutant } : {}) },
      failed: plane.failed,
      forgetHistory: plane.compact,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
