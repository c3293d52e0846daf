import type { Accepted } from './media-type.ts'
import type { Cluster } from './resource-request.ts'
import type { Response } from './response.ts'
import type { Route } from './route.ts'

/** One request on its way through the handlers; each handler adds what later ones need. */
export interface RequestContext {
  readonly cluster: Cluster
  readonly headers: Readonly<Partial<Record<string, string | string[]>>>
  /** Reads the body, as bytes; may be called once. Throws a 413 for one that is too large. */
  readonly receive: () => Promise<Buffer>
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  /** host:port of the server. */
  readonly address: string
  readonly warnings: string[]
  route?: Route
  accepted: Accepted
  /** JSON text. */
  body: string
  mediaType: string
}

/** A request as the transport delivers it. */
export type IncomingRequest = Pick<RequestContext, 'cluster' | 'method' | 'headers' | 'receive' | 'address'> & {
  /** Path and query. */
  readonly url: string
}

export function contextOf({ url, ...incoming }: IncomingRequest): RequestContext {
  const mark = url.indexOf('?')
  const [path, query] = mark === -1 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)]
  return {
    ...incoming,
    path,
    query: new URLSearchParams(query),
    warnings: [],
    body: '',
    mediaType: '',
    // Until negotiation, and for the refusal if it fails.
    accepted: { type: 'application/json' },
  }
}

/** Returns the response, or undefined for the next handler to run; throws StatusError to refuse the request. */
export type Handler = (context: RequestContext) => Response | undefined | Promise<Response | undefined>
