import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Connection } from '../../client/index.ts'
import { askAgain, every, waits } from '../../patience/index.ts'
import { askOnce } from './api-access.ts'
import type { Processes } from './processes.ts'

/** The inputs of the flags of kube-apiserver. */
export interface ApiServerSettings {
  readonly folder: string
  readonly ports: { readonly etcd: number; readonly apiServer: number }
  readonly featureGates?: string | undefined
  /** The authorization mode; default: everything is allowed. */
  readonly authorization?: 'AlwaysAllow' | 'RBAC' | undefined
}

/** The key that signs service account tokens. */
export const serviceAccountKey = (folder: string): string => join(folder, 'service-account.key')

const certificates = (folder: string): string => join(folder, 'api-server')

/**
 * A kube-apiserver with its ordinary admission plugins but one: ServiceAccount would refuse every Pod until the
 * controllers for service accounts and their certificates have served its namespace.
 */
export function apiServerFlags(settings: ApiServerSettings): string[] {
  const { folder, ports, featureGates, authorization = 'AlwaysAllow' } = settings
  return [
    `--etcd-servers=http://127.0.0.1:${ports.etcd}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    `--secure-port=${ports.apiServer}`,
    `--cert-dir=${certificates(folder)}`,
    '--endpoint-reconciler-type=none',
    '--service-cluster-ip-range=10.96.0.0/16',
    `--token-auth-file=${join(folder, 'tokens.csv')}`,
    `--authorization-mode=${authorization}`,
    '--anonymous-auth=false',
    '--allow-privileged=true',
    '--disable-admission-plugins=ServiceAccount',
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-signing-key-file=${serviceAccountKey(folder)}`,
    `--service-account-key-file=${serviceAccountKey(folder)}`,
    '--shutdown-delay-duration=0s',
    '--profiling=false',
    ...(featureGates ? [`--feature-gates=${featureGates}`] : []),
  ]
}

/** Starts kube-apiserver for the bearer of the token; done when it is ready. */
export async function startApiServer(
  processes: Processes,
  settings: ApiServerSettings,
  token: string,
): Promise<Connection> {
  await writeFile(join(settings.folder, 'tokens.csv'), `${token},suite,suite,"system:masters"\n`, { mode: 0o600 })
  await processes.start('kube-apiserver', apiServerFlags(settings))
  const server = `https://127.0.0.1:${settings.ports.apiServer}`
  return askAgain(() => accessOnceReady({ server, token }, settings.folder), {
    what: 'kube-apiserver answers /readyz with 200',
    every: every.process,
    atMost: waits.apiServerReady.ms,
    signal: processes.over,
  })
}

/** kube-apiserver makes its certificate while it starts, and appends to it the one that signed it. */
async function accessOnceReady(access: Connection, folder: string): Promise<Connection | undefined> {
  const trusting = { ...access, ca: await readFile(join(certificates(folder), 'apiserver.crt'), 'utf8') }
  const { code } = await askOnce(trusting, '/readyz')
  return code === 200 ? trusting : undefined
}
