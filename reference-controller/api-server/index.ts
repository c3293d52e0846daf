/**
 * The embedded Kubernetes API server: what controllers, simulated nodes and the suite talk to when there is no cluster.
 *
 * It responds as kube-apiserver 1.36 does, over plain HTTP on loopback (or with TLS anywhere) with a bearer token, and
 * keeps everything in memory. No controller runs in it.
 *
 * Its width is frozen. It supports the requests of the corpus (steps/parity/README.md), and a request family enters the
 * corpus only if a guarantee, a kubectl session or a certified client sends it. HTTP code, reason and field of a
 * refusal are those of kube-apiserver; the wording need not be. An object that no such client sends may be accepted
 * here although kube-apiserver refuses it.
 *
 * Not supported:
 * - resources that `kubectl api-resources` does not list here, among them all other workloads, and the Service
 *   `kubernetes` with its endpoints;
 * - OpenAPI v2, descriptions in OpenAPI v3 and tables, Protobuf responses (Protobuf bodies are read), webhooks,
 *   admission policies, RBAC (the token allows everything);
 * - the paths under /api/v1/watch, /metrics, the single checks of `/readyz?verbose`, indented JSON (`?pretty=true`),
 *   managedFields in reviews;
 * - validation of CustomResourceDefinitions, conversion webhooks (refused), x-kubernetes-validations (kept, not
 *   evaluated; a warning says so), the schema keywords that steps/parity/README.md lists, and the migration of stored
 *   objects to another storage version;
 * - field ownership per version of a custom kind: fields are owned in the version that is written;
 * - pods/exec, log, attach and portforward, which answer that there are no containers, proxy, ephemeralcontainers, resize, and PUT to create anything but Leases;
 * - admission plugins other than NamespaceLifecycle, the counting part of ResourceQuota, DefaultStorageClass,
 *   StorageObjectInUseProtection, DefaultTolerationSeconds, PersistentVolumeClaimResize, and of Priority and
 *   RuntimeClass what needs no PriorityClass and RuntimeClass; quotas of anything but the number of objects, and with
 *   scopes (refused); the status of quotas;
 * - allocation of cluster IPs and node ports beyond the strategy of Services; tokens of ServiceAccounts;
 * - durability, and more history than the newest ten thousand or so changes (older watches end with 410 Expired).
 */
import { randomBytes } from 'node:crypto'
import { type Activity, unnoted } from '../activity.ts'
import type { Clock } from '../clock.ts'
import { type FeatureChoice, featuresOf, minorOf } from '../feature-gates.ts'
import type { Ids } from '../ids.ts'
import { crdResource, followCrds } from './custom-resources/index.ts'
import {
  type Cluster,
  createObject,
  freshCertificate,
  type InProcess,
  inProcess,
  kubeconfigOf,
  openWatches,
  serve,
  trackedBy,
} from './http/index.ts'
import { type AdaptStrategy, type KubeObject, resourceDefinitions } from './resources/index.ts'
import { createStore } from './store/index.ts'

export interface ApiServer {
  url: string
  token: string
  /** The certificate (PEM) of the authority that signed the server's, if it serves TLS. */
  ca: string | undefined
  /** YAML text. */
  kubeconfig: string
  /** Forgets all changes up to now: open watches continue, none can start from before (410 Expired). */
  forgetHistory(): void
  /** Of the newest write. */
  revision(): number
  /** Tells every watch that takes bookmarks how far it has come. */
  sendBookmarks(): void
  /** For clients in this thread: the same responses, without HTTP. */
  inProcess: InProcess
  /** Ends all watches, closes all connections and forgets everything. */
  stop(): Promise<void>
}

export interface ApiServerOptions {
  clock: Clock
  /** Told of watch events that a client in this thread has not taken in yet. */
  activity?: Pick<Activity, 'begin'>
  ids: Ids
  /** The version of Kubernetes to behave like, and its feature gates. */
  choice?: FeatureChoice
  /** Replaces the rules of a resource by others. */
  adaptStrategy?: AdaptStrategy | undefined
  /** Any free port when left out. */
  port?: number
  /** An address of this machine, loopback when left out; any other demands TLS. */
  host?: string
  /** Plain HTTP is faster; Go clients send no token without TLS. */
  tls?: boolean
  /** Called with a line for every request once it is responded to. */
  log?: (line: string) => void
}

const FIRST_NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system']

export async function startApiServer(options: ApiServerOptions): Promise<ApiServer> {
  const { clock, ids, port = 0, host = '127.0.0.1', tls = false, activity = unnoted, log, choice = {} } = options
  const { adaptStrategy } = options
  const token = randomBytes(24).toString('base64url')
  const store = createStore<KubeObject>()
  const watches = openWatches()
  const served = resourceDefinitions({ customresourcedefinitions: crdResource }, featuresOf(choice), adaptStrategy)
  const definitions = followCrds({ store, clock }, served)
  const cluster: Cluster = {
    store,
    get definitions() {
      return definitions()
    },
    clock,
    ids,
    token,
    watches,
    minor: minorOf(choice),
  }
  createNamespaces(cluster)
  createOwnService(cluster)
  const certificate = tls ? await freshCertificate(host) : undefined
  const { url, stop: stopServing } = await serve(cluster, { port, host, certificate, log })
  const stopped = new AbortController()
  async function stop() {
    stopped.abort()
    await stopServing()
  }
  const ca = certificate?.ca
  const forgetHistory = () => cluster.store.compact(cluster.store.revision())
  const kubeconfig = kubeconfigOf(url, token, ca)
  return {
    url,
    token,
    ca,
    kubeconfig,
    forgetHistory,
    revision: store.revision,
    sendBookmarks: watches.sendBookmarks,
    inProcess: inProcess(cluster, new URL(url).host, { stopped: stopped.signal, activity }),
    stop,
  }
}

function createNamespaces(cluster: Cluster): void {
  for (const name of FIRST_NAMESPACES)
    createFirst(cluster, 'namespaces', { kind: 'Namespace', apiVersion: 'v1', metadata: { name } })
}

/** The Service by which Pods reach the API server, as kube-apiserver creates it. */
function createOwnService(cluster: Cluster): void {
  const metadata = {
    name: 'kubernetes',
    namespace: 'default',
    labels: { component: 'apiserver', provider: 'kubernetes' },
  }
  const ports = [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }]
  const spec = { clusterIP: '10.96.0.1', type: 'ClusterIP', ports }
  createFirst(cluster, 'services', { kind: 'Service', apiVersion: 'v1', metadata, spec }, 'default')
}

function createFirst(cluster: Cluster, plural: string, object: KubeObject, namespace?: string): void {
  const definition = cluster.definitions.find((one) => one.group === '' && one.plural === plural)
  if (!definition) throw new Error(`resources/ defines no ${plural}, without which nothing can be created`)
  const request = { cluster, definition, subresource: '', warn: () => {}, ...(namespace && { namespace }) }
  createObject(request, object, { dryRun: false, track: trackedBy(request, 'kube-apiserver') })
}
