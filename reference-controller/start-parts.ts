import { type Activity, unnoted } from './activity.ts'
import { connect, type Resource, sharedReflectors, type Transport } from './client/index.ts'
import { type Clock, systemClock } from './clock.ts'
import type { Resolver } from './control/controls.ts'
import { startDisruption } from './disruption/index.ts'
import { startDns } from './dns/index.ts'
import { startEndpoints } from './endpoints/index.ts'
import { type FeatureChoice, featuresOf } from './feature-gates.ts'
import { startGarbageCollector, startNamespaces } from './gc/index.ts'
import { type Ids, randomIds } from './ids.ts'
import { findMutant } from './mutants/index.ts'
import { type Connections, connections } from './node/connections.ts'
import { startNode } from './node/index.ts'
import { startNodeLifecycle } from './node/lifecycle/index.ts'
import type { PartContext, PartRules, RunningPart } from './part.ts'
import { startPodGarbageCollector } from './pod-gc/index.ts'
import { startStatefulSetController } from './statefulset/index.ts'
import { startBinder, startProvisioner } from './volumes/index.ts'

export interface Cluster {
  url: string
  token: string
  /** The certificate (PEM) of the authority that signed the server's, if it serves TLS. */
  ca: string | undefined
  /** YAML text. */
  kubeconfig: string
  /** A shorter way to it for parts that run in the same thread. */
  inProcess: Transport
  /** Forgets all changes up to now, as compaction does: no watch can start from before. */
  forgetHistory(): void
  /** The resourceVersion of the newest write. */
  revision(): number
  /** Sends a bookmark on every watch that allows bookmarks. */
  sendBookmarks(): void
  stop(): Promise<void>
}

/** Something that works in the background. */
export interface Running {
  stop(): Promise<void>
}

export type Part = keyof typeof PARTS

const PARTS = {
  node: startNode,
  'node-lifecycle': startNodeLifecycle,
  provisioner: startProvisioner,
  binder: startBinder,
  endpoints: startEndpoints,
  disruption: startDisruption,
  'garbage-collector': startGarbageCollector,
  'pod-garbage-collector': startPodGarbageCollector,
  namespaces: startNamespaces,
  dns: startDns,
} satisfies Record<string, (context: PartContext) => Promise<RunningPart>>

interface Background {
  clock?: Clock
  /** Notified of work in progress. */
  activity?: Pick<Activity, 'begin'>
  /** The way to the server where that runs in the same thread; otherwise it is connected to. */
  transport?: Transport
  /** Called with errors of background work; the work is retried. */
  onError?: (error: unknown) => void
}

export interface ClusterOptions {
  clock?: Clock
  /** Notified of watch events that a client in this thread has not processed yet. */
  activity?: Pick<Activity, 'begin'>
  ids?: Ids
  /** Any free port when left out. */
  port?: number
  /** An address of this machine, loopback when left out; any other requires TLS. */
  host?: string
  /** Plain HTTP is faster, but Go clients such as kubectl send no token without TLS. */
  tls?: boolean
  /** The version of Kubernetes to behave like, and its feature gates. */
  choice?: FeatureChoice
  /** The name of a mutant that may break a rule of the server on purpose. */
  mutant?: string
  /** Called with every request after its response. */
  log?: (line: string) => void
}

/** Starts the embedded API server, and nothing else. */
export async function startCluster({ mutant, ...options }: ClusterOptions = {}): Promise<Cluster> {
  // Loaded when needed only: on a real control plane nobody wants to wait for it.
  const { startApiServer } = await import('./api-server/index.ts')
  const { adaptStrategy } = mutant === undefined ? {} : findMutant(mutant).rules
  return startApiServer({ clock: systemClock(), ids: randomIds(), ...options, adaptStrategy })
}

export interface NodesOptions extends Background {
  parts?: Part[]
  /** The name of a mutant that may break one of the parts on purpose. */
  mutant?: string
  /** Makes one more node, for Pods that shall be alone on theirs: the key of its label and of its taint. */
  spareNode?: string
  /** As in `PartContext`. */
  lifelike?: { readonly podStartDelayMs: number }
}

/** Simulated nodes, which can be cut off. */
export interface Nodes extends Running {
  connections: Pick<Connections, 'names' | 'cut' | 'restore'>
  /** The DNS server, if it is one of the parts. */
  resolver: Resolver | undefined
}

/** Starts the nodes, and the controllers that a cluster has besides the one under test; by default all of them. */
export async function startNodes(kubeconfig: string, options: NodesOptions = {}): Promise<Nodes> {
  const { clock = systemClock(), activity = unnoted, onError = () => undefined } = options
  const { parts = Object.keys(PARTS) as Part[], transport } = options
  const client = connect(kubeconfig, { userAgent: 'simulated-nodes', transport, activity })
  const network = connections()
  const reflectors = sharedReflectors(client, { clock, onError })
  const { spareNode, mutant, lifelike } = options
  const rules: PartRules = mutant === undefined ? {} : findMutant(mutant).rules
  const context = { client, clock, activity, onError, reflectors, connections: network, spareNode, lifelike, rules }
  const running: RunningPart[] = []
  async function stop() {
    await Promise.allSettled(running.map((part) => part.stop()))
    await client.close()
  }
  const results = await Promise.allSettled(parts.map(async (part) => running.push(await PARTS[part](context))))
  const failure = results.find((result) => result.status === 'rejected')
  if (failure) {
    await stop()
    throw failure.reason
  }
  return { connections: network, resolver: running.find(({ resolver }) => resolver)?.resolver, stop }
}

export interface ControllerOptions extends Background {
  /** The name of a mutant: a controller that breaks one guarantee on purpose. */
  mutant?: string
  /** The version of Kubernetes to behave like, and its feature gates. */
  choice?: FeatureChoice
  resource?: Omit<Resource, 'namespaced'>
}

/** Starts the reference controller, or a mutant of it. */
export async function startController(kubeconfig: string, options: ControllerOptions = {}): Promise<Running> {
  const { mutant, choice = {}, ...rest } = options
  const features = featuresOf(choice)
  const rules = mutant === undefined ? {} : findMutant(mutant).rules
  return startStatefulSetController(kubeconfig, { ...rest, features, ...rules })
}
