import { Client } from 'undici'
import { stringify } from 'yaml'
import type { Connection } from '../../client/index.ts'

/** A kubeconfig with one context, complete in itself, for programs that get no other description of the cluster. */
export function kubeconfigOf({ server, token, ca }: Connection): string {
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

/** One GET on a connection of its own: for a server that is starting, whose certificate may be half written. */
export async function askOnce(
  { server, token, ca }: Connection,
  path: string,
): Promise<{ code: number; body: string }> {
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
