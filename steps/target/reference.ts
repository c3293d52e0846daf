import {
  mutants as mutantList,
  startClusterThread,
  startController,
  startNodes,
} from '../../reference-controller/index.ts'
import { type Target, type TargetOptions, WORKLOAD_IMAGE } from './target.ts'

/** The one bridge between the suite and the reference: nothing else of the suite may import it. */

/** The embedded cluster with simulated nodes and, unless told otherwise, the reference controller. */
export async function startReference({ controller = 'reference', mutant, parallel }: TargetOptions): Promise<Target> {
  if (controller === 'upstream')
    throw new Error('upstream’s controller does not run on the embedded cluster yet: use --target control-plane')
  const order = { controller: controller === 'reference', ...(mutant ? { mutant } : {}) }
  // Clock, faults and restarts are a cluster's, so scenarios side by side have a cluster for each worker.
  const clusters = await Promise.all(Array.from({ length: parallel }, () => startClusterThread(order)))
  return {
    name: 'reference',
    kubeconfigs: clusters.map(({ kubeconfig }) => kubeconfig),
    controller,
    capabilities: ['gc', 'endpoints', 'default-class', 'global-order'],
    disposable: true,
    image: WORKLOAD_IMAGE,
    volumeBinding: 'Immediate',
    provenance: { cluster: 'embedded API server, simulated nodes and volumes', ...(mutant ? { mutant } : {}) },
    failed: Promise.race(clusters.map(({ failed }) => failed)),
    async forgetHistory() {
      await Promise.all(clusters.map((cluster) => cluster.forgetHistory()))
    },
    async stop() {
      await Promise.all(clusters.map((cluster) => cluster.stop()))
    },
  }
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
