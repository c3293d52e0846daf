/**
 * A real control plane without containers: etcd, kube-apiserver and kube-controller-manager as child processes of
 * this one, on loopback, with their data in memory.
 *
 * It is the suite's oracle. Documents define the behaviour of a StatefulSet, and where they are silent the controller
 * that everybody runs; so the same features that judge other controllers run here, against the original. There is no
 * kubelet, no scheduler and no image: simulated nodes, which are plain API clients, run what the API server knows.
 * The programs come from a folder that the user names, or are built once from Go modules by the go.mod files in
 * `binaries/`, which hold no Go source, only versions and checksums.
 *
 * Nothing is left behind: children die with this process, however it ends, and data of runs that were killed is
 * removed by the next one.
 */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Connection } from '../../client/index.ts'
import { askOnce, kubeconfigOf } from './api-access.ts'
import { type ApiServerSettings, apiServerFlags, startApiServer } from './api-server.ts'
import { type Binaries, type BinaryOptions, obtainBinaries } from './binaries.ts'
import { controllerManager, controllerManagerFlags } from './controller-manager.ts'
import { type Interference, startDelayProxy } from './delay-proxy.ts'
import { compactEtcd, type EtcdSettings, etcdFlags, startEtcd } from './etcd.ts'
import { dataParent, ownedFolder, removeFolder } from './owned-folder.ts'
import { freePorts, withFreePorts } from './ports.ts'
import { type Processes, processes } from './processes.ts'
import { provenanceOf } from './provenance.ts'
import { writeSigningKey } from './signing-key.ts'

export { findBinaries } from './binaries.ts'
export { type DelayProxy, type Interference, isWatch, startDelayProxy } from './delay-proxy.ts'
export { startUpstreamBehind } from './upstream-controller.ts'

/** The parts to start. */
export interface ControlPlaneOptions extends BinaryOptions {
  /** The controller that reconciles StatefulSets: upstream's, or none ('reference' and 'none' are started elsewhere). */
  readonly controller: 'upstream' | 'reference' | 'none'
  /** Called with a line for people, now and then, while something takes minutes. */
  readonly progress: (line: string) => void
  /** As in `--feature-gates`, for the API server and the controllers. */
  readonly featureGates?: string
  /** As in `--authorization-mode`; the kubeconfig's user may do everything either way. */
  readonly authorization?: 'AlwaysAllow' | 'RBAC'
  /** Interferes between kube-controller-manager and the API server. */
  readonly delays?: Interference
}

/** A running control plane. */
export interface ControlPlane {
  readonly connection: Connection
  /** The same as YAML, complete in itself. */
  readonly kubeconfig: string
  /** Such as v1.36.3. */
  readonly serverVersion: string
  /** Versions and flags, for the report. */
  readonly provenance: Readonly<Record<string, string>>
  /** The path of kubectl, if it was installed with the other programs. */
  readonly kubectl?: string
  /** Resolves when a part dies that nobody stopped; never otherwise. */
  readonly failed: Promise<Error>
  stopControllerManager(): Promise<void>
  startControllerManager(): Promise<void>
  /** The metrics of kube-controller-manager: the depth of its work queues among them. */
  controllerMetrics(): Promise<string>
  /** Makes etcd forget all but the newest state. The watch caches of the API server keep their events. */
  compact(): Promise<void>
  /** Ends every part and removes its data. */
  stop(): Promise<void>
}

/** Starts a control plane; done when the API server is ready and the controllers run. */
export async function startControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  const binaries = await obtainBinaries(options, options.progress)
  return withFreePorts(() => attempt(binaries, options))
}

async function attempt(binaries: Binaries, options: ControlPlaneOptions): Promise<ControlPlane> {
  const folder = await ownedFolder(await dataParent(), 'statefulset-conformance-control-plane-')
  const running = await processes(binaries, folder)
  const cleanups = [() => removeFolder(folder), () => running.stopAll()]
  const stop = async () => {
    for (let last = cleanups.pop(); last; last = cleanups.pop()) await last()
  }
  try {
    return await assemble({ binaries, options, folder, running, cleanups, stop })
  } catch (error) {
    await stop()
    throw error
  }
}

interface Assembly {
  readonly binaries: Binaries
  readonly options: ControlPlaneOptions
  readonly folder: string
  readonly running: Processes
  readonly cleanups: (() => Promise<void>)[]
  readonly stop: () => Promise<void>
}

async function assemble({ binaries, options, folder, running, cleanups, stop }: Assembly): Promise<ControlPlane> {
  const ports = await freePorts('etcd', 'etcdPeer', 'apiServer', 'controllers')
  const server = { folder, ports, featureGates: options.featureGates, authorization: options.authorization }
  const managed = {
    ...server,
    port: ports.controllers,
    controls: options.controller === 'upstream' ? 'all' : 'all-but-stateful-sets',
  } as const
  const [access, provenance] = await Promise.all([
    startServers(running, server),
    provenanceOf(binaries, {
      etcd: etcdFlags(server),
      'kube-apiserver': apiServerFlags(server),
      'kube-controller-manager': controllerManagerFlags(managed),
    }),
  ])
  const kubeconfig = kubeconfigOf(access)
  const proxy = options.delays && (await startDelayProxy(access, options.delays))
  if (proxy) cleanups.push(proxy.stop)
  const manager = controllerManager(running, managed, access)
  const startManager = () => manager.start(proxy?.url)
  const [serverVersion] = await Promise.all([versionOf(access), startManager()])
  return {
    connection: access,
    kubeconfig,
    serverVersion,
    provenance,
    ...(binaries.kubectl === undefined ? {} : { kubectl: binaries.kubectl }),
    failed: running.failed,
    stopControllerManager: manager.stop,
    startControllerManager: startManager,
    controllerMetrics: manager.metrics,
    compact: () => compactEtcd(ports.etcd),
    stop,
  }
}

async function startServers(running: Processes, settings: ApiServerSettings & EtcdSettings): Promise<Connection> {
  await Promise.all([writeSigningKey(settings.folder), startEtcd(running, settings)])
  return startApiServer(running, settings, randomBytes(24).toString('base64url'))
}

async function versionOf(access: Connection): Promise<string> {
  const { body } = await askOnce(access, '/version')
  return z.object({ gitVersion: z.string() }).parse(JSON.parse(body)).gitVersion
}
