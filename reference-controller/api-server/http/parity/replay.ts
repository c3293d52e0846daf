import { readFileSync } from 'node:fs'
import { Agent } from 'undici'
import { parse } from 'yaml'
import { type Known, normalised } from './normalise.ts'
import { servedPart } from './served-part.ts'

/** A line of stories.yaml. */
interface Step {
  method: string
  type: string
  path: string
  body: string
}

export interface Exchange {
  request: string
  code: number
  warning?: string
  answer: unknown
}

export interface Server {
  url: string
  token: string
}

export function stories(): Record<string, string[]> {
  return parse(readFileSync(new URL('stories.yaml', import.meta.url), 'utf8'))
}

const agent = new Agent({ connect: { rejectUnauthorized: false } })

/** Plays one story in a namespace of its own; what differs from run to run is replaced in the answers. */
export async function play(server: Server, namespace: string, lines: readonly string[]): Promise<Exchange[]> {
  const known: Known = { namespace, uid: '', rv: '', first: '', continue: '' }
  await send(server, {
    method: 'POST',
    type: '',
    path: '/api/v1/namespaces',
    body: `{"metadata":{"name":"${namespace}"}}`,
  })
  const exchanges: Exchange[] = []
  for (const request of lines) {
    const { code, text, warning } = await send(server, stepOf(request, known))
    const answer = code === 404 && !text.startsWith('{') ? text : parsed(text)
    remember(known, answer)
    exchanges.push({ request, code, ...(warning ? { warning } : {}), answer: normalised(servedPart(answer), known) })
  }
  return exchanges
}

function parsed(text: string): unknown {
  const lines = text.split('\n').filter(Boolean)
  if (lines.length > 0 && lines.every((line) => line.startsWith('{"type":')))
    return lines.map((line) => JSON.parse(line))
  return JSON.parse(text)
}

function remember(known: Known, answer: unknown): void {
  const { metadata } = (answer ?? {}) as { metadata?: { uid?: string; resourceVersion?: string; continue?: string } }
  if (metadata?.uid) known.uid = metadata.uid
  if (metadata?.resourceVersion) known.rv = metadata.resourceVersion
  if (metadata?.continue) known.continue = metadata.continue
  if (!known.first) known.first = known.rv
}

const POD = '{"containers":[{"name":"c","image":"i"}]}'
const TYPES: Record<string, string> = {
  '': 'application/json',
  yaml: 'application/yaml',
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
}

const META = 'v=v1;g=meta.k8s.io'
const ACCEPTED: Record<string, string> = {
  table: `application/json;as=Table;${META},application/json`,
  partial: `application/json;as=PartialObjectMetadata;${META}`,
  partials: `application/json;as=PartialObjectMetadataList;${META},application/json`,
  chair: `application/json;as=Chair;${META}`,
  aggregated: 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
}

function stepOf(line: string, known: Known): Step {
  const [, method = '', type = '', path = '', body = ''] = /^(\w+)(?:\(([^)]*)\))? (\S+) ?(.*)$/s.exec(line) ?? []
  const expand = (text: string) =>
    text
      .replaceAll('$ns', `/api/v1/namespaces/${known.namespace}`)
      .replaceAll('$apps', `/apis/apps/v1/namespaces/${known.namespace}`)
      .replaceAll('$NAME', known.namespace)
      .replaceAll('$pod', POD)
      .replaceAll('$uid', known.uid)
      .replaceAll('$rv', known.rv)
      .replaceAll('$first', known.first)
      .replaceAll('$continue', known.continue)
      .replaceAll('$big', `{"data":{"k":"${'x'.repeat(3_200_000)}"}}`)
  return { method, type, path: expand(path), body: expand(body) }
}

async function send({ url, token }: Server, { method, type, path, body }: Step) {
  const watch = method === 'WATCH'
  const [count = '', variant = ''] = watch ? type.split(',') : ['', type]
  const accept = method === 'GET' || watch ? ACCEPTED[variant] : undefined
  const hangUp = new AbortController()
  const response = await agent.request({
    origin: url,
    path,
    method: (watch ? 'GET' : method) as 'GET',
    headers: {
      authorization: `Bearer ${token}`,
      ...(accept ? { accept } : {}),
      ...(body ? { 'content-type': TYPES[type] ?? type } : {}),
    },
    ...(body ? { body } : {}),
    signal: hangUp.signal,
  })
  const text = watch ? await firstLines(response.body, Number(count)) : await response.body.text()
  if (watch) hangUp.abort()
  const { warning } = response.headers
  return { code: response.statusCode, text, warning: Array.isArray(warning) ? warning.join(', ') : warning }
}

async function firstLines(body: AsyncIterable<Buffer>, count: number): Promise<string> {
  let text = ''
  for await (const chunk of body) {
    text += chunk.toString()
    if (text.split('\n').length > count) break
  }
  return text
}
