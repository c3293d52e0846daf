import type { Clock } from '../../clock.ts'
import type { Ids } from '../../ids.ts'
import type { KubeObject, ResourceDefinition } from '../resources/index.ts'
import type { Store } from '../store/index.ts'

/** What all requests share. */
export interface Cluster {
  store: Store<KubeObject>
  definitions: readonly ResourceDefinition[]
  clock: Clock
  ids: Ids
  token: string
}

export type Verb = 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete' | 'deletecollection'

/** One request on a resource, understood but not yet judged. */
export interface Call {
  cluster: Cluster
  verb: Verb
  definition: ResourceDefinition
  namespace: string | undefined
  /** Empty for requests on the whole collection. */
  name: string
  subresource: string
  query: URLSearchParams
  /** JSON text (YAML has been translated); empty when there is none. */
  body: string
  contentType: string
  /** As the client calls itself; empty when it does not. */
  userAgent: string
  /** Adds a `Warning` header to the answer. */
  warn(text: string): void
}

export type Answer =
  | { kind: 'json'; code: number; body: string; contentType?: string; retryAfterSeconds?: number | undefined }
  | { kind: 'text'; code: number; body: string }
  | { kind: 'stream'; start(sink: Sink): void }

/** The far end of a watch. */
export interface Sink {
  write(line: Buffer): void
  end(): void
  onClose(callback: () => void): void
}

let [lastSecond, lastText] = [Number.NaN, '']

/** Kubernetes tells time in whole seconds. */
export function timeText(ms: number): string {
  const second = Math.floor(ms / 1000)
  // It is asked for with every write, of which there are many in a second.
  if (second !== lastSecond) [lastSecond, lastText] = [second, `${new Date(ms).toISOString().slice(0, 19)}Z`]
  return lastText
}

export const json = (code: number, body: unknown): Answer => ({ kind: 'json', code, body: JSON.stringify(body) })
