import type { Clock } from '../../../clock.ts'
import type { Ids } from '../../../ids.ts'
import type { KubeObject, ResourceDefinition } from '../../resources/index.ts'
import type { Store } from '../../store/index.ts'

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

export const json = (code: number, body: unknown): Answer => ({ kind: 'json', code, body: JSON.stringify(body) })
