import type { IncomingMessage } from 'node:http'
import type { Answer, Cluster } from './call.ts'
import type { Accepted } from './media-type.ts'
import type { Route } from './route.ts'

/** One request on its way through the handlers; each leaves here what the later ones need. */
export interface Exchange {
  readonly cluster: Cluster
  readonly request: IncomingMessage
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  /** host:port under which the server is known. */
  readonly address: string
  readonly warnings: string[]
  route?: Route
  accepted: Accepted
  /** JSON text. */
  body: string
  mediaType: string
}

/** Answers the request, or leaves it to the next handler; throws StatusError to refuse it. */
export type Handler = (exchange: Exchange) => Answer | undefined | Promise<Answer | undefined>
