import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { Agent, type Dispatcher } from 'undici'
import type { Connection } from '../../client/index.ts'
import { monotonic, pause } from '../../patience/index.ts'
import { kubeconfigOf } from './api-access.ts'
import { watchFrames } from './watch-frames.ts'

/** Interference between a controller and its API server. A function that is left out changes nothing. */
export interface Interference {
  /** Milliseconds that a request waits before it goes on to the server. */
  delayRequest?(method: string, path: string): number
  /** Milliseconds by which an event of a watch is late. Events of one watch keep their order. */
  delayWatchEvent?(path: string): number
  /** Delays a request before it is sent to the server. */
  hold?(method: string, path: string): Promise<unknown> | undefined
  /** Called when the server has responded; the client gets the response when the promise resolves. */
  answered?(method: string, path: string): Promise<unknown> | undefined
  /** An answer in place of the server's; what is promised holds the request up. */
  answer?(method: string, path: string): Injected | Promise<Injected>
}

type Injected = { readonly code: number; readonly body: unknown } | undefined

/** A running proxy. */
export interface DelayProxy {
  readonly url: string
  readonly connection: Connection
  /** For a controller that takes a kubeconfig. */
  readonly kubeconfig: string
  /** Breaks the connections of all watches, possibly in the middle of an event. @returns their number */
  cutWatches(): number
  stop(): Promise<void>
}

interface Route {
  readonly api: Connection
  readonly agent: Dispatcher
  readonly interference: Interference
  readonly watches: Set<ServerResponse>
}

/** Headers that belong to one connection, and those that the proxy sets by itself. */
const ownHeaders = new Set([
  'authorization',
  'connection',
  'host',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'expect',
])

/**
 * An HTTP proxy on loopback before an API server. It presents the token or certificate of the connection, whoever
 * asks, and hands watches on event by event.
 */
export async function startDelayProxy(api: Connection, interference: Interference): Promise<DelayProxy> {
  const connect = { ...(api.ca && { ca: api.ca }), ...api.identity }
  const agent = new Agent({ bodyTimeout: 0, headersTimeout: 0, connect })
  const watches = new Set<ServerResponse>()
  const server = createServer((request, response) => {
    pass(request, response, { api, agent, interference, watches }).catch(() => response.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const connection = { server: url, ...(api.token && { token: api.token }) }
  return {
    url,
    connection,
    kubeconfig: kubeconfigOf(connection),
    cutWatches() {
      for (const watch of watches) watch.destroy()
      return watches.size
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await Promise.all([closed, agent.destroy()])
    },
  }
}

async function pass(
  request: IncomingMessage,
  response: ServerResponse,
  { api, agent, interference, watches }: Route,
): Promise<void> {
  const [method, path] = [request.method ?? 'GET', request.url ?? '/']
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  await lateness(interference.delayRequest?.(method, path))
  await interference.hold?.(method, path)
  const injected = await interference.answer?.(method, path)
  if (injected) return refuse(response, injected)
  const answer = await agent
    .request({
      origin: api.server,
      path,
      method: method as Dispatcher.HttpMethod,
      headers: { ...passedOn(request.headers), ...(api.token && { authorization: `Bearer ${api.token}` }) },
      body: hasBody(request) ? request : null,
      signal: gone.signal,
    })
    .catch((error: Error) => error)
  if (answer instanceof Error)
    return refuse(response, { code: 502, body: { kind: 'Status', status: 'Failure', message: answer.message } })
  await interference.answered?.(method, path)
  response.writeHead(answer.statusCode, passedOn(answer.headers))
  response.flushHeaders()
  if (isWatch(path) && answer.statusCode === 200) {
    watches.add(response)
    response.once('close', () => watches.delete(response))
    const { delayWatchEvent } = interference
    if (delayWatchEvent) return passEvents(answer, response, () => delayWatchEvent(path))
  }
  for await (const chunk of answer.body) response.write(chunk)
  response.end()
}

const lateness = async (ms: number | undefined) => (ms ? pause(ms) : undefined)

/** True if a request opens a watch. */
export const isWatch = (path: string): boolean => /[?&]watch=(?:1|true)\b/.test(path)

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

function refuse(response: ServerResponse, { code, body }: NonNullable<Injected>): void {
  response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function passedOn(headers: NodeJS.Dict<string | string[]>): Record<string, string | string[]> {
  const kept = Object.entries(headers).filter(
    (entry): entry is [string, string | string[]] => entry[1] !== undefined && !ownHeaders.has(entry[0]),
  )
  return Object.fromEntries(kept)
}

/**
 * Each event is sent with its delay after its arrival, and never before the previous one: a
 * slow network, not a slow reader.
 */
async function passEvents(
  answer: Dispatcher.ResponseData,
  response: ServerResponse,
  delay: () => number,
): Promise<void> {
  let due = 0
  let last = Promise.resolve()
  for await (const frame of watchFrames(answer.body as Readable, String(answer.headers['content-type']))) {
    due = Math.max(due, monotonic() + delay())
    const mine = due
    last = last.then(async () => {
      await lateness(Math.max(0, mine - monotonic()))
      response.write(frame)
    })
  }
  await last
  response.end()
}
