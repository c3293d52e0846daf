import { startControlPlane } from './control-plane/index.ts'
import { startReferenceApiServer } from './reference.ts'

/** An API server by itself: no nodes, and no controller that would touch what is in it. */
export interface BareApiServer {
  /** For people: what it is. */
  readonly name: string
  /** Such as v1.36.3. */
  readonly version: string
  readonly server: string
  readonly token: string
  /** Forgets all changes up to now, as compaction does; of the embedded one. */
  forgetHistory?(): void
  stop(): Promise<void>
}

interface Options {
  /** A folder with etcd, kube-apiserver and kube-controller-manager, as for the target control-plane. */
  readonly assets?: string
  readonly progress: (line: string) => void
}

/** Starts the embedded API server, or a real one with etcd. */
export async function startApiServer(which: 'reference' | 'control-plane', options: Options): Promise<BareApiServer> {
  if (which === 'reference') {
    const { url: server, token, forgetHistory, stop } = await startReferenceApiServer()
    return { name: 'the embedded API server', version: '', server, token, forgetHistory, stop }
  }
  const plane = await startControlPlane({ controller: 'none', ...options })
  await plane.stopControllerManager()
  const { serverVersion, stop } = plane
  const { server, token = '' } = plane.connection
  return { name: `kube-apiserver ${serverVersion}`, version: serverVersion, server, token, stop }
}
