/**
 * The reference cluster: an API server, simulated nodes around it, and a StatefulSet controller, each startable alone.
 *
 * The parts meet only through the Kubernetes API: over the connections of a kubeconfig, or, within one thread, by the
 * same requests without a wire. So the controller runs on a real control plane as well as on the embedded one, the
 * simulated nodes serve upstream's controller as well as ours, and whoever certifies a controller of their own starts
 * just what they lack.
 *
 * This is the only file of the folder that is meant to be imported from outside. Nothing starts before it is asked
 * to, everything runs in this process and listens on loopback unless told otherwise, and `stop()` leaves nothing behind.
 */

import { connect, type Resource, sharedReflectors, type Transport } from './client/index.ts'
import { type Clock, systemClock } from './clock.ts'
import { startDisruption } from './disruption/index.ts'
import { startEndpoints } from './endpoints/index.ts'
import { startGarbageCollector, startNamespaces } from './gc/index.ts'
import { type Ids, randomIds } from './ids.ts'
import { mutants as allMutants, findMutant, type Mutant } from './mutants/index.ts'
import { startNode } from './node/index.ts'
import type { PartContext, RunningPart } from './part.ts'
import { startStatefulSetController } from './statefulset/index.ts'
import { startBinder, startProvisioner } from './volumes/index.ts'

export type { Clock } from './clock.ts'
export type { Mutant } from './mutants/index.ts'

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
  stop(): Promise<void>
}

/** Something that works in the background. */
export interface Running {
  /** Whether work is under way or waiting; work that waits for its time does not count. */
  busy(): boolean
  stop(): Promise<void>
}

export type Part = keyof typeof PARTS

const PARTS = {
  node: startNode,
  provisioner: startProvisioner,
  binder: startBinder,
  endpoints: startEndpoints,
  disruption: startDisruption,
  'garbage-collector': startGarbageCollector,
  namespaces: startNamespaces,
} satisfies Record<string, (context: PartContext) => Promise<RunningPart>>

interface Background {
  clock?: Clock
  /** The way to the server where that runs in the same thread; otherwise it is connected to. */
  transport?: Transport
  /** Told what went wrong behind the scenes; it is tried again in any case. */
  onError?: (error: unknown) => void
}

export interface ClusterOptions {
  clock?: Clock
  ids?: Ids
  /** Any free port when left out. */
  port?: number
  /** An address of this machine, loopback when left out; any other demands TLS. */
  host?: string
  /** Plain HTTP is faster, but Go clients such as kubectl send no token without TLS. */
  tls?: boolean
  /** Told of every request once it has been answered. */
  log?: (line: string) => void
}

/** Starts the embedded API server, and nothing else. */
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  // Loaded when needed only: on a real control plane nobody wants to wait for it.
  const { startApiServer } = await import('./api-server/index.ts')
  return startApiServer({ clock: systemClock(), ids: randomIds(), ...options })
}

/** Starts the nodes, and the controllers that a cluster has besides the one under test; by default all of them. */
export async function startNodes(kubeconfig: string, options: Background & { parts?: Part[] } = {}): Promise<Running> {
  const { clock = systemClock(), onError = () => undefined, parts = Object.keys(PARTS) as Part[], transport } = options
  const client = connect(kubeconfig, { userAgent: 'simulated-nodes', transport })
  const context = { client, clock, onError, reflectors: sharedReflectors(client, { clock, onError }) }
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
  return { busy: () => running.some((part) => part.busy()), stop }
}

export interface ControllerOptions extends Background {
  /** The name of a mutant: a controller that breaks one guarantee on purpose. */
  mutant?: string
  resource?: Omit<Resource, 'namespaced'>
}

/** Starts the reference controller, or a mutant of it. */
export async function startController(kubeconfig: string, options: ControllerOptions = {}): Promise<Running> {
  const { mutant, ...rest } = options
  return startStatefulSetController(kubeconfig, { ...rest, ...(mutant !== undefined && findMutant(mutant).rules) })
}

/** The controllers that are broken on purpose, each in one rule. */
export function mutants(): Mutant[] {
  return [...allMutants]
}

/** A whole cluster in a thread of its own, so that who judges it and who runs it don't wait for each other. */
export interface ClusterThread {
  kubeconfig: string
  url: string
  token: string
  /** Resolves when the thread ends without having been asked to. */
  failed: Promise<Error>
  /** As of a `Cluster`. */
  forgetHistory(): Promise<void>
  stop(): Promise<void>
}

// Requests leave much behind that dies at once: with more room it is thrown away seldom, and little of it is copied.
const YOUNG_MEGABYTES = 96

/** Starts the embedded API server, the nodes, and the controller or a mutant of it if asked for, in a thread. */
export async function startClusterThread(order: { controller: boolean; mutant?: string }): Promise<ClusterThread> {
  const { Worker } = await import('node:worker_threads')
  const worker = new Worker(new URL('./thread.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  })
  let stopping = false
  const ended = new Promise<Error>((resolve) => {
    worker.once('error', resolve)
    worker.once('exit', (code) => resolve(new Error(`the embedded cluster ended by itself with code ${code}`)))
  })
  const failed = new Promise<Error>((resolve) => void ended.then((error) => stopping || resolve(error)))
  const up = new Promise<Pick<ClusterThread, 'kubeconfig' | 'url' | 'token'>>((resolve) =>
    worker.once('message', resolve),
  )
  const first = await Promise.race([up, ended])
  if (first instanceof Error) throw new Error('the embedded cluster did not start', { cause: first })
  return {
    ...first,
    failed,
    async forgetHistory() {
      const done = new Promise<unknown>((resolve) => worker.once('message', resolve))
      worker.postMessage('forget-history')
      await Promise.race([done, ended])
    },
    async stop() {
      stopping = true
      worker.postMessage('stop')
      await ended
    },
  }
}
