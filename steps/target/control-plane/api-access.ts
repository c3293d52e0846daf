import { Client } from 'undici'
import { parse, stringify } from 'yaml'
import { z } from 'zod'

/** What a client needs to reach an API server. */
export interface ApiAccess {
  readonly server: string
  /** Empty where a certificate says who asks. */
  readonly token: string
  /** Certificates to trust, PEM. */
  readonly ca?: string
  /** A client certificate and its key, PEM. */
  readonly identity?: { readonly cert: string; readonly key: string }
}

/** A kubeconfig with one context, complete in itself. */
export function kubeconfigOf({ server, token, ca }: ApiAccess): string {
  const authority = ca && { 'certificate-authority-data': Buffer.from(ca).toString('base64') }
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'control-plane', cluster: { server, ...authority } }],
    users: [{ name: 'suite', user: { token } }],
    contexts: [{ name: 'control-plane', context: { cluster: 'control-plane', user: 'suite' } }],
    'current-context': 'control-plane',
  })
}

const first = <T extends z.ZodType>(entry: T) => z.tuple([entry]).rest(z.unknown())
const ownKubeconfig = z.object({
  clusters: first(
    z.object({ cluster: z.object({ server: z.url(), 'certificate-authority-data': z.string().optional() }) }),
  ),
  users: first(
    z.object({
      user: z.union([
        z.object({ token: z.string() }),
        z.object({ 'client-certificate-data': z.string(), 'client-key-data': z.string() }),
      ]),
    }),
  ),
})

/** Reads a kubeconfig such as `kubeconfigOf` or kind writes: the first cluster, the first user, a token or a certificate. */
export function accessOf(kubeconfig: string): ApiAccess {
  const { clusters, users } = ownKubeconfig.parse(parse(kubeconfig))
  const { server, 'certificate-authority-data': authority } = clusters[0].cluster
  const { user } = users[0]
  const who =
    'token' in user
      ? { token: user.token }
      : {
          token: '',
          identity: { cert: decoded(user['client-certificate-data']), key: decoded(user['client-key-data']) },
        }
  return { server, ...who, ...(authority && { ca: decoded(authority) }) }
}

const decoded = (base64: string): string => Buffer.from(base64, 'base64').toString('utf8')

/** One GET on a connection of its own: for a server that is starting, whose certificate may be half written. */
export async function askOnce({ server, token, ca }: ApiAccess, path: string): Promise<{ code: number; body: string }> {
  const client = new Client(server, { connect: ca === undefined ? { rejectUnauthorized: false } : { ca } })
  try {
    const answer = await client.request({
      method: 'GET',
      path,
      headers: token ? { authorization: `Bearer ${token}` } : {},
    })
    return { code: answer.statusCode, body: await answer.body.text() }
  } finally {
    await client.destroy()
  }
}
