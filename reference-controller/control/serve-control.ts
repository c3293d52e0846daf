import { randomBytes, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Controls } from './controls.ts'
import { ControlError } from './input.ts'
import { carryOut } from './routes.ts'

/** The address of a control endpoint and its bearer token. */
export interface ControlAddress {
  readonly url: string
  readonly token: string
}

export interface ControlEndpoint extends ControlAddress {
  stop(): Promise<void>
}

// Longer than clients keep idle connections, so that it is never the server that closes one under a new request.
const KEEP_ALIVE = 10 * 60_000

/** Serves the controls over plain HTTP on loopback, on any free port, protected by the token. */
export async function serveControl(controls: Controls): Promise<ControlEndpoint> {
  const token = randomBytes(24).toString('base64url')
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE, requestTimeout: 0 }, (request, response) => {
    request.on('error', () => {})
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    void answer(controls, token, { request, gone: gone.signal }).then(({ code, body }) => {
      if (body === undefined) response.writeHead(code).end()
      else send(response, code, body)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

interface Asked {
  readonly request: IncomingMessage
  readonly gone: AbortSignal
}

async function answer(controls: Controls, token: string, { request, gone }: Asked) {
  try {
    authenticate(request.headers.authorization ?? '', token)
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const body = await carryOut(controls, {
      method: request.method ?? 'GET',
      path: pathname,
      query: searchParams,
      body: () => jsonOf(request),
      gone,
    })
    return { code: body === undefined ? 204 : 200, body }
  } catch (error) {
    const code = error instanceof ControlError ? error.code : 500
    return { code, body: { message: error instanceof Error ? error.message : String(error) } }
  }
}

function authenticate(given: string, token: string): void {
  const [one, other] = [Buffer.from(given), Buffer.from(`Bearer ${token}`)]
  if (one.length === other.length && timingSafeEqual(one, other)) return
  throw new ControlError(401, 'send `Authorization: Bearer TOKEN` with the token of this endpoint')
}

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  try {
    return JSON.parse(await text(request))
  } catch (error) {
    throw new ControlError(400, `the body: expected JSON, found what cannot be read: ${(error as Error).message}`)
  }
}

function send(response: ServerResponse, code: number, body: unknown): void {
  response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
