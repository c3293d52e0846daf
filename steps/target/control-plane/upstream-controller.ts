import type { Connection } from '../../client/index.ts'
import { type Binaries, type BinaryOptions, obtainBinaries } from './binaries.ts'
import { type ControllerManager, controllerManager, controllerManagerFlags } from './controller-manager.ts'
import { type Interference, startDelayProxy } from './delay-proxy.ts'
import { dataParent, ownedFolder, removeFolder } from './owned-folder.ts'
import { freePorts, withFreePorts } from './ports.ts'
import { processes } from './processes.ts'
import { provenanceOf } from './provenance.ts'
import { writeSigningKey } from './signing-key.ts'

/** Upstream's controller on any API server. */
export interface UpstreamController {
  readonly provenance: Readonly<Record<string, string>>
  /** Resolves when it dies unasked; never otherwise. */
  readonly failed: Promise<Error>
  /** Its process, which runs: it may be stopped and started again. */
  readonly process: Pick<ControllerManager, 'start' | 'stop'>
  stop(): Promise<void>
}

export interface UpstreamOptions extends BinaryOptions {
  readonly progress: (line: string) => void
  /** For an API server that answers in JSON only; else protobuf is spoken. */
  readonly json?: boolean
  /** As in `--feature-gates`. */
  readonly featureGates?: string
}

/** Starts kube-controller-manager with its StatefulSet controller alone, against any API server. */
export async function startUpstreamController(
  connection: Connection,
  options: UpstreamOptions,
): Promise<UpstreamController> {
  const binaries = await obtainBinaries(options, options.progress)
  return withFreePorts(() => attempt(binaries, connection, options))
}

async function attempt(
  binaries: Binaries,
  connection: Connection,
  { json, featureGates }: UpstreamOptions,
): Promise<UpstreamController> {
  const folder = await ownedFolder(await dataParent(), 'statefulset-conformance-controller-')
  const running = await processes(binaries, folder)
  const stop = async () => {
    await running.stopAll()
    await removeFolder(folder)
  }
  try {
    const { port } = await freePorts('port')
    const settings = { folder, port, json, featureGates, controls: 'stateful-sets' } as const
    await writeSigningKey(folder)
    const manager = controllerManager(running, settings, withLogin(connection))
    const [provenance] = await Promise.all([
      provenanceOf(binaries, { 'kube-controller-manager': controllerManagerFlags(settings) }),
      manager.start(),
    ])
    return { provenance, failed: running.failed, process: manager, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The same with something between the controller and the API server. */
export async function startUpstreamBehind(
  connection: Connection,
  interference: Interference,
  options: UpstreamOptions,
): Promise<UpstreamController> {
  const proxy = await startDelayProxy(connection, interference)
  try {
    const controller = await startUpstreamController(proxy.connection, options)
    return {
      ...controller,
      async stop() {
        await controller.stop()
        await proxy.stop()
      },
    }
  } catch (error) {
    await proxy.stop()
    throw error
  }
}

/** Go clients do not send tokens without TLS, but they send a login in the URL. */
function withLogin(access: Connection): Connection {
  const url = new URL(access.server)
  if (url.protocol !== 'http:') return access
  url.username = 'token'
  url.password = access.token ?? ''
  return { ...access, server: url.href.replace(/\/$/, '') }
}
