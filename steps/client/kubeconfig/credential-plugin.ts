import { execa } from 'execa'
import { z } from 'zod'
import { bearer, type CredentialSource, type Credentials } from './credentials.ts'
import { type Expiring, renewing } from './renewing.ts'
import type { Cluster, ExecSettings } from './schema.ts'

export interface PluginSettings {
  readonly exec: ExecSettings
  readonly cluster: Cluster
  readonly env: Readonly<Record<string, string | undefined>>
  readonly now: () => number
  readonly answeredWithin: number
}

const printed = z.object({
  apiVersion: z.string(),
  kind: z.literal('ExecCredential'),
  status: z.object({
    expirationTimestamp: z.iso.datetime({ offset: true }).nullish(),
    token: z.string().nullish(),
    clientCertificateData: z.string().nullish(),
    clientKeyData: z.string().nullish(),
  }),
})

/**
 * A program of the user that prints an ExecCredential. It runs when credentials are first needed, again once they have
 * expired, and once more when the server refuses them before.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins
 */
export function credentialPlugin(settings: PluginSettings): CredentialSource {
  if (settings.exec.interactiveMode === 'Always')
    throw new Error(
      `the credential plugin ${settings.exec.command} needs a terminal (interactiveMode: Always), and the suite gives it none`,
    )
  const { current, forget } = renewing(() => run(settings), settings.now)
  let renewed = 0
  return {
    current,
    refused() {
      // A server that refuses fresh credentials would refuse the next ones too: ask again once a minute at most.
      if (settings.now() - renewed < 60_000) return false
      renewed = settings.now()
      forget()
      return true
    },
  }
}

async function run({ exec, cluster, env, answeredWithin }: PluginSettings): Promise<Expiring> {
  const { command, args, apiVersion } = exec
  const added = Object.fromEntries((exec.env ?? []).map(({ name, value }) => [name, value]))
  const variables = { ...env, ...added, KUBERNETES_EXEC_INFO: JSON.stringify(execInfo(exec, cluster)) }
  const ended = await execa(command, args ?? [], {
    env: variables as Record<string, string>,
    extendEnv: false,
    stdin: 'ignore',
    timeout: answeredWithin,
    reject: false,
  })
  const name = `the credential plugin ${command}`
  if (ended.code === 'ENOENT')
    throw new Error(`${name} is not installed${exec.installHint ? `\n${exec.installHint.trim()}` : ''}`)
  if (ended.timedOut) throw new Error(`${name} did not answer within ${answeredWithin} ms`)
  // Its standard output is a secret, its standard error is for people.
  if (ended.failed)
    throw new Error(`${name} ended with ${ended.exitCode ?? ended.signal ?? ended.code}: ${ended.stderr}`)
  return credentialsIn(ended.stdout, name, apiVersion)
}

function credentialsIn(output: string, name: string, apiVersion: string): Expiring {
  const read = printed.safeParse(jsonOf(output))
  if (!read.success) throw new Error(`${name} printed no ExecCredential: ${z.prettifyError(read.error)}`)
  const { status } = read.data
  if (read.data.apiVersion !== apiVersion)
    throw new Error(`${name} printed ${read.data.apiVersion}, and the kubeconfig asks for ${apiVersion}`)
  const { token, clientCertificateData: cert, clientKeyData: key, expirationTimestamp } = status
  if (!token && !(cert && key)) throw new Error(`${name} printed neither a token nor a certificate with its key`)
  const credentials: Credentials = {
    ...(token ? bearer(token) : {}),
    ...(cert && key ? { cert, key } : {}),
  }
  return { credentials, expires: expirationTimestamp ? Date.parse(expirationTimestamp) : Number.POSITIVE_INFINITY }
}

/** A parser's error would quote what it read, which here may be a token. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function execInfo({ apiVersion, provideClusterInfo }: ExecSettings, cluster: Cluster) {
  const spec = { interactive: false, ...(provideClusterInfo ? { cluster: clusterInfo(cluster) } : {}) }
  return { apiVersion, kind: 'ExecCredential', spec }
}

function clusterInfo(cluster: Cluster) {
  const extensions = cluster['extensions'] as { name: string; extension: unknown }[] | undefined
  const config = extensions?.find(({ name }) => name === 'client.authentication.k8s.io/exec')?.extension
  return {
    server: cluster.server,
    ...(cluster['tls-server-name'] ? { 'tls-server-name': cluster['tls-server-name'] } : {}),
    ...(cluster['insecure-skip-tls-verify'] ? { 'insecure-skip-tls-verify': true } : {}),
    ...(cluster['certificate-authority-data']
      ? { 'certificate-authority-data': cluster['certificate-authority-data'] }
      : {}),
    ...(cluster['proxy-url'] ? { 'proxy-url': cluster['proxy-url'] } : {}),
    config: config ?? null,
  }
}
