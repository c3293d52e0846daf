import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Cluster } from './call.ts'
import type { Exchange } from './exchange.ts'
import { answerTo } from './handlers.ts'
import { chooseMediaType, type MediaType } from './media-type.ts'
import { respond } from './respond.ts'
import { failure, methodNotAllowed } from './status.ts'

export interface HttpServer {
  url: string
  /** Ends all watches and closes all connections at once. */
  stop(): Promise<void>
}

// Longer than clients keep idle connections, so that it is never the server that closes one under a new request.
const KEEP_ALIVE = 10 * 60_000

/** Serves the cluster on loopback; port 0 picks a free one. */
export async function serve(cluster: Cluster, port: number): Promise<HttpServer> {
  const server = createServer({ noDelay: true, keepAlive: true, keepAliveTimeout: KEEP_ALIVE, requestTimeout: 0 })
  server.on('request', (request, response) => void exchange(cluster, request, response))
  server.on('clientError', (error: Error & { rawPacket?: Buffer }, socket) => {
    if (!socket.writable) socket.destroy()
    else if (REQUEST_LINE.test(error.rawPacket?.toString('latin1') ?? '') && isUnknownMethod(error))
      socket.end(unknownMethod())
    else socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
  })
  await listening(server, port)
  const { port: actual } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${actual}`, stop: () => stop(server) }
}

const REQUEST_LINE = /^[A-Za-z]+ \S+ HTTP\/1\.[01]\r?\n/
const isUnknownMethod = ({ code }: NodeJS.ErrnoException) => code === 'HPE_INVALID_METHOD'

/** Methods that Node does not know never become a request. */
function unknownMethod(): string {
  const body = JSON.stringify(failure(methodNotAllowed()))
  const head = `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close`
  return `HTTP/1.1 405 Method Not Allowed\r\n${head}\r\n\r\n${body}`
}

async function exchange(cluster: Cluster, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // A client may go away at any moment; that ends its request and concerns nobody else.
  request.on('error', () => {})
  response.on('error', () => response.destroy())
  const asked = exchangeOf(cluster, request)
  const answer = await answerTo(asked)
  try {
    respond(response, answer, { mediaType: acceptedType(request), warnings: asked.warnings })
  } catch {
    response.destroy()
  }
}

function exchangeOf(cluster: Cluster, request: IncomingMessage): Exchange {
  const { method = 'GET', url = '/' } = request
  const mark = url.indexOf('?')
  const [path, query] = mark === -1 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)]
  const address = `${request.socket.localAddress}:${request.socket.localPort}`
  return {
    cluster,
    request,
    method,
    path,
    query: new URLSearchParams(query),
    address,
    warnings: [],
    body: '',
    mediaType: '',
  }
}

/** Refusals are told in JSON when nothing that the client accepts can be served. */
function acceptedType(request: IncomingMessage): MediaType {
  try {
    return chooseMediaType(request.headers.accept)
  } catch {
    return 'application/json'
  }
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
