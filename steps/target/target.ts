import type { Connection, Resource } from '../client/index.ts'
import type { Installation } from './install.ts'
import type { ClusterThreads } from './reference.ts'

export { EXPENDABLE_NODE } from '../labels.ts'

/** The controller under test, independent of the target. */
export type ControllerChoice = 'reference' | 'upstream' | 'none'

/** As in a StorageClass: at once, or when the first Pod that uses the claim has been given a node. */
export type VolumeBinding = 'Immediate' | 'WaitForFirstConsumer'

/** The default image of the Pods. */
export const WORKLOAD_IMAGE = 'statefulset-conformance/workload:1'

/** The capabilities that simulated nodes do not have. */
export const SIMULATED = ['kubelet', 'scheduler', 'storage-data'] as const

/** The capabilities of a cluster with simulated nodes, besides those of its control endpoint. */
export const WITH_SIMULATED_NODES = ['gc', 'endpoints', 'disruption', 'drain', 'default-class', 'global-order'] as const

/** The folder for the logs of nodes and Pods in the folder of the evidence, also of a cluster that failed to start. */
export const CLUSTER_LOGS = 'cluster-logs'

/** Command lines, word by word, in which `{node}` stands for the node's name. */
export interface NodeFault {
  readonly lose: readonly string[]
  readonly restore: readonly string[]
}

/** The address of a control endpoint and its bearer token; see reference-controller/control. */
export interface ControlAddress {
  readonly url: string
  readonly token: string
}

/** A cluster that the suite can certify: a kubeconfig, and what the target knows beyond it. */
export interface Target {
  readonly name: string
  /** YAML texts, one for each worker; scenarios reach the cluster through theirs and through nothing else. */
  readonly kubeconfigs: readonly string[]
  /** The control endpoint, one for each worker; workers that share a controller share the endpoint. */
  readonly controls: readonly (ControlAddress | undefined)[]
  /** The same as plain data, of clusters that the suite itself starts: their workers read no kubeconfig. */
  readonly connections?: readonly Connection[]
  /** The kubectl of this machine, with a kubeconfig for each worker. */
  readonly kubectl?: { readonly program: string; readonly kubeconfigs: readonly string[] }
  readonly controller: ControllerChoice
  /** The capabilities of the target, from the closed list of `@needs-…` tags without the prefix. */
  readonly capabilities: readonly string[]
  /** The simulated capabilities, by the names of the ledger's `needs`: guarantees that need them are for other targets. */
  readonly simulated: readonly string[]
  /** Why a capability is not there, for those that somebody asked about. */
  readonly lacking?: Readonly<Record<string, string>>
  /** True if nothing ever needs to be cleaned up: the whole cluster is removed with the target, and its objects cost nothing. */
  readonly disposable: boolean
  /**
   * True if `stop` deletes the cluster: scenarios make room for others, but do not wait until the last namespaces are gone.
   * Such a target also deletes it on SIGINT and SIGTERM by itself, and then ends the process.
   */
  readonly temporary?: boolean
  /** The image of the workload's Pods; where Pods are simulated, any name will do. */
  readonly image: string
  /** The volume binding mode of the default class; undefined where there is no default class. */
  readonly volumeBinding: VolumeBinding | undefined
  /** Versions and flags of the parts, for the report. */
  readonly provenance: Readonly<Record<string, string>>
  /** Resolves, if ever, when a part of the target dies before it is stopped. */
  readonly failed: Promise<Error>
  /** Writes what the target knows beyond the API into a folder: called after a run that has failed, before `stop`. */
  readonly exportLogs?: (folder: string) => Promise<void>
  stop(): Promise<void>
}

/** Faults between the suite and the cluster (faults.ts), and restarts of the controller before each step (steps/world/hooks.ts). */
export const faults = ['cut-watches', 'lose-history', 'restart-controller'] as const
export type Fault = (typeof faults)[number]

/** The version of Kubernetes and the feature gates that the user asks for. */
export const choiceOf = ({ kubernetes, featureGates }: Pick<TargetOptions, 'kubernetes' | 'featureGates'>) => ({
  ...(kubernetes !== undefined && { kubernetes }),
  ...(featureGates !== undefined && { featureGates }),
})

/** The options of the user for a target. */
export interface TargetOptions {
  readonly controller?: ControllerChoice
  /** The kind under certification; StatefulSet when left out. */
  readonly kind?: Resource
  /** What that kind needs on the cluster. */
  readonly install?: Installation
  /** The name of a mutant of the reference controller; see reference-controller/mutants. */
  readonly mutant?: string
  /** A folder with etcd, kube-apiserver and kube-controller-manager. */
  readonly assets?: string
  /** A kubeconfig file; as kubectl does, KUBECONFIG and then ~/.kube/config are taken if there is none. */
  readonly kubeconfig?: string
  /** A context of the kubeconfig; default: its current one. */
  readonly context?: string
  /** (kubeconfig only) The URL of the control endpoint of the cluster; its token is in the environment. */
  readonly control?: string
  /** The image of the workload's Pods, for clusters into which the image of the suite cannot be loaded. */
  readonly image?: string
  /** The number of scenarios that run in parallel. */
  readonly parallel: number
  /** The version of Kubernetes, such as 1.37. */
  readonly kubernetes?: string
  /** (reference and control-plane only) As in `--feature-gates` of Kubernetes: `A=true,B=false`. */
  readonly featureGates?: string
  /** (kind only) The node image; default: KIND_NODE_IMAGE, then that of kind. */
  readonly nodeImage?: string
  /** (kind only) The name of the cluster to use again or to create. */
  readonly cluster?: string
  /** (kind only) The number of nodes; with three or more, one of them may be disconnected. */
  readonly nodes?: number
  /** (kind only) Keeps the cluster. */
  readonly keep?: boolean
  /** The folder of the evidence, for what a target knows when something has failed. */
  readonly output?: string
  /** The fault to inject between the suite and the cluster. */
  readonly fault?: Fault
  /** (reference only) Threads that run one cluster after another; default: a new one for each. */
  readonly threads?: ClusterThreads
  readonly progress: (line: string) => void
}
