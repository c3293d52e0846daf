import { parse } from 'yaml'
import { apiVersion, type Resource, resources } from '../client/index.ts'

/** A request as a feature writes it: `PATCH statefulsets/web/scale as merge-patch+json`, and its body below. */
export interface WrittenRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly resource: Resource
  /** Absent for a whole collection. */
  readonly name: string | undefined
  readonly subresource: string | undefined
  /** `?labelSelector=…`, or nothing. */
  readonly query: string
  readonly contentType: string | undefined
  readonly body: unknown
}

const LINE =
  /^(?<method>GET|POST|PUT|PATCH|DELETE) (?<plural>[a-z]+)(?:\/(?<name>[^/? ]+))?(?:\/(?<sub>[a-z]+))?(?<query>\?\S+)?(?: as (?<type>\S+))?$/

/** Features write the type of StatefulSet. */
const ofKind = (body: unknown, workload: Resource): unknown =>
  (body as { readonly kind?: string } | undefined)?.kind === 'StatefulSet'
    ? { ...(body as object), apiVersion: apiVersion(workload), kind: workload.kind }
    : body

/**
 * Reads a request below the namespace of a scenario; `statefulsets` is the kind under certification.
 * @throws Error for a line that is none, or a resource that the suite does not know
 */
export function writtenRequest(text: string, workload: Resource): WrittenRequest {
  const [line = '', ...rest] = text.split('\n')
  const { method, plural, name, sub, query = '', type } = LINE.exec(line)?.groups ?? {}
  if (!method) throw new Error(`expected METHOD resource/name/subresource?query as content-type, found "${line}"`)
  const resource = plural === 'statefulsets' ? workload : resources.resourceOfPlural(String(plural))
  if (!resource) throw new Error(`the suite knows no ${plural}: name it in steps/client/resources.ts`)
  return {
    method: method as WrittenRequest['method'],
    resource,
    name,
    subresource: sub,
    query,
    contentType: type && `application/${type}`,
    body: ofKind(parse(rest.join('\n')) ?? undefined, workload),
  }
}
