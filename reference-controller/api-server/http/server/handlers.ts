import { timingSafeEqual } from 'node:crypto'
import { clusterFor } from '../../custom-resources/index.ts'
import { scaleTableOf } from '../../resources/index.ts'
import { aggregatedDiscovery, discovery, openApi, servedPaths, version } from '../discovery/index.ts'
import {
  asJson,
  chooseMediaType,
  failure,
  type Handler,
  json,
  mediaTypeOf,
  methodNotAllowed,
  type RequestContext,
  type Response,
  StatusError,
  unauthorized,
} from '../request/index.ts'
import { inOrder, shaped } from '../response/index.ts'
import { routeOf } from './find-route.ts'

/**
 * The steps of a request, in order: authentication comes first, and the route comes before the body, which is read
 * only when its type is known. The first handler that returns a response ends the list.
 */
export const HANDLERS: readonly Handler[] = [
  authenticate,
  negotiate,
  respondToProbes,
  respondToVersion,
  respondToDiscovery,
  respondToOpenApi,
  findRoute,
  receiveBody,
  operate,
  pageNotFound,
]

export async function respondTo(context: RequestContext): Promise<Response> {
  try {
    for (const handler of HANDLERS) {
      const response = await handler(context)
      if (response) return response
    }
  } catch (cause) {
    return refusal(cause)
  }
  return refusal(new Error('no handler answered'))
}

function refusal(cause: unknown): Response {
  if (cause instanceof StatusError) {
    const { code, details } = cause
    return { kind: 'json', code, body: JSON.stringify(failure(cause)), retryAfterSeconds: details?.retryAfterSeconds }
  }
  const problem = cause instanceof Error ? cause.message : String(cause)
  return json(500, failure(new StatusError(500, 'InternalError', `Internal error occurred: ${problem}`)))
}

function authenticate({ cluster, headers }: RequestContext): undefined {
  const [scheme = '', given = ''] = String(headers['authorization'] ?? '').split(' ')
  if (!sameSecret(secretOf(scheme.toLowerCase(), given), cluster.token)) throw unauthorized()
}

/**
 * kubectl and all Go clients send no bearer token without TLS. They do send a password in the server's URL
 * (`http://token:SECRET@127.0.0.1:PORT`), so the token is accepted there too.
 */
function secretOf(scheme: string, given: string): string {
  if (scheme === 'bearer') return given
  if (scheme !== 'basic') return ''
  const login = Buffer.from(given, 'base64').toString()
  return login.slice(login.indexOf(':') + 1)
}

function sameSecret(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function negotiate(context: RequestContext): undefined {
  context.accepted = chooseMediaType(context.headers['accept']?.toString())
}

function respondToProbes({ path, method }: RequestContext): Response | undefined {
  if (!/^\/(healthz|livez|readyz)(\/|$)/.test(path)) return undefined
  return method === 'GET' || method === 'HEAD' ? { kind: 'text', code: 200, body: 'ok' } : undefined
}

function respondToVersion({ cluster, path, method }: RequestContext): Response | undefined {
  if (path !== '/version') return undefined
  if (method !== 'GET') throw methodNotAllowed()
  return json(200, version(cluster.minor))
}

const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'

function respondToDiscovery({ cluster, path, method, address, accepted }: RequestContext): Response | undefined {
  if (path === '/') return json(200, { paths: servedPaths(cluster.definitions) })
  if (method !== 'GET') return undefined
  if (accepted.as?.kind === 'APIGroupDiscoveryList') {
    const all = aggregatedDiscovery(cluster.definitions, path)
    if (all) return { kind: 'json', code: 200, body: JSON.stringify(all), contentType: AGGREGATED }
  }
  const found = discovery(cluster.definitions, path, address)
  return found === undefined ? undefined : json(200, found)
}

function respondToOpenApi({ cluster, path, method }: RequestContext): Response | undefined {
  if (method !== 'GET' || !path.startsWith('/openapi/v3')) return undefined
  const found = openApi(cluster.definitions, path)
  return found === undefined ? { kind: 'text', code: 404, body: '' } : json(200, found)
}

function findRoute(context: RequestContext): undefined {
  const route = routeOf(context.cluster.definitions, context)
  if (route) context.route = route
}

async function receiveBody(context: RequestContext): Promise<undefined> {
  const { headers, route } = context
  if (!route || context.method === 'GET') return
  context.mediaType = mediaTypeOf(headers['content-type']?.toString())
  const body = await context.receive()
  // The media type of a patch is checked by the operation.
  context.body = route.verb === 'patch' ? body.toString() : asJson(body, context.mediaType, route.definition.kind)
}

function operate({
  cluster,
  headers,
  route,
  query,
  body,
  mediaType,
  warnings,
  accepted,
}: RequestContext): Response | undefined {
  if (!route) return undefined
  const { operation, ...parts } = route
  const userAgent = headers['user-agent']?.toString() ?? ''
  const warn = (text: string) => void warnings.push(text)
  const response = operation({
    ...parts,
    cluster: clusterFor(cluster, parts.definition),
    query,
    body,
    contentType: mediaType,
    userAgent,
    warn,
  })
  const { as } = accepted
  if (!as || as.kind === 'APIGroupDiscoveryList') return inOrder(response, parts)
  const { subresource } = parts
  const definition =
    subresource === 'scale' ? { ...parts.definition, table: scaleTableOf(parts.definition) } : parts.definition
  return shaped(response, { as, definition, query, now: () => cluster.clock.now() })
}

function pageNotFound(): Response {
  return { kind: 'text', code: 404, body: '404 page not found\n' }
}
