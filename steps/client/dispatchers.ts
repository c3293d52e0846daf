import { Agent, type Dispatcher, ProxyAgent } from 'undici'
import type { Access, TlsSettings } from './access.ts'

/** Pooled connections, one pool for each identity. */
export interface Dispatchers {
  with(tls: TlsSettings): Dispatcher
  destroy(): Promise<void>
}

/** A certificate belongs to a connection: when it is replaced, new connections are opened and the old ones drain. */
export function dispatchers({ proxy }: Pick<Access, 'proxy'>, headersTimeout: number): Dispatchers {
  let current: Dispatcher | undefined
  let shown: string | undefined
  const retired: Dispatcher[] = []

  function open(tls: TlsSettings): Dispatcher {
    const connect = { ...tls, keepAlive: true }
    const options = { headersTimeout, bodyTimeout: 0 }
    return proxy ? new ProxyAgent({ ...options, uri: proxy, requestTls: connect }) : new Agent({ ...options, connect })
  }

  return {
    with(tls) {
      if (!current || shown !== tls.cert) {
        if (current) retired.push(current)
        current = open(tls)
        shown = tls.cert
      }
      return current
    },
    async destroy() {
      await Promise.all([...retired, ...(current ? [current] : [])].map((dispatcher) => dispatcher.destroy()))
    },
  }
}
