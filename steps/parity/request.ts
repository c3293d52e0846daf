import mergePatch from 'json-merge-patch'
import type { Family } from './corpus.ts'

/** Values from the responses of a story so far. */
export interface Known {
  readonly namespace: string
  /** The metadata of the object in the last response. */
  uid: string
  rv: string
  /** The revision of the first response. */
  first: string
  /** The token of the last page. */
  continue: string
  /** The last successful response. */
  last: unknown
}

export interface Request {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** The number of events to read from a watch. */
  readonly events?: number
  /** The response to wait for. */
  readonly until?: { readonly code: number; readonly holds: string }
}

const BODY_TYPES: Record<string, string> = {
  '': 'application/json',
  yaml: 'application/yaml',
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
}

const META = 'v=v1;g=meta.k8s.io'
const ACCEPTED: Record<string, string> = {
  table: `application/json;as=Table;${META},application/json`,
  partial: `application/json;as=PartialObjectMetadata;${META}`,
  partials: `application/json;as=PartialObjectMetadataList;${META},application/json`,
  chair: `application/json;as=Chair;${META}`,
  aggregated: 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
}

/**
 * The request that a line of a story describes:
 *
 *     METHOD[(type)] PATH [BODY]                 the type of the body: yaml, json, merge, strategic, apply, or in full
 *     GET(variant) PATH                          the accepted type: table, partial, partials, chair, aggregated
 *     GET(until CODE[ with TEXT]) PATH           repeats the GET until the response has that code and contains TEXT:
 *                                                kube-apiserver serves the kind of a CRD some time after its condition
 *     WATCH(N events[, variant]) PATH            reads N events
 *
 * In paths and bodies `$core` and `$apps` are the namespace of the story under /api/v1 and /apis/apps/v1, `$namespace`
 * is its name, `$last.uid`, `$last.resourceVersion` and `$last.continue` are from the last response that had them,
 * `$first.resourceVersion` is the first of the story, `$pod-spec` a small Pod's spec, and `$more-than-3MiB` an object
 * that is too large for any request. The body `@name {…}` is the family's body of that name with a merge patch applied,
 * `@last-response {…}` the object of the last successful response with one.
 *
 * A request must have one response: kube-apiserver iterates maps in random order, so no line has two faults in one map.
 */
export function requestOf(line: string, known: Known, bodies: Family['bodies']): Request {
  const [, verb = '', kind = '', path = '', text = ''] = /^(\w+)(?:\(([^)]*)\))? (\S+) ?(.*)$/s.exec(line) ?? []
  if (!path) throw new Error(`expected METHOD[(type)] PATH [BODY], seen: ${line}`)
  const reads = verb === 'GET' || verb === 'WATCH'
  const events = verb === 'WATCH' ? eventsOf(kind, line) : undefined
  const until = verb === 'GET' && kind.startsWith('until') ? untilOf(kind, line) : undefined
  const accept = reads ? ACCEPTED[events?.variant ?? kind] : undefined
  const body = expanded(composed(text, known, bodies), known)
  const type = body && !reads ? (BODY_TYPES[kind] ?? kind) : ''
  return {
    method: reads ? 'GET' : verb,
    path: expanded(path, known),
    headers: { ...(accept && { accept }), ...(type && { 'content-type': type }) },
    body,
    ...(events && { events: events.count }),
    ...(until && { until }),
  }
}

function eventsOf(text: string, line: string): { count: number; variant: string } {
  const [, count, variant = ''] = /^(\d+) events?(?:, (\w+))?$/.exec(text) ?? []
  if (!count) throw new Error(`expected WATCH(N events[, variant]) PATH, seen: ${line}`)
  return { count: Number(count), variant }
}

function untilOf(text: string, line: string): NonNullable<Request['until']> {
  const [, code, holds = ''] = /^until (\d{3})(?: with (.+))?$/.exec(text) ?? []
  if (!code) throw new Error(`expected GET(until CODE[ with TEXT]) PATH, seen: ${line}`)
  return { code: Number(code), holds }
}

function composed(text: string, known: Known, bodies: Family['bodies']): string {
  const [, name, patch] = /^@(\S+) ?(.*)$/s.exec(text) ?? []
  if (name === undefined) return text
  const start = name === 'last-response' ? known.last : bodies[name]
  if (start === undefined) throw new Error(`there is no body ${name}: ${text}`)
  return JSON.stringify(mergePatch.apply(structuredClone(start), JSON.parse(patch || '{}')))
}

const POD = '{"containers":[{"name":"c","image":"i"}]}'

function expanded(text: string, known: Known): string {
  return text
    .replaceAll('$core', `/api/v1/namespaces/${known.namespace}`)
    .replaceAll('$apps', `/apis/apps/v1/namespaces/${known.namespace}`)
    .replaceAll('$namespace', known.namespace)
    .replaceAll('"$pod-spec"', POD)
    .replaceAll('$pod-spec', POD)
    .replaceAll('$last.uid', known.uid)
    .replaceAll('$last.resourceVersion', known.rv)
    .replaceAll('$first.resourceVersion', known.first)
    .replaceAll('$last.continue', known.continue)
    .replaceAll('$more-than-3MiB', `{"data":{"k":"${'x'.repeat(3_200_000)}"}}`)
}
