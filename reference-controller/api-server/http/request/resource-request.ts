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
export interface ResourceRequest {
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
