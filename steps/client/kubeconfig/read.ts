import { readFileSync } from 'node:fs'
import { authenticator } from './authenticator.ts'
import type { Authenticator } from './credentials.ts'
import { proxyFor } from './proxy.ts'
import { asKubeconfig, type Cluster, type Kubeconfig, type User } from './schema.ts'

/** How to reach a cluster and who asks: what the suite's client needs of a kubeconfig. */
export interface Connection {
  readonly server: string
  readonly tls: { ca?: string; servername?: string; rejectUnauthorized?: boolean }
  /** The URL of the proxy to go through, if any. */
  readonly proxy?: string
  /** Sent with every request: as whom to act. */
  readonly headers: Readonly<Record<string, string | string[]>>
  readonly credentials: Authenticator
}

/** What reading needs besides the text. */
export interface Reading {
  readonly env: Readonly<Record<string, string | undefined>>
  /** The wall clock in milliseconds, against which credentials expire. */
  readonly now: () => number
  /** Milliseconds within which a credential plugin must have answered. */
  readonly answeredWithin: number
}

/**
 * Reads the current context of a kubeconfig (YAML text).
 * @throws Error naming the field that is missing, wrong or not supported.
 * @see https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/
 */
export function readKubeconfig(text: string, reading: Reading): Connection {
  const config = asKubeconfig(text)
  if (!config['current-context']) throw new Error('the kubeconfig is not usable: it has no current-context')
  const context = pick(config, 'contexts', config['current-context']).context
  const { cluster } = pick(config, 'clusters', context.cluster)
  const user: User = context.user ? pick(config, 'users', context.user).user : ({} as User)
  const proxy = cluster['proxy-url'] || proxyFor(new URL(cluster.server), reading.env)
  return {
    server: cluster.server,
    tls: tlsOf(cluster),
    ...(proxy ? { proxy } : {}),
    headers: impersonation(user),
    credentials: authenticator({ user, cluster, ...reading }),
  }
}

function pick<K extends 'contexts' | 'clusters' | 'users'>(config: Kubeconfig, kind: K, name: string) {
  const entry = config[kind].find((candidate) => candidate.name === name)
  if (!entry) throw new Error(`the kubeconfig names ${name} but has no such entry under ${kind}`)
  return entry as Kubeconfig[K][number]
}

function tlsOf(cluster: Cluster): Connection['tls'] {
  const { 'tls-server-name': servername, 'certificate-authority': file } = cluster
  const data = cluster['certificate-authority-data']
  const ca = data ? Buffer.from(data, 'base64').toString() : file && readFileSync(file, 'utf8')
  return {
    ...(ca ? { ca } : {}),
    ...(servername ? { servername } : {}),
    ...(cluster['insecure-skip-tls-verify'] ? { rejectUnauthorized: false } : {}),
  }
}

/** @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation */
function impersonation(user: User): Record<string, string | string[]> {
  const extra = Object.entries(user['as-user-extra'] ?? {})
  return {
    ...(user.as ? { 'impersonate-user': user.as } : {}),
    ...(user['as-uid'] ? { 'impersonate-uid': user['as-uid'] } : {}),
    ...(user['as-groups']?.length ? { 'impersonate-group': user['as-groups'] } : {}),
    ...Object.fromEntries(extra.map(([key, values]) => [`impersonate-extra-${encodeURIComponent(key)}`, values])),
  }
}
