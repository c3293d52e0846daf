import type { Connection } from '../client/index.ts'

/** Which controller is under test, orthogonal to where it runs. */
export type ControllerChoice = 'reference' | 'upstream' | 'none'

/** As in a StorageClass: at once, or when the first Pod that uses the claim has been given a node. */
export type VolumeBinding = 'Immediate' | 'WaitForFirstConsumer'

/** What Pods run unless the user names another image. */
export const WORKLOAD_IMAGE = 'statefulset-conformance/workload:1'

/** What simulated nodes do not have. */
export const SIMULATED = ['kubelet', 'dns', 'scheduler', 'storage-data', 'node-fault'] as const

/** Label and taint of a node that may be silenced: only Pods of scenarios about lost nodes go there. */
export const EXPENDABLE = 'statefulset-conformance.dev/expendable'

/** Where in the folder of the evidence logs of nodes and Pods go; of a cluster that did not come up nothing else is there. */
export const CLUSTER_LOGS = 'cluster-logs'

/** Command lines, word by word, in which `{node}` stands for the node's name. */
export interface NodeFault {
  readonly lose: readonly string[]
  readonly restore: readonly string[]
}

/** A cluster that the suite can certify: a kubeconfig, and what the target knows beyond it. */
export interface Target {
  readonly name: string
  /** YAML texts, one for each worker; scenarios reach the cluster through theirs and through nothing else. */
  readonly kubeconfigs: readonly string[]
  /** The same as plain data, of clusters that the suite itself starts: their workers read no kubeconfig. */
  readonly connections?: readonly Connection[]
  readonly controller: ControllerChoice
  /** What this place can do, from the closed list of `@needs-…` tags without the prefix. */
  readonly capabilities: readonly string[]
  /** What is only played here, by the names of the ledger's `needs`: guarantees that need it are for other targets. */
  readonly simulated: readonly string[]
  /** How a node that nothing else depends on is silenced: one with label and taint statefulset-conformance.dev/expendable. */
  readonly nodeFault?: NodeFault
  /** Why a capability is not there, for those that somebody asked about. */
  readonly lacking?: Readonly<Record<string, string>>
  /** Whether nothing ever needs to be cleaned up: the whole cluster goes with the target, and nothing in it takes room. */
  readonly disposable: boolean
  /**
   * Whether `stop` deletes the cluster: scenarios make room for others, but nobody waits for the last namespaces to go.
   * Such a target also deletes it on SIGINT and SIGTERM by itself, and then ends the process.
   */
  readonly temporary?: boolean
  /** What the workload's Pods run; where Pods are simulated, any name will do. */
  readonly image: string
  /** When claims of the default class are bound; undefined where there is no default class. */
  readonly volumeBinding: VolumeBinding | undefined
  /** Versions and flags of the parts, for the report. */
  readonly provenance: Readonly<Record<string, string>>
  /** Resolves, if ever, when a part of the target dies before it is stopped. */
  readonly failed: Promise<Error>
  /** Makes the API server forget what has changed up to now, as compaction does: a watch can't be taken up before. */
  forgetHistory(): Promise<void>
  /** Writes what the target knows beyond the API into a folder: called after a run that has failed, before `stop`. */
  readonly exportLogs?: (folder: string) => Promise<void>
  stop(): Promise<void>
}

/** What can go wrong between the suite and the cluster; see faults.ts. */
export const faults = ['cut-watches', 'lose-history'] as const
export type Fault = (typeof faults)[number]

/** What a user may say about a target. */
export interface TargetOptions {
  readonly controller?: ControllerChoice
  /** A sabotage of the reference controller, by name; see reference-controller/mutants. */
  readonly mutant?: string
  /** A folder with etcd, kube-apiserver and kube-controller-manager. */
  readonly assets?: string
  /** A kubeconfig file; as kubectl does, KUBECONFIG and then ~/.kube/config are taken if there is none. */
  readonly kubeconfig?: string
  /** A context of the kubeconfig; default: its current one. */
  readonly context?: string
  /** What the workload's Pods run, for clusters that cannot be given the suite's own image. */
  readonly image?: string
  /** How many scenarios run side by side. */
  readonly parallel: number
  /** Of kind: the version of Kubernetes, such as 1.35. */
  readonly kubernetes?: string
  /** Of kind: what the nodes run; else KIND_NODE_IMAGE, else kind's own. */
  readonly nodeImage?: string
  /** Of kind: a cluster to use again, or to make by this name. */
  readonly cluster?: string
  /** Of kind: how many nodes; with three or more, one of them may be silenced. */
  readonly nodes?: number
  /** Of kind: leaves the cluster to the user. */
  readonly keep?: boolean
  /** The folder of the evidence, for what a target knows when something has failed. */
  readonly output?: string
  /** What shall go wrong between the suite and the cluster, to see that the suite notices. */
  readonly fault?: Fault
  readonly progress: (line: string) => void
}
