import { parse } from 'yaml'
import { z } from 'zod'

const named = <T extends z.ZodType>(key: string, value: T) =>
  z.array(z.object({ name: z.string(), [key]: value })).default([])

const schema = z.object({
  'current-context': z.string(),
  contexts: named('context', z.object({ cluster: z.string(), user: z.string() })),
  clusters: named(
    'cluster',
    z.object({
      server: z.url(),
      'certificate-authority-data': z.string().optional(),
      'insecure-skip-tls-verify': z.boolean().optional(),
    }),
  ),
  users: named(
    'user',
    z.object({
      token: z.string().optional(),
      'client-certificate-data': z.string().optional(),
      'client-key-data': z.string().optional(),
    }),
  ),
})

/** How to reach a cluster and who asks: what the suite's client needs of a kubeconfig. */
export interface Connection {
  readonly server: string
  readonly token?: string
  readonly tls: { ca?: string; cert?: string; key?: string; rejectUnauthorized?: boolean }
}

const decoded = (data: string | undefined) => (data === undefined ? undefined : Buffer.from(data, 'base64').toString())

/**
 * Reads the current context of a kubeconfig (YAML text).
 * @throws Error naming the field that is missing or wrong.
 * @see https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
 */
export function readKubeconfig(text: string): Connection {
  const read = schema.safeParse(parse(text))
  if (!read.success) throw new Error(`the kubeconfig is not usable: ${z.prettifyError(read.error)}`)
  const config = read.data
  const pick = <T>(kind: 'contexts' | 'clusters' | 'users', field: string, name: string): T => {
    const entry = config[kind].find((candidate) => candidate.name === name) as Record<string, unknown> | undefined
    if (!entry) throw new Error(`the kubeconfig names ${name} but has no such entry under ${kind}`)
    return entry[field] as T
  }
  const context = pick<{ cluster: string; user: string }>('contexts', 'context', config['current-context'])
  const cluster = pick<Record<string, string | undefined>>('clusters', 'cluster', context.cluster)
  const user = pick<Record<string, string | undefined>>('users', 'user', context.user)
  const tls = {
    ca: decoded(cluster['certificate-authority-data']),
    cert: decoded(user['client-certificate-data']),
    key: decoded(user['client-key-data']),
    rejectUnauthorized: cluster['insecure-skip-tls-verify'] ? false : undefined,
  }
  return {
    server: cluster['server']!,
    ...(user['token'] ? { token: user['token'] } : {}),
    tls: Object.fromEntries(Object.entries(tls).filter(([, value]) => value !== undefined)),
  }
}
