/** A request of a client to a server. */
export interface TransportRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With its query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** A refusal is a response, too: the promise rejects only if there is no response. */
export interface TransportAnswer {
  readonly code: number
  readonly contentType: string
  readonly body: string
}

/** A watch that the server has accepted or refused. */
export interface TransportStream {
  readonly code: number
  readonly chunks: AsyncIterable<Uint8Array>
  /** From a server in this thread, in place of the chunks: the events as values, which all watchers share, frozen. */
  readonly events?: AsyncIterable<unknown>
}

/** The way from a client to a server: connections, or a call within the same process. */
export interface Transport {
  request(request: TransportRequest): Promise<TransportAnswer>
  /** `signal` ends the stream with its reason. */
  stream(request: TransportRequest, signal: AbortSignal): Promise<TransportStream>
  close(): Promise<void>
}
