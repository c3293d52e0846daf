/**
 * The reference cluster: an API server, simulated nodes around it, and a StatefulSet controller, each startable alone.
 *
 * The parts meet only through the Kubernetes API: over the connections of a kubeconfig, or, within one thread, by the
 * same requests without a wire. So the controller runs on a real control plane as well as on the embedded one, the
 * simulated nodes serve upstream's controller as well as ours, and to certify another controller only the missing parts
 * are started.
 *
 * This is the only file of the folder that other folders may import. An import starts
 * nothing. All parts run in this process and listen on loopback by default, and `stop()` removes all that a part has created.
 */

import { mutants as allMutants, type Mutant } from './mutants/index.ts'

export { systemClock } from './clock.ts'
export { type ClusterThreads, clusterThreads, startClusterThread } from './cluster-thread.ts'
export { ControlError, type Controls, noSuchNode, serveControl, startable, startRefusals } from './control/index.ts'
export { startControllable } from './controllable.ts'
export { startControlledCluster } from './controlled-cluster.ts'
export { type FeatureChoice, gatesOf } from './feature-gates.ts'
export type { Mutant } from './mutants/index.ts'
export { startCluster, startController, startNodes } from './start-parts.ts'

/** The controllers that are broken on purpose, each in one rule. */
export function mutants(): Mutant[] {
  return [...allMutants]
}
