import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { type Cluster, contextOf, failure, methodNotAllowed, readBody } from '../request/index.ts'
import { respond } from '../response/index.ts'
import { type Certificate, isLoopback, reachableHost } from './certificate.ts'
import { respondTo } from './handlers.ts'
import { logged } from './request-log.ts'

export interface HttpServer {
  url: string
  /** Ends all watches and closes all connections at once. */
  stop(): Promise<void>
}

// Longer than clients keep idle connections, so that the server never closes one under a new request.
const KEEP_ALIVE = 10 * 60_000

/** The address to listen on, and how. */
export interface Listening {
  /** Port 0 picks a free one. */
  port: number
  /** An address of this machine. */
  host: string
  /** Required unless the host is loopback. */
  certificate?: Certificate | undefined
  /** Called with a line for every request once it is responded to. */
  log?: ((line: string) => void) | undefined
}

const OPTIONS = { noDelay: true, keepAlive: true, keepAliveTimeout: KEEP_ALIVE, requestTimeout: 0 }

export async function serve(cluster: Cluster, { port, host, certificate, log }: Listening): Promise<HttpServer> {
  if (!certificate && !isLoopback(host))
    throw new Error(`on ${host} others can listen in: a certificate is needed there`)
  const server = certificate ? createTlsServer({ ...OPTIONS, ...certificate }) : createServer(OPTIONS)
  server.on('request', (request: IncomingMessage, http: ServerResponse) => {
    if (log) logged(request, http, { clock: cluster.clock, log })
    void serveRequest(cluster, request, http)
  })
  server.on('clientError', (error: Error & { rawPacket?: Buffer }, socket) => {
    if (!socket.writable) socket.destroy()
    else if (REQUEST_LINE.test(error.rawPacket?.toString('latin1') ?? '') && isUnknownMethod(error))
      socket.end(unknownMethod())
    else socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
  })
  await listening(server, port, host)
  const { port: actual } = server.address() as AddressInfo
  const url = `${certificate ? 'https' : 'http'}://${reachableHost(host)}:${actual}`
  return { url, stop: () => stop(server) }
}

const REQUEST_LINE = /^[A-Za-z]+ \S+ HTTP\/1\.[01]\r?\n/
const isUnknownMethod = ({ code }: NodeJS.ErrnoException) => code === 'HPE_INVALID_METHOD'

/** Node emits no request for a method that it does not know. */
function unknownMethod(): string {
  const body = JSON.stringify(failure(methodNotAllowed()))
  const head = `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close`
  return `HTTP/1.1 405 Method Not Allowed\r\n${head}\r\n\r\n${body}`
}

async function serveRequest(cluster: Cluster, request: IncomingMessage, http: ServerResponse): Promise<void> {
  // A client may disconnect at any moment, which ends its request and no other.
  request.on('error', () => {})
  http.on('error', () => http.destroy())
  const { method = 'GET', url = '/', headers, socket } = request
  const address = `${socket.localAddress}:${socket.localPort}`
  const context = contextOf({ cluster, method, url, headers, receive: () => readBody(request), address })
  const response = await respondTo(context)
  try {
    respond(http, response, { mediaType: context.accepted.type, warnings: context.warnings })
  } catch {
    http.destroy()
  }
}

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
