import { Pool } from 'undici'
import type { Access } from './kubeconfig.ts'
import type { Transport } from './transport.ts'

// More connections than this make a server on the same two cores slower, not faster.
const CALLS_AT_ONCE = 32

/** Speaks HTTP over pooled connections, which are made when they are first needed. */
export function httpTransport(access: Access): Transport {
  const base = new URL(access.server)
  const prefix = base.pathname.replace(/\/+$/, '')
  const calls = pool(base.origin, access, CALLS_AT_ONCE)
  // A watch keeps its connection for as long as it lasts, so watches draw on connections of their own.
  const watches = pool(base.origin, access, null)
  return {
    async request({ method, path, headers, body }) {
      const answer = await calls.request({ method, path: prefix + path, headers, body: body ?? null })
      const contentType = String(answer.headers['content-type'] ?? '')
      return { code: answer.statusCode, contentType, body: await answer.body.text() }
    },
    async stream({ method, path, headers }, signal) {
      const answer = await watches.request({ method, path: prefix + path, headers, signal, bodyTimeout: 0 })
      return { code: answer.statusCode, chunks: answer.body }
    },
    async close() {
      await Promise.all([calls.destroy(), watches.destroy()])
    },
  }
}

function pool(origin: string, access: Access, connections: number | null): Pool {
  const { ca, cert, key, verify } = access
  const tls = { rejectUnauthorized: verify, ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) }
  // Over HTTP/2 a watch that ends just before its pool does may end the process with an error that nobody can catch
  // (undici 8); a connection of its own, which it has anyway, needs no streams.
  return new Pool(origin, { connections, connect: tls, allowH2: connections !== null })
}
