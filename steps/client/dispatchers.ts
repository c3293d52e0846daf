import { Agent, type Dispatcher, ProxyAgent } from 'undici'
import type { Credentials } from './kubeconfig/credentials.ts'
import type { Connection } from './kubeconfig/read.ts'

/** Pooled connections, made with the client certificate that is valid now. */
export interface Dispatchers {
  with(credentials: Credentials): Dispatcher
  destroy(): Promise<void>
}

/** A certificate belongs to a connection: when it is replaced, new connections are made and the old ones run out. */
export function dispatchers({ tls, proxy }: Pick<Connection, 'tls' | 'proxy'>, headersTimeout: number): Dispatchers {
  let current: Dispatcher | undefined
  let shown: string | undefined
  const retired: Dispatcher[] = []

  function open({ cert, key }: Credentials): Dispatcher {
    const connect = { ...tls, ...(cert && key ? { cert, key } : {}), keepAlive: true }
    const options = { headersTimeout, bodyTimeout: 0 }
    return proxy ? new ProxyAgent({ ...options, uri: proxy, requestTls: connect }) : new Agent({ ...options, connect })
  }

  return {
    with(credentials) {
      if (!current || shown !== credentials.cert) {
        if (current) retired.push(current)
        current = open(credentials)
        shown = credentials.cert
      }
      return current
    },
    async destroy() {
      await Promise.all([...retired, ...(current ? [current] : [])].map((dispatcher) => dispatcher.destroy()))
    },
  }
}
