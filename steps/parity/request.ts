import mergePatch from 'json-merge-patch'
import type { Family } from './corpus.ts'

/** What a story has learnt from the answers so far. */
export interface Known {
  readonly namespace: string
  /** Of the object that was answered last. */
  uid: string
  rv: string
  /** The revision of the first answer. */
  first: string
  /** The token of the last page. */
  continue: string
  /** The last answer that was no refusal. */
  last: unknown
}

export interface Request {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** How many events of a watch are read. */
  readonly events?: number
  /** What the answer will be in the server's own time. */
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
 * The request that a line stands for:
 *
 *     METHOD[(type)] PATH [BODY]   the type of the body, by a short name or in full
 *     GET(variant) PATH            what is accepted: table, partial, partials, chair, aggregated
 *     WATCH(n[,variant]) PATH      reads n events
 *     UNTIL(code[,words]) PATH     gets it until that is the answer, with these words in it: kube-apiserver serves what a
 *                                  definition defines, and ceases to, some time after it has said so
 *
 * In paths and bodies $ns and $apps are the namespace under /api/v1 and /apis/apps/v1, $NAME is its name, $pod a small
 * Pod's spec, $uid and $rv those of the object that was answered last, $first the first revision, $continue the last
 * page's token, $big an object too big for any request. A body `@name {…}` is the family's body of that name with a
 * merge patch laid over it, `@last {…}` the last object that was answered with one.
 *
 * A request must have one answer: the real server goes through maps in any order, so no line has two faults in one map.
 */
export function requestOf(line: string, known: Known, bodies: Family['bodies']): Request {
  const [, verb = '', kind = '', path = '', text = ''] = /^(\w+)(?:\(([^)]*)\))? (\S+) ?(.*)$/s.exec(line) ?? []
  if (!path) throw new Error(`expected METHOD[(type)] PATH [BODY], seen: ${line}`)
  const watch = verb === 'WATCH'
  const [count, variant] = watch ? kind.split(',') : [undefined, kind]
  const accept = ['GET', 'WATCH'].includes(verb) ? ACCEPTED[variant ?? ''] : undefined
  const body = expanded(composed(text, known, bodies), known)
  const type = body && !watch ? (BODY_TYPES[kind] ?? kind) : ''
  const until = verb === 'UNTIL' ? awaited(kind, line) : undefined
  return {
    method: watch || until ? 'GET' : verb,
    path: expanded(path, known),
    headers: { ...(accept && { accept }), ...(type && { 'content-type': type }) },
    body,
    ...(count && { events: Number(count) }),
    ...(until && { until }),
  }
}

function awaited(text: string, line: string): NonNullable<Request['until']> {
  const [, code, holds = ''] = /^(\d{3})(?:,(.+))?$/.exec(text) ?? []
  if (!code) throw new Error(`expected UNTIL(code[,words]) PATH, seen: ${line}`)
  return { code: Number(code), holds }
}

function composed(text: string, known: Known, bodies: Family['bodies']): string {
  const [, name, patch] = /^@(\S+) ?(.*)$/s.exec(text) ?? []
  if (name === undefined) return text
  const start = name === 'last' ? known.last : bodies[name]
  if (start === undefined) throw new Error(`there is no body ${name}: ${text}`)
  return JSON.stringify(mergePatch.apply(structuredClone(start), JSON.parse(patch || '{}')))
}

const POD = '{"containers":[{"name":"c","image":"i"}]}'

function expanded(text: string, known: Known): string {
  return text
    .replaceAll('$ns', `/api/v1/namespaces/${known.namespace}`)
    .replaceAll('$apps', `/apis/apps/v1/namespaces/${known.namespace}`)
    .replaceAll('$NAME', known.namespace)
    .replaceAll('"$pod"', POD)
    .replaceAll('$pod', POD)
    .replaceAll('$uid', known.uid)
    .replaceAll('$rv', known.rv)
    .replaceAll('$first', known.first)
    .replaceAll('$continue', known.continue)
    .replaceAll('$big', `{"data":{"k":"${'x'.repeat(3_200_000)}"}}`)
}
