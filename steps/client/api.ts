import { type Dispatcher, request } from 'undici'
import type { Access } from './access.ts'
import { ApiError } from './api-error.ts'
import { dispatchers } from './dispatchers.ts'
import { lines } from './lines.ts'
import type { KubeObject, Manifest } from './objects.ts'
import { pathOf, type Resource } from './resources.ts'

/** One event of a watch, as the API writes it. */
export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR'
  readonly object: KubeObject
}

export interface Listed<T> {
  readonly metadata: { readonly resourceVersion: string }
  readonly items: T[]
}

/** Names one object: what, where, which, and optionally a subresource of it. */
export interface Ref {
  readonly resource: Resource
  readonly namespace?: string
  readonly name: string
  readonly subresource?: string
}

/** The read side of the API: all that observers get. */
export interface ReadApi {
  get<T extends KubeObject>(ref: Ref): Promise<T>
  list<T extends KubeObject>(resource: Resource, namespace?: string, query?: string): Promise<Listed<T>>
  /**
   * Resolves when the server has taken the watch up: events since the version `from`, or without one what there is
   * and then what happens, until the server ends the watch, the connection breaks, or `signal` aborts it.
   */
  watch(
    resource: Resource,
    namespace: string | undefined,
    from: string | undefined,
    signal: AbortSignal,
  ): Promise<AsyncIterable<WatchEvent>>
  /** The output of a container, line by line, until the container ends or `signal` aborts. */
  log(ref: Ref, signal: AbortSignal): Promise<AsyncIterable<string>>
}

export type PatchType = 'merge' | 'strategic'

/** Both sides of the API. */
export interface Api extends ReadApi {
  create<T extends KubeObject>(
    resource: Resource,
    namespace: string | undefined,
    manifest: Manifest,
    query?: string,
  ): Promise<T>
  patch<T extends KubeObject>(ref: Ref, type: PatchType, body: unknown): Promise<T>
  remove(ref: Ref, options?: Record<string, unknown>): Promise<void>
  /** Any other request with a JSON answer, for instance `GET /version`; `type` is that of the body. */
  ask<T>(method: Dispatcher.HttpMethod, path: string, body?: unknown, type?: string): Promise<T>
  close(): Promise<void>
}

const PATCH_CONTENT: Record<PatchType, string> = {
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
}

export interface ClientOptions {
  /** Names the client in audit logs, for instance the scenario. */
  userAgent(): string
  /** Milliseconds within which the server must begin to answer. */
  readonly answeredWithin: number
}

interface Sent {
  readonly body?: unknown
  readonly type?: string
  readonly signal?: AbortSignal
}

/** The API of a cluster over pooled connections that are kept alive. Nothing is sent yet. */
export function apiOver(access: Access, { userAgent, answeredWithin }: ClientOptions): Api {
  const origin = access.server.replace(/\/$/, '')
  const pools = dispatchers(access, answeredWithin)

  async function send(method: Dispatcher.HttpMethod, path: string, options: Sent = {}) {
    const { headers: credentials, tls } = await access.authenticate()
    const headers: Record<string, string | string[]> = {
      ...credentials,
      accept: 'application/json',
      'user-agent': userAgent(),
    }
    if (options.body !== undefined) headers['content-type'] = options.type ?? 'application/json'
    const answer = await request(origin + path, {
      method,
      headers,
      dispatcher: pools.with(tls),
      body: options.body === undefined ? null : JSON.stringify(options.body),
      ...(options.signal ? { signal: options.signal } : {}),
    })
    if (answer.statusCode === 401 && access.refused()) {
      await answer.body.dump()
      return send(method, path, options)
    }
    if (answer.statusCode >= 400) throw new ApiError(`${method} ${path}`, answer.statusCode, await answer.body.text())
    return answer.body
  }

  const ask = async <T>(method: Dispatcher.HttpMethod, path: string, body?: unknown, type?: string): Promise<T> =>
    (await (await send(method, path, { body, ...(type ? { type } : {}) })).json()) as T
  const at = (ref: Ref) => pathOf(ref.resource, ref.namespace, ref.name, ref.subresource)

  return {
    ask,
    get: (ref) => ask('GET', at(ref)),
    list: (resource, namespace, query = '') => ask('GET', pathOf(resource, namespace) + query),
    create: (resource, namespace, manifest, query = '') => ask('POST', pathOf(resource, namespace) + query, manifest),
    patch: (ref, type, body) => ask('PATCH', at(ref), body, PATCH_CONTENT[type]),
    remove: async (ref, options) => void (await ask('DELETE', at(ref), options)),
    async watch(resource, namespace, from, signal) {
      const version = from === undefined ? '' : `&resourceVersion=${encodeURIComponent(from)}`
      const query = `?watch=true&allowWatchBookmarks=true${version}`
      return events(await send('GET', pathOf(resource, namespace) + query, { signal }), signal)
    },
    async log(ref, signal) {
      return lines(await send('GET', `${at({ ...ref, subresource: 'log' })}?follow=true`, { signal }))
    },
    close: () => pools.destroy(),
  }
}

async function* events(body: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<WatchEvent> {
  for await (const line of lines(untilBroken(body, signal))) if (line) yield JSON.parse(line) as WatchEvent
}

/** A caller that can resume a stream treats a broken connection like one that has ended. */
async function* untilBroken(chunks: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks
  } catch {
    signal.throwIfAborted()
  }
}
