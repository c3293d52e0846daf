import { timingSafeEqual } from 'node:crypto'
import { clusterFor } from '../../custom-resources/index.ts'
import { scaleTableOf } from '../../resources/index.ts'
import { aggregatedDiscovery } from '../discovery/aggregated-discovery.ts'
import { discovery, servedPaths } from '../discovery/discovery.ts'
import { openApi } from '../discovery/openapi.ts'
import { version } from '../discovery/version.ts'
import { asJson, mediaTypeOf } from '../request/body.ts'
import { chooseMediaType } from '../request/media-type.ts'
import type { Exchange, Handler } from '../request/request-context.ts'
import { type Answer, json } from '../request/resource-request.ts'
import { failure, methodNotAllowed, StatusError, unauthorized } from '../request/status.ts'
import { inOrder } from '../response/key-order.ts'
import { shaped } from '../response/variants.ts'
import { routeOf } from './find-route.ts'

/**
 * What happens to a request, in this order: who asks comes before everything, what is asked for comes before how,
 * and the body is read only once it is known what it should be. The first handler that answers ends the list.
 */
export const HANDLERS: readonly Handler[] = [
  authenticate,
  negotiate,
  answerProbes,
  answerVersion,
  answerDiscovery,
  answerOpenApi,
  findRoute,
  receiveBody,
  operate,
  pageNotFound,
]

export async function answerTo(exchange: Exchange): Promise<Answer> {
  try {
    for (const handler of HANDLERS) {
      const answer = await handler(exchange)
      if (answer) return answer
    }
  } catch (cause) {
    return refusal(cause)
  }
  return refusal(new Error('no handler answered'))
}

function refusal(cause: unknown): Answer {
  if (cause instanceof StatusError) {
    const { code, details } = cause
    return { kind: 'json', code, body: JSON.stringify(failure(cause)), retryAfterSeconds: details?.retryAfterSeconds }
  }
  const problem = cause instanceof Error ? cause.message : String(cause)
  return json(500, failure(new StatusError(500, 'InternalError', `Internal error occurred: ${problem}`)))
}

function authenticate({ cluster, headers }: Exchange): undefined {
  const [scheme = '', given = ''] = String(headers['authorization'] ?? '').split(' ')
  if (!sameSecret(secretOf(scheme.toLowerCase(), given), cluster.token)) throw unauthorized()
}

/**
 * kubectl and all Go clients keep bearer tokens to themselves when there is no TLS. What they do send is a password
 * that stands in the server's URL (`http://token:SECRET@127.0.0.1:PORT`), so the token is accepted there too.
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

function negotiate(exchange: Exchange): undefined {
  exchange.accepted = chooseMediaType(exchange.headers['accept']?.toString())
}

function answerProbes({ path, method }: Exchange): Answer | undefined {
  if (!/^\/(healthz|livez|readyz)(\/|$)/.test(path)) return undefined
  return method === 'GET' || method === 'HEAD' ? { kind: 'text', code: 200, body: 'ok' } : undefined
}

function answerVersion({ path, method }: Exchange): Answer | undefined {
  if (path !== '/version') return undefined
  if (method !== 'GET') throw methodNotAllowed()
  return json(200, version())
}

const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'

function answerDiscovery({ cluster, path, method, address, accepted }: Exchange): Answer | undefined {
  if (path === '/') return json(200, { paths: servedPaths(cluster.definitions) })
  if (method !== 'GET') return undefined
  if (accepted.as?.kind === 'APIGroupDiscoveryList') {
    const all = aggregatedDiscovery(cluster.definitions, path)
    if (all) return { kind: 'json', code: 200, body: JSON.stringify(all), contentType: AGGREGATED }
  }
  const found = discovery(cluster.definitions, path, address)
  return found === undefined ? undefined : json(200, found)
}

function answerOpenApi({ cluster, path, method }: Exchange): Answer | undefined {
  if (method !== 'GET' || !path.startsWith('/openapi/v3')) return undefined
  const found = openApi(cluster.definitions, path)
  return found === undefined ? { kind: 'text', code: 404, body: '' } : json(200, found)
}

function findRoute(exchange: Exchange): undefined {
  const route = routeOf(exchange.cluster.definitions, exchange)
  if (route) exchange.route = route
}

async function receiveBody(exchange: Exchange): Promise<undefined> {
  const { headers, route } = exchange
  if (!route || exchange.method === 'GET') return
  exchange.mediaType = mediaTypeOf(headers['content-type']?.toString())
  const body = await exchange.receive()
  // A patch's media type says how to apply it, which is for the operation to judge.
  exchange.body = route.verb === 'patch' ? body.toString() : asJson(body, exchange.mediaType, route.definition.kind)
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
}: Exchange): Answer | undefined {
  if (!route) return undefined
  const { operation, ...target } = route
  const userAgent = headers['user-agent']?.toString() ?? ''
  const warn = (text: string) => void warnings.push(text)
  const answer = operation({
    ...target,
    cluster: clusterFor(cluster, target.definition),
    query,
    body,
    contentType: mediaType,
    userAgent,
    warn,
  })
  const { as } = accepted
  if (!as || as.kind === 'APIGroupDiscoveryList') return inOrder(answer, target)
  const { subresource } = target
  const definition =
    subresource === 'scale' ? { ...target.definition, table: scaleTableOf(target.definition) } : target.definition
  return shaped(answer, { as, definition, query, now: () => cluster.clock.now() })
}

function pageNotFound(): Answer {
  return { kind: 'text', code: 404, body: '404 page not found\n' }
}
