import { Pool } from 'undici'
import { ApiError, statusIn } from './api-error.ts'
import { type Access, readKubeconfig } from './kubeconfig.ts'
import type { KubeObject } from './objects.ts'
import { apiVersionOf, pathOf, type Resource } from './resources.ts'
import { watchLines } from './watch-lines.ts'

export interface WatchEvent<T extends KubeObject = KubeObject> {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR'
  object: T
}

export interface ObjectList<T> {
  metadata: { resourceVersion: string; [more: string]: unknown }
  items: T[]
}

export interface Patch {
  type: 'json' | 'merge' | 'strategic'
  body: unknown
  subresource?: string
}

export interface DeleteOptions {
  gracePeriodSeconds?: number
  propagationPolicy?: 'Background' | 'Foreground' | 'Orphan'
  preconditions?: { uid?: string; resourceVersion?: string }
}

export type Query = Record<string, string | number | boolean>

export interface ApiClient {
  get<T extends KubeObject>(resource: Resource, namespace: string | undefined, name: string): Promise<T>
  list<T extends KubeObject>(resource: Resource, namespace?: string, query?: Query): Promise<ObjectList<T>>
  create<T extends KubeObject>(resource: Resource, namespace: string | undefined, object: T): Promise<T>
  update<T extends KubeObject>(resource: Resource, namespace: string | undefined, object: T, sub?: string): Promise<T>
  patch<T extends KubeObject>(resource: Resource, namespace: string | undefined, name: string, patch: Patch): Promise<T>
  /** Answers what the server answers: the object as it was deleted or is being deleted, or a Status. */
  remove(resource: Resource, namespace: string | undefined, name: string, options?: DeleteOptions): Promise<unknown>
  watch<T extends KubeObject>(
    resource: Resource,
    namespace: string | undefined,
    query: Query,
    signal: AbortSignal,
  ): AsyncIterable<WatchEvent<T>>
  request(method: Method, path: string, body?: unknown, contentType?: string): Promise<unknown>
  close(): Promise<void>
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

const PATCH_TYPES = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
}

// More connections than this make a server on the same two cores slower, not faster.
const CALLS_AT_ONCE = 32

/** Opens a client on the current context of a kubeconfig (YAML text). Nothing is sent before the first call. */
export function connect(kubeconfig: string, options: { userAgent: string }): ApiClient {
  const access = readKubeconfig(kubeconfig)
  const base = new URL(access.server)
  const prefix = base.pathname.replace(/\/+$/, '')
  const headers = {
    accept: 'application/json',
    'user-agent': options.userAgent,
    ...(access.token ? { authorization: `Bearer ${access.token}` } : {}),
  }
  const calls = pool(base.origin, access, CALLS_AT_ONCE)
  // A watch keeps its connection for as long as it lasts, so watches draw on connections of their own.
  const watches = pool(base.origin, access, null)

  const request: ApiClient['request'] = async (method, path, body, contentType = 'application/json') => {
    const answer = await calls.request({
      method,
      path: prefix + path,
      headers: body === undefined ? headers : { ...headers, 'content-type': contentType },
      ...(body === undefined ? {} : { body: goJson(body) }),
    })
    const text = await answer.body.text()
    if (answer.statusCode >= 400) {
      throw new ApiError(`${method} ${path}`, answer.statusCode, statusIn(text, answer.statusCode))
    }
    return isJson(answer.headers['content-type']) ? JSON.parse(text) : text
  }

  async function* watch<T extends KubeObject>(path: string, signal: AbortSignal): AsyncGenerator<WatchEvent<T>> {
    const answer = await watches.request({ method: 'GET', path: prefix + path, headers, signal, bodyTimeout: 0 })
    if (answer.statusCode >= 400) {
      const text = await answer.body.text()
      throw new ApiError(`GET ${path}`, answer.statusCode, statusIn(text, answer.statusCode))
    }
    for await (const line of watchLines(answer.body)) yield JSON.parse(line)
  }

  return {
    ...verbs(request),
    watch: (resource, namespace, query, signal) =>
      watch(pathOf(resource, namespace) + queryText({ allowWatchBookmarks: true, ...query, watch: true }), signal),
    request,
    close: async () => {
      await Promise.all([calls.destroy(), watches.destroy()])
    },
  }
}

function verbs(
  request: ApiClient['request'],
): Pick<ApiClient, 'get' | 'list' | 'create' | 'update' | 'patch' | 'remove'> {
  const call = <T>(...args: Parameters<ApiClient['request']>) => request(...args) as Promise<T>
  return {
    get: (resource, namespace, name) => call('GET', pathOf(resource, namespace, name)),
    async list<T extends KubeObject>(resource: Resource, namespace?: string, query: Query = {}) {
      const list = await call<ObjectList<T>>('GET', pathOf(resource, namespace) + queryText(query))
      // Items of a list come without their type, events of a watch with it: readers should not see a difference.
      const type = { apiVersion: apiVersionOf(resource), kind: resource.kind }
      return { metadata: list.metadata, items: (list.items ?? []).map((item) => ({ ...type, ...item })) }
    },
    create: (resource, namespace, object) => call('POST', pathOf(resource, namespace), object),
    update: (resource, namespace, object, sub) =>
      call('PUT', pathOf(resource, namespace, object.metadata.name, sub), object),
    patch: (resource, namespace, name, { type, body, subresource }) =>
      call('PATCH', pathOf(resource, namespace, name, subresource), body, PATCH_TYPES[type]),
    remove: (resource, namespace, name, options) => call('DELETE', pathOf(resource, namespace, name), options),
  }
}

function pool(origin: string, access: Access, connections: number | null): Pool {
  const { ca, cert, key, verify } = access
  const tls = { rejectUnauthorized: verify, ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) }
  // Over HTTP/2 a watch that ends just before its pool does may end the process with an error that nobody can catch
  // (undici 8); a connection of its own, which it has anyway, needs no streams.
  return new Pool(origin, { connections, connect: tls, allowH2: connections !== null })
}

/**
 * Go writes these characters of a text escaped, and where an API server keeps JSON as it came (the data of a
 * ControllerRevision) it compares bytes: written otherwise, such an object could never be patched again.
 */
function goJson(body: unknown): string {
  return JSON.stringify(body).replace(
    /[<>&\u2028\u2029]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function queryText(query: Query): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) parameters.set(name, String(value))
  return parameters.size === 0 ? '' : `?${parameters}`
}

function isJson(contentType: string | string[] | undefined): boolean {
  return String(contentType ?? '').includes('json')
}
