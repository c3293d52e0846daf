/**
 * Targets: the cluster of a scenario. A target starts a cluster, or finds one, and returns a kubeconfig. Scenarios use
 * nothing else of it. The actions of a target beyond the API are a list of capabilities, never a branch in a scenario.
 * The controller under test is a separate choice, so that ours runs on the real API server too.
 */
import { unknownCapabilities } from '../survey/index.ts'
import type { Looked } from './kubeconfig/index.ts'
import type { ServiceOptions } from './reference.ts'
import type { ServedKind } from './served.ts'
import type { ControllerChoice, Target, TargetOptions } from './target.ts'

export { CONTROL_TOKEN, controlNamed } from './control-named.ts'
export type { Installation } from './install.ts'
export type { ClusterThreads, Mutant } from './reference.ts'
export {
  CLUSTER_LOGS,
  type ControllerChoice,
  choiceOf,
  type Fault,
  faults,
  type Target,
  type TargetOptions,
} from './target.ts'
export { findKubectl, withKubectl } from './with-kubectl.ts'

import { statefulSetKind } from './workload-kind.ts'

export { statefulSetKind }

type Start = (options: TargetOptions) => Promise<Target>

/** Every target by name. Imported when chosen: none costs anything to the others. */
const targets: Record<string, () => Promise<Start>> = {
  reference: async () => (await import('./embedded.ts')).startReference,
  'control-plane': async () => (await import('./control-plane.ts')).startOracle,
  kind: async () => (await import('./kind.ts')).startKind,
  kubeconfig: async () => (await import('./kubeconfig/index.ts')).useKubeconfig,
}

export const targetNames = (): string[] => Object.keys(targets)

/** A mutant runs only where the target itself starts the reference controller. */
export const supportsMutants = (name: string, controller?: ControllerChoice): boolean =>
  (name === 'reference' && controller === undefined) ||
  (controller === 'reference' && ['reference', 'control-plane', 'kind'].includes(name))

/** @throws Error for a name that is no target. */
export async function startTarget(name: string, options: TargetOptions): Promise<Target> {
  const load = targets[name]
  if (!load) throw new Error(`there is no target ${name}; known are ${targetNames().join(', ')}`)
  const target = await (await load())(options)
  try {
    requireKnown(target)
    if (!options.fault) return target
    const { withFault } = await import('./faults.ts')
    return await withFault(target, options.fault, { kind: statefulSetKind, ...options })
  } catch (error) {
    await target.stop()
    throw error
  }
}

/** A name that no list knows would make scenarios not applicable without anybody noticing. */
function requireKnown({ name, capabilities, simulated, lacking = {} }: Target): void {
  const unknown = unknownCapabilities([...capabilities, ...simulated, ...Object.keys(lacking)])
  if (unknown.length > 0)
    throw new Error(`the target ${name} names ${unknown.join(', ')}: expected names of features/capabilities.yaml`)
}

/** The broken controllers that prove the checks, for `mutants`. */
export const mutants = async () => (await import('./reference.ts')).mutants()

/** The versions of Kubernetes that a control plane can be built of. */
export { pinnedControlPlanes } from './control-plane/pinned.ts'

/** The feature gates of the embedded cluster. @throws Error where it does not know the version or a gate */
export const gatesOf = async (choice: { readonly kubernetes?: string; readonly featureGates?: string }) =>
  (await import('./reference.ts')).gatesOf(choice)

/** Threads for the embedded clusters of a process that runs many, one after another. */
export const clusterThreads = async () => (await import('./reference.ts')).clusterThreads()

/** Surveys a cluster, given the text of a kubeconfig. */
export const surveyed = async (kubeconfig: string, looked: Looked) =>
  (await import('./kubeconfig/index.ts')).surveyed(kubeconfig, looked)

/** The embedded cluster by itself, for kubectl and other clients, for `serve`. */
export const serveReference = async (options: ServiceOptions, kind?: ServedKind) =>
  (await import('./served.ts')).serveKind(options, kind)

/** The reference controller by itself, for `controller`. */
export const startReferenceController = async (...given: Parameters<StartReferenceController>) =>
  (await import('./reference.ts')).startReferenceController(...given)

type StartReferenceController = typeof import('./reference.ts').startReferenceController

/** An API server by itself, for `parity`: the embedded one or a real one. */
export const startApiServer = async (...[which, options]: Parameters<StartApiServer>) =>
  (await import('./api-servers.ts')).startApiServer(which, options)

type StartApiServer = typeof import('./api-servers.ts').startApiServer
