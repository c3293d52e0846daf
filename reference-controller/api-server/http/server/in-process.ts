import type { Activity } from '../../../activity.ts'
import { type Cluster, contextOf, type Response } from '../request/index.ts'
import { respondTo } from './handlers.ts'

interface Request {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** The server for clients in the same thread. */
export interface InProcess {
  /** Rejects once the server has stopped. */
  request(request: Request): Promise<{ code: number; contentType: string; body: string }>
  /** For watches; `signal` ends the stream with its reason. */
  stream(request: Request, signal: AbortSignal): Promise<{ code: number; chunks: AsyncIterable<Uint8Array> }>
  close(): Promise<void>
}

/**
 * Calls the handlers without HTTP, which takes most of the time of a small request. Responses are the same.
 * @param stopped aborts when the server stops: that ends all streams
 * @param activity is told of events that a client has not taken in yet
 */
export function inProcess(
  cluster: Cluster,
  address: string,
  { stopped, activity }: { stopped: AbortSignal; activity: Pick<Activity, 'begin'> },
): InProcess {
  async function response({ method, path: url, headers, body = '' }: Request): Promise<Response> {
    if (stopped.aborted) throw new Error(`the server at ${address} has stopped`)
    return respondTo(contextOf({ cluster, method, url, headers, receive: async () => Buffer.from(body), address }))
  }
  return {
    async request(request) {
      const given = await response(request)
      if (given.kind === 'stream') throw new Error(`${request.method} ${request.path} is answered by a stream`)
      return { code: given.code, body: given.body, contentType: CONTENT_TYPES[given.kind] }
    },
    async stream(request, signal) {
      const given = await response(request)
      if (given.kind === 'stream')
        return {
          code: 200,
          chunks: linesOf(given, { signal, stopped, begin: () => activity.begin(() => `events of ${request.path}`) }),
        }
      return { code: given.code, chunks: ReadableStream.from([Buffer.from(given.body)]) }
    },
    // There is no connection.
    close: async () => {},
  }
}

const CONTENT_TYPES = { json: 'application/json', text: 'text/plain' }

type Stream = Extract<Response, { kind: 'stream' }>

interface Reader {
  readonly signal: AbortSignal
  readonly stopped: AbortSignal
  /** Notes that there are lines which the reader has not taken in; the returned function, that it has. */
  begin(): () => void
}

/** Starts the stream at once, and buffers lines until they are read. */
function linesOf({ start }: Stream, { signal, stopped, begin }: Reader): AsyncIterable<Uint8Array> {
  const lines: Buffer[] = []
  const closers: (() => void)[] = []
  let ended = false
  let wake = () => {}
  let takenIn: (() => void) | undefined
  function noteTakenIn() {
    takenIn?.()
    takenIn = undefined
  }
  function end() {
    ended = true
    for (const closed of [signal, stopped]) closed.removeEventListener('abort', end)
    for (const close of closers.splice(0)) close()
    if (signal.aborted) noteTakenIn()
    wake()
  }
  for (const closed of [signal, stopped]) closed.addEventListener('abort', end)
  start({
    write(line) {
      lines.push(line)
      takenIn ??= begin()
      wake()
    },
    end,
    onClose: (callback) => void closers.push(callback),
  })

  async function* read(): AsyncGenerator<Uint8Array> {
    try {
      while (!ended || lines.length > 0) {
        signal.throwIfAborted()
        if (lines.length > 0) yield Buffer.concat(lines.splice(0))
        else {
          noteTakenIn()
          await new Promise<void>((resolve) => (wake = resolve))
        }
      }
      signal.throwIfAborted()
    } finally {
      noteTakenIn()
      end()
    }
  }
  return read()
}
