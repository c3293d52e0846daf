import type { Activity } from '../../../activity.ts'
import { type Cluster, contextOf, type Response, type StreamEvent } from '../request/index.ts'
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
  stream(request: Request, signal: AbortSignal): Promise<Opened>
  close(): Promise<void>
}

/** A stream that is read either as bytes or as values, which all readers share. */
interface Opened {
  readonly code: number
  readonly chunks: AsyncIterable<Uint8Array>
  /** Missing where the watch was refused. */
  readonly events?: AsyncIterable<StreamEvent['value']>
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
      if (given.kind === 'stream') {
        const begin = () => activity.begin(() => `events of ${request.path}`)
        const read = startReading(given, { signal, stopped, begin })
        return { code: 200, chunks: read(({ line }) => line), events: read(({ value }) => value) }
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
  /** Notes that there are events which the reader has not taken in; the returned function, that it has. */
  begin(): () => void
}

/** Starts the stream at once, and buffers events until they are read. */
function startReading({ start }: Stream, { signal, stopped, begin }: Reader) {
  const events: StreamEvent[] = []
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
    write(event) {
      events.push(event)
      takenIn ??= begin()
      wake()
    },
    end,
    onClose: (callback) => void closers.push(callback),
  })

  return async function* read<T>(as: (event: StreamEvent) => T): AsyncGenerator<T> {
    try {
      while (!ended || events.length > 0) {
        signal.throwIfAborted()
        for (const event of events.splice(0)) yield as(event)
        if (events.length > 0 || ended) continue
        noteTakenIn()
        await new Promise<void>((resolve) => (wake = resolve))
      }
      signal.throwIfAborted()
    } finally {
      noteTakenIn()
      end()
    }
  }
}
