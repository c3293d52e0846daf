import { type Activity, unnoted } from '../activity.ts'
import { ApiError, statusIn } from './api-error.ts'
import { httpTransport } from './http-transport.ts'
import { readKubeconfig } from './kubeconfig.ts'
import { notedTransport } from './noted-transport.ts'
import type { KubeObject } from './objects.ts'
import { apiVersionOf, pathOf, type Resource } from './resources.ts'
import type { Transport, TransportRequest } from './transport.ts'
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

export type Method = TransportRequest['method']

const PATCH_TYPES = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
}

export interface ClientOptions {
  userAgent: string
  /** The server of this process; without it the client connects to the server of the kubeconfig. */
  transport?: Transport | undefined
  /** Called with every request. */
  activity?: Pick<Activity, 'begin'> | undefined
}

/** Opens a client on the current context of a kubeconfig (YAML text). Nothing is sent before the first call. */
export function connect(kubeconfig: string, { userAgent, transport, activity = unnoted }: ClientOptions): ApiClient {
  const access = readKubeconfig(kubeconfig)
  const way = notedTransport(transport ?? httpTransport(access), activity)
  const headers = {
    accept: 'application/json',
    'user-agent': userAgent,
    ...(access.token ? { authorization: `Bearer ${access.token}` } : {}),
  }

  const request: ApiClient['request'] = async (method, path, body, contentType = 'application/json') => {
    const answer = await way.request(
      body === undefined
        ? { method, path, headers }
        : { method, path, headers: { ...headers, 'content-type': contentType }, body: goJson(body) },
    )
    if (answer.code >= 400) {
      throw new ApiError(`${method} ${path}`, answer.code, statusIn(answer.body, answer.code))
    }
    return answer.contentType.includes('json') ? JSON.parse(answer.body) : answer.body
  }

  async function* watch<T extends KubeObject>(path: string, signal: AbortSignal): AsyncGenerator<WatchEvent<T>> {
    const { code, chunks, events } = await way.stream({ method: 'GET', path, headers }, signal)
    if (code >= 400) throw new ApiError(`GET ${path}`, code, statusIn(await textOf(chunks), code))
    for await (const event of (events ?? parsed(chunks)) as AsyncIterable<WatchEvent<T>>) {
      yield { type: event.type, object: forgetManagers(event.object) }
    }
  }

  return {
    ...verbs(request),
    watch: (resource, namespace, query, signal) =>
      watch(pathOf(resource, namespace) + queryText({ allowWatchBookmarks: true, ...query, watch: true }), signal),
    request,
    close: () => way.close(),
  }
}

/** Caches do without: managers are half of an object, and one that comes back without them keeps them. */
function forgetManagers<T extends KubeObject>(object: T): T {
  if ((object.metadata as { managedFields?: unknown } | undefined)?.managedFields === undefined) return object
  const known = withoutManagers.get(object)
  if (known) return known as T
  const { managedFields: _, ...metadata } = object.metadata as T['metadata'] & { managedFields?: unknown }
  const lean = { ...object, metadata }
  if (Object.isFrozen(object)) withoutManagers.set(object, lean)
  return lean
}

/** What the server in this thread hands to all watchers is one object to them all. */
const withoutManagers = new WeakMap<KubeObject, KubeObject>()

async function* parsed(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<unknown> {
  for await (const line of watchLines(chunks)) yield JSON.parse(line)
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
      return {
        metadata: list.metadata,
        items: (list.items ?? []).map((item) => ({ ...type, ...forgetManagers(item) })),
      }
    },
    create: (resource, namespace, object) => call('POST', pathOf(resource, namespace), object),
    update: (resource, namespace, object, sub) =>
      call('PUT', pathOf(resource, namespace, object.metadata.name, sub), object),
    patch: (resource, namespace, name, { type, body, subresource }) =>
      call('PATCH', pathOf(resource, namespace, name, subresource), body, PATCH_TYPES[type]),
    remove: (resource, namespace, name, options) => call('DELETE', pathOf(resource, namespace, name), options),
  }
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

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of chunks) text += decoder.decode(chunk, { stream: true })
  return text
}
