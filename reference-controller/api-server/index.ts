/**
 * The embedded Kubernetes API server: what controllers, simulated nodes and the suite talk to when there is no cluster.
 *
 * It answers as kube-apiserver 1.36 does, over plain HTTP on loopback (or with TLS anywhere) with a bearer token, and
 * keeps everything in memory. It is an API server and nothing more: no controller runs in it. Not done here, and refused
 * with the Status that a real server would give for something it does not have, or simply absent:
 * - every resource that `kubectl api-resources` does not list here, among them all other workloads; of what a cluster
 *   has from its start, the service `kubernetes` and its endpoints;
 * - OpenAPI v2, descriptions in OpenAPI v3 and tables, answers in protobuf (bodies are understood), webhooks, admission
 *   policies, RBAC (whoever has the token may do everything);
 * - the old paths under /api/v1/watch, /metrics, the single checks of `/readyz?verbose`, indented JSON (`?pretty=true`,
 *   and for curl), managedFields in reviews;
 * - of CustomResourceDefinitions: conversion webhooks (refused), x-kubernetes-validations (kept, but not evaluated: a
 *   warning says so), and storing an unchanged object anew when the storage version changes;
 * - of managedFields: owners of fields that only another version of a custom kind has are reckoned with as if their
 *   version were the one that is written;
 * - pods/exec, log, attach, proxy, ephemeralcontainers, resize, and PUT as a way to create anything but leases;
 * - admission plugins other than NamespaceLifecycle, the counting part of ResourceQuota, DefaultStorageClass,
 *   StorageObjectInUseProtection, DefaultTolerationSeconds, PersistentVolumeClaimResize, and of Priority and
 *   RuntimeClass what can be said without their objects; the status of quotas;
 * - allocation of cluster IPs and node ports beyond what the strategy of services does; tokens of service accounts;
 * - durability, and more history than the newest ten thousand or so changes (older watches end with 410 Expired).
 */
import { randomBytes } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { Ids } from '../ids.ts'
import {
  type Cluster,
  createObject,
  freshCertificate,
  type InProcess,
  inProcess,
  kubeconfigOf,
  serve,
  startDefinitions,
  trackedBy,
} from './http/index.ts'
import { type KubeObject, resourceDefinitions } from './resources/index.ts'
import { createStore } from './store/index.ts'

export interface ApiServer {
  url: string
  token: string
  /** The certificate (PEM) of the authority that signed the server's, if it serves TLS. */
  ca: string | undefined
  /** YAML text. */
  kubeconfig: string
  /** Forgets all changes up to now: watches that are open go on, none can start from before (410 Expired). */
  forgetHistory(): void
  /** For clients in this thread: the same answers, without the wire. */
  inProcess: InProcess
  /** Ends all watches, closes all connections and forgets everything. */
  stop(): Promise<void>
}

export interface ApiServerOptions {
  clock: Clock
  ids: Ids
  /** Any free port when left out. */
  port?: number
  /** An address of this machine, loopback when left out; any other demands TLS. */
  host?: string
  /** Plain HTTP is faster, but Go clients send no token without TLS. */
  tls?: boolean
  /** Told of every request once it has been answered. */
  log?: (line: string) => void
}

const FIRST_NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system']

export async function startApiServer(options: ApiServerOptions): Promise<ApiServer> {
  const { clock, ids, port = 0, host = '127.0.0.1', tls = false, log } = options
  const token = randomBytes(24).toString('base64url')
  const store = createStore<KubeObject>()
  const definitions = startDefinitions({ store, clock }, resourceDefinitions())
  const cluster: Cluster = {
    store,
    get definitions() {
      return definitions()
    },
    clock,
    ids,
    token,
  }
  createNamespaces(cluster)
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
    inProcess: inProcess(cluster, new URL(url).host, stopped.signal),
    stop,
  }
}

function createNamespaces(cluster: Cluster): void {
  const definition = cluster.definitions.find(({ group, plural }) => group === '' && plural === 'namespaces')
  if (!definition) throw new Error('resources/ defines no namespaces, without which nothing can be created')
  for (const name of FIRST_NAMESPACES) {
    const object = { kind: 'Namespace', apiVersion: 'v1', metadata: { name } }
    const call = { cluster, definition, subresource: '', warn: () => {} }
    createObject(call, object, { dryRun: false, track: trackedBy(call, 'kube-apiserver') })
  }
}
