import type { Clock } from '../../../clock.ts'
import type { Ids } from '../../../ids.ts'
import type { KubeObject, ResourceDefinition } from '../../resources/index.ts'
import type { Store } from '../../store/index.ts'
import type { OpenWatches } from './open-watches.ts'

/** The state that all requests share. */
export interface Cluster {
  store: Store<KubeObject>
  definitions: readonly ResourceDefinition[]
  clock: Clock
  ids: Ids
  token: string
  watches?: OpenWatches
  /** The minor version of Kubernetes that the server behaves like. */
  minor?: number
}

export type Verb = 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete' | 'deletecollection'

/** One request on a resource, parsed and not yet validated. */
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
  /** Empty if the client sends none. */
  userAgent: string
  /** Adds a `Warning` header to the response. */
  warn(text: string): void
}
