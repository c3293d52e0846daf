/** Kubeconfigs, read by @kubernetes/client-node. Imported when one is read: see ../connect.ts. */
import type { Connection } from '../access.ts'
import { readKubeconfig } from './read.ts'

export { type Found, findKubeconfig, type LookupOptions } from './find.ts'
export { readKubeconfig } from './read.ts'

/** Reads a kubeconfig whose credentials do not expire. */
export async function connectionOf(kubeconfig: string): Promise<Connection> {
  const access = readKubeconfig(kubeconfig, { env: process.env, now: Date.now, answeredWithin: 0 })
  const { headers, tls } = await access.authenticate()
  const { ca, cert, key } = tls
  const [, token] = /^Bearer (.+)$/.exec(String(headers['authorization'])) ?? []
  return {
    server: access.server,
    ...(token ? { token } : {}),
    ...(ca ? { ca } : {}),
    ...(cert && key ? { identity: { cert, key } } : {}),
  }
}
