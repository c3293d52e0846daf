/**
 * `statefulset-conformance/cluster`: an embedded Kubernetes cluster for the tests of others. Its types name no other file,
 * so that the package ships this one declaration.
 */
import { startClusterThread } from './cluster-thread.ts'
import { gatesOf } from './feature-gates.ts'

/** The parts and the behaviour of a cluster. */
export interface EmbeddedClusterOptions {
  /** Who reconciles StatefulSets: the reference controller, or nobody, for a controller of your own. Default: reference. */
  readonly controller?: 'reference' | 'none'
  /** The version of Kubernetes to behave like, such as 1.37; default: 1.36. */
  readonly kubernetes?: string
  /** Gates of Kubernetes, such as MaxUnavailableStatefulSet=true. */
  readonly featureGates?: string
  /** The port of the API server on loopback; default: any free one. */
  readonly port?: number
}

/** A running cluster. */
export interface EmbeddedCluster {
  /** YAML text. Write it to a file for kubectl and other clients. */
  readonly kubeconfig: string
  /** The address of the API server: https on loopback. */
  readonly url: string
  /** The bearer token of the kubeconfig's user, who may do everything. */
  readonly token: string
  /** The certificate (PEM) of the authority that signed the server's. */
  readonly ca: string
  /** The control endpoint, for `certify --control` and for faults of your own; the README lists its requests. */
  readonly control: { readonly url: string; readonly token: string }
  /** Ends the cluster. A process that does not call it does not end by itself. */
  stop(): Promise<void>
}

/**
 * Starts an API server with TLS, simulated nodes, volumes and DNS, the controllers that a cluster has around StatefulSets,
 * and the reference controller. It takes less than a second, writes no file, and runs in a thread of its own: a test may
 * block, as with `execFileSync('kubectl', …)`.
 * @throws Error for a version or a feature gate that is not known, and on a Node that is too old
 */
export async function startCluster(options: EmbeddedClusterOptions = {}): Promise<EmbeddedCluster> {
  const { controller = 'reference', kubernetes, featureGates, port } = options
  const choice = {
    ...(kubernetes !== undefined && { kubernetes }),
    ...(featureGates !== undefined && { featureGates }),
  }
  gatesOf(choice)
  requireNode()
  const cluster = await startClusterThread({
    ...{ controller: controller === 'reference', choice, tls: true },
    ...(port !== undefined && { port }),
  })
  const { kubeconfig, url, token, ca = '', control, stop } = cluster
  return { kubeconfig, url, token, ca, control, stop }
}

function requireNode(): void {
  const found = process.versions.node
  const [major = 0, minor = 0] = found.split('.').map(Number)
  if (major < 22 || (major === 22 && minor < 19)) throw new Error(`expected Node 22.19 or newer, found ${found}`)
}
