/**
 * Every wait of the suite: its name, what it covers, and its maximum in milliseconds for a conforming cluster.
 * No other file that takes part in a certification holds a duration. All maxima are multiplied by one `--time-factor`; a wait ends earlier on the
 * event that it waits for, so a generous maximum costs nothing where all is well.
 */
export const waits = {
  sentinelCreated: {
    ms: 8_000,
    covers: 'the sentinel workload gets its first Pod or status: a controller is at work at all',
  },
  sentinelReady: {
    ms: 60_000,
    covers: 'the sentinel’s Pod runs and is ready: image, volumes and nodes are at hand',
  },
  sentinelAnswers: { ms: 10_000, covers: 'the sentinel workload’s status follows a change of its Pod' },
  // A controller manager that loses its lease starts again, and waits 15 s until the lease is free.
  sentinelRecovers: {
    ms: 60_000,
    covers: 'the same where the control plane shares its machine with kubelets: it stalls while they start',
  },
  restAnswered: { ms: 30_000, covers: 'a target with the capability `rest` responds, or gets the request again' },
  afterFailure: {
    ms: 1_500,
    covers: 'a cluster in which a promise was broken comes to rest, so that the rest can be judged too',
  },
  controllerAnswers: { ms: 5_000, covers: 'the controller reports having seen the newest generation of a workload' },
  transitEnds: { ms: 20_000, covers: 'no Pod or claim is on its way to another state by itself' },
  nodesAct: {
    ms: 60_000,
    covers: 'the same where kubelets are at work: volumes are provisioned, images pulled, containers started and ended',
  },
  comesToRest: { ms: 120_000, covers: 'nothing changes any more in a namespace of the suite unless someone acts' },
  barrierPasses: { ms: 10_000, covers: 'a marker write of the suite comes back on the watch of its resource' },
  comesTrue: { ms: 15_000, covers: 'an eventual promise comes true once the cluster has settled' },
  // Controllers send events apart from their work, one by one and rationed: behind others they come 30 s late and more.
  eventArrives: { ms: 60_000, covers: 'an event that a controller has recorded is written, and arrives on the watch' },
  containerRuns: { ms: 60_000, covers: 'a Pod of the suite runs: image and node are at hand' },
  containerSpeaks: { ms: 15_000, covers: 'what a running container has printed arrives' },
  dnsAnswers: { ms: 60_000, covers: 'the cluster’s DNS answers at all, or a Pod that can ask it starts' },
  dnsReplies: { ms: 2_000, covers: 'a DNS server on this machine replies to one question' },
  dnsFollows: {
    ms: 90_000,
    covers: 'the cluster’s DNS answers according to its EndpointSlices, including caches of half a minute',
  },
  kubectlEnds: { ms: 120_000, covers: 'a command of kubectl ends, one that waits for a rollout too' },
  nodeIsMissed: { ms: 120_000, covers: 'the cluster marks the Pods of an unreachable node for deletion' },
  nodeReturns: { ms: 120_000, covers: 'a node that is back ends the Pods that were marked for deletion meanwhile' },
  requestAnswered: { ms: 65_000, covers: 'the server begins to answer a request of the suite' },
  watchReopens: { ms: 10_000, covers: 'a watch whose connection broke is taken on by the server again' },
  watchAssures: {
    ms: 30_000,
    covers: 'a resumed watch delivers an event or stays open for a while, so that nothing was lost',
  },
  clusterActs: { ms: 20_000, covers: 'the cluster’s garbage collector and endpoints controller do their work once' },
  cleanupFinishes: { ms: 180_000, covers: 'all namespaces of a run are gone, with all their objects' },
  cleanupDeadline: { ms: 20_000, covers: 'the same after SIGINT or SIGTERM: a Job has 30 seconds' },
  namespaceEmpties: { ms: 60_000, covers: 'everything in a namespace of the suite is gone' },
  // For a control plane: on two cores a start takes three seconds, a cold build five minutes.
  etcdListens: { ms: 30_000, covers: 'etcd accepts connections after its start' },
  apiServerReady: { ms: 90_000, covers: 'kube-apiserver answers /readyz with 200 after its start' },
  controllersHealthy: { ms: 60_000, covers: 'kube-controller-manager answers /healthz with 200 after its start' },
  // For a kind cluster: on two cores a cluster of one node takes half a minute, one of three nodes a minute.
  clusterReady: { ms: 300_000, covers: 'a control plane that kind has created reports that it is ready' },
  clusterWorks: { ms: 120_000, covers: 'nodes are ready, and the Pods of DNS and volumes run, after kind has ended' },
  // For two API servers that are compared.
  parityAnswer: { ms: 15_000, covers: 'a server has answered a request of the corpus, or sent the events of a watch' },
  otherBuildEnds: { ms: 3_600_000, covers: 'another run that is building the same binaries publishes them' },
} as const satisfies Record<string, Wait>

/** A maximum time and what it is for. */
export interface Wait {
  readonly ms: number
  readonly covers: string
}

/**
 * Quiet periods, in milliseconds: after so long without events the cluster counts as settled.
 * `beforeAsking` avoids probes while the controller is visibly at work;
 * `afterAnswer` applies after a controller has reacted to a probe; `withoutAnswer` applies to controllers that cannot be probed,
 * and for resumed watches: a lost history would have been reported by then.
 */
export const quiet = { beforeAsking: 12, afterAnswer: 20, withoutAnswer: 1_500 } as const

/**
 * Milliseconds between two questions: to a process that is starting or does something in its own time, a server that is
 * away, a DNS server whose records follow the cluster, about namespaces that go, about a build of minutes.
 */
export const every = { process: 25, watch: 100, dns: 100, namespace: 250, build: 500 } as const

/** Milliseconds within which two signals are one: a terminal and npm both pass on the same Ctrl-C. */
export const ONE_INTERRUPTION = 500

let factor = 1

/** Stretches (or shrinks) every maximum of this process, for slow clusters. */
export function setTimeFactor(value: number): void {
  factor = value
}

/** A duration after the time factor is applied. */
export const stretched = (ms: number): number => ms * factor
