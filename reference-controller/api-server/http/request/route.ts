import type { ResourceDefinition } from '../../resources/index.ts'
import { booleanParameter } from './options.ts'
import type { ResourceRequest, Verb } from './resource-request.ts'
import type { Response } from './response.ts'

/** Carries out a verb on a resource. */
export type Operation = (request: ResourceRequest) => Response

/** The resource and the operation that a URL and a method stand for. */
export interface Route {
  definition: ResourceDefinition
  namespace: string | undefined
  name: string
  subresource: string
  verb: Verb
  operation: Operation
}

export interface RequestLine {
  method: string
  path: string
  query: URLSearchParams
  /** `Warning` headers for the response. */
  warnings: string[]
}

/** The verb of a method on an object (`name`) or on a collection. */
export function verbOf({ method, query }: RequestLine, name: string): Verb | undefined {
  if (method === 'POST') return 'create'
  if (method === 'GET' && name) return 'get'
  if (method === 'GET') return booleanParameter(query, 'watch') ? 'watch' : 'list'
  if (method === 'DELETE') return name ? 'delete' : 'deletecollection'
  if (!name) return undefined
  return method === 'PUT' ? 'update' : method === 'PATCH' ? 'patch' : undefined
}
