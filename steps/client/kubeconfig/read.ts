import type { RequestOptions } from 'node:https'
import { KubeConfig } from '@kubernetes/client-node'
import type { Access, Authentication, TlsSettings } from '../access.ts'
import { credentialPlugin } from './credential-plugin.ts'
import { asAuthenticator, byOurAuthenticator, type CredentialSource } from './credentials.ts'
import { impersonation } from './impersonation.ts'
import { oidc } from './oidc.ts'
import { proxyFor } from './proxy.ts'
import { asKubeconfig, type Cluster, type Kubeconfig, type User } from './schema.ts'
import { tokenFile } from './token-file.ts'

/** The inputs of reading besides the text. */
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
export function readKubeconfig(text: string, reading: Reading): Access {
  const { cluster, user } = currentOf(asKubeconfig(text))
  requireCertificateAndKey(user)
  const source = sourceOf(user, cluster, reading)
  const config = new KubeConfig()
  if (source) config.addAuthenticator(asAuthenticator(source))
  config.loadFromString(JSON.stringify(asClientNodeReads(cluster, user, source !== undefined)))
  const proxy = cluster['proxy-url'] || proxyFor(new URL(cluster.server), reading.env)
  return {
    server: cluster.server,
    ...(proxy ? { proxy } : {}),
    authenticate: () => authenticate(config, user),
    refused: () => source?.refused() ?? false,
  }
}

function currentOf(config: Kubeconfig): { cluster: Cluster; user: User } {
  if (!config['current-context']) throw new Error('the kubeconfig is not usable: it has no current-context')
  const context = pick(config, 'contexts', config['current-context']).context
  const { cluster } = pick(config, 'clusters', context.cluster)
  return { cluster, user: context.user ? pick(config, 'users', context.user).user : ({} as User) }
}

function pick<K extends 'contexts' | 'clusters' | 'users'>(config: Kubeconfig, kind: K, name: string) {
  const entry = config[kind].find((candidate) => candidate.name === name)
  if (!entry) throw new Error(`the kubeconfig names ${name} but has no such entry under ${kind}`)
  return entry as Kubeconfig[K][number]
}

function requireCertificateAndKey(user: User): void {
  const has = (field: 'client-certificate' | 'client-key') => Boolean(user[field] || user[`${field}-data`])
  if (has('client-certificate') && !has('client-key'))
    throw new Error('the kubeconfig has a client-certificate but no client-key')
  if (has('client-key') && !has('client-certificate'))
    throw new Error('the kubeconfig has a client-key but no client-certificate')
}

/** Credentials that client-node has no authenticator for. As with kubectl, a token takes precedence over a plugin. */
function sourceOf(user: User, cluster: Cluster, reading: Reading): CredentialSource | undefined {
  if (user.tokenFile) return tokenFile(user)
  if (user.token || user.username) return undefined
  if (user.exec) return credentialPlugin({ ...reading, exec: user.exec, cluster })
  return user['auth-provider']?.config ? oidc(user['auth-provider'].config, reading) : undefined
}

/**
 * The same context as client-node reads it right: it takes files before data, refuses HTTP unless TLS is skipped,
 * trusts no authority where there is no user, and sends the password `undefined` where there is none.
 */
function asClientNodeReads(cluster: Cluster, user: User, ours: boolean) {
  const name = 'current'
  const { tokenFile: _file, exec: _exec, 'auth-provider': _provider, token, ...rest } = user
  const { 'proxy-url': _proxy, ...reached } = cluster
  const plain = cluster.server.startsWith('http:') ? { 'insecure-skip-tls-verify': true } : {}
  const shown = ours ? byOurAuthenticator : { token }
  return {
    'current-context': name,
    contexts: [{ name, context: { cluster: name, user: name } }],
    clusters: [{ name, cluster: { ...dataFirst(reached), ...plain } }],
    users: [{ name, user: { ...dataFirst(rest), password: user.password ?? '', ...shown } }],
  }
}

const dataFirst = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !fields[`${name}-data`]))

async function authenticate(config: KubeConfig, user: User): Promise<Authentication> {
  const options: RequestOptions = {}
  await config.applyToHTTPSOptions(options)
  const sent = Object.entries(options.headers ?? {}) as [string, string][]
  return {
    headers: {
      ...(options.auth ? { authorization: `Basic ${Buffer.from(options.auth).toString('base64')}` } : {}),
      ...Object.fromEntries(sent.map(([name, value]) => [name.toLowerCase(), value])),
      ...impersonation(user),
    },
    tls: tlsOf(options),
  }
}

function tlsOf({ ca, cert, key, servername, rejectUnauthorized }: RequestOptions): TlsSettings {
  return {
    ...(ca ? { ca: String(ca) } : {}),
    ...(cert && key ? { cert: String(cert), key: String(key) } : {}),
    ...(servername ? { servername } : {}),
    ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }),
  }
}
