import { Agent } from 'undici'
import { alarm, askAgain, every, stretched, waits } from '../patience/index.ts'
import type { Family } from './corpus.ts'
import type { Exchange } from './exchange.ts'
import { masked, maskedText } from './masks.ts'
import { type Known, type Request, requestOf } from './request.ts'
import { servedPart } from './served-part.ts'

/** A server to ask, and whom it knows. */
export interface Server {
  readonly server: string
  readonly token: string
}

const agent = new Agent({ connect: { rejectUnauthorized: false } })

/** Sends all requests of a family, one after the other, each story in a namespace of its own that nobody has used. */
export async function playFamily(server: Server, family: Family): Promise<Record<string, Exchange[]>> {
  const played: Record<string, Exchange[]> = {}
  for (const [index, story] of Object.keys(family.stories).entries()) {
    const namespace = `parity-${family.name}-${String(index).padStart(3, '0')}`
    played[story] = await playStory(server, namespace, family, family.stories[story] ?? [])
  }
  return played
}

async function playStory(server: Server, namespace: string, family: Family, lines: readonly string[]) {
  const known: Known = { namespace, uid: '', rv: '', first: '', continue: '', last: undefined }
  await send(server, requestOf('POST /api/v1/namespaces {"metadata":{"name":"$namespace"}}', known, {}))
  const exchanges: Exchange[] = []
  for (const line of lines) exchanges.push(await exchange(server, line, known, family))
  return exchanges
}

async function exchange(server: Server, line: string, known: Known, family: Family): Promise<Exchange> {
  try {
    const request = requestOf(line, known, family.bodies)
    const { code, text, warning, retryAfter } = await answerOf(server, request)
    const answer = parsed(text)
    remember(known, code, answer)
    const prefix = /"generateName":"([^"]+)"/.exec(request.body)?.[1] ?? ''
    const options = { namespace: known.namespace, prefix, managedFields: family.managedFields }
    return {
      request: line,
      code,
      ...(warning && { warning: maskedText(warning, options) }),
      ...(retryAfter && { retryAfter }),
      answer: masked(servedPart(answer), options),
    }
  } catch (error) {
    return { request: line, code: 0, answer: `no answer: ${(error as Error).message}` }
  }
}

/** JSON, the events of a watch, or plain text. */
function parsed(text: string): unknown {
  const lines = text.split('\n').filter(Boolean)
  if (lines.length > 0 && lines.every((line) => line.startsWith('{"type":')))
    return lines.map((line) => JSON.parse(line))
  return text.startsWith('{') ? JSON.parse(text) : text
}

function remember(known: Known, code: number, answer: unknown): void {
  const { metadata } = (answer ?? {}) as { metadata?: { uid?: string; resourceVersion?: string; continue?: string } }
  if (metadata?.uid) known.uid = metadata.uid
  if (metadata?.resourceVersion) known.rv = metadata.resourceVersion
  if (metadata?.continue) known.continue = metadata.continue
  if (!known.first) known.first = known.rv
  if (code < 300) known.last = answer
}

async function answerOf(server: Server, request: Request): ReturnType<typeof send> {
  const { path, until } = request
  if (!until) return send(server, request)
  const { code, holds } = until
  let seen = 'none'
  const ask = async () => {
    const answer = await send(server, request)
    seen = `${answer.code} ${answer.text}`
    return answer.code === code && answer.text.includes(holds) ? answer : undefined
  }
  const what = `${path} is answered with ${[code, holds].filter(Boolean).join(' and ')}`
  return askAgain(ask, { what, every: every.process, atMost: waits.parityAnswer.ms }).catch((cause: Error) => {
    throw new Error(`${cause.message}; the last answer: ${seen}`, { cause })
  })
}

async function send({ server, token }: Server, { method, path, headers, body, events }: Request) {
  const hangUp = new AbortController()
  const late = new Error(`waited ${stretched(waits.parityAnswer.ms)} ms until ${waits.parityAnswer.covers}`)
  const cancel = alarm(stretched(waits.parityAnswer.ms), () => hangUp.abort(late))
  try {
    const response = await agent.request({
      origin: server,
      path,
      method: method as 'GET',
      headers: { authorization: `Bearer ${token}`, ...headers },
      ...(body && { body }),
      signal: hangUp.signal,
    })
    const text =
      events === undefined
        ? await response.body.text()
        : await firstLines(response.body as AsyncIterable<Buffer>, events)
    const warning = [response.headers['warning'] ?? []].flat().join(', ')
    const retryAfter = [response.headers['retry-after'] ?? []].flat().join(', ')
    return { code: response.statusCode, text, warning, retryAfter }
  } finally {
    cancel()
    hangUp.abort()
  }
}

async function firstLines(body: AsyncIterable<Buffer>, count: number): Promise<string> {
  let text = ''
  for await (const chunk of body) {
    text += chunk.toString()
    const lines = text.split('\n')
    if (lines.length > count) return lines.slice(0, count).join('\n')
  }
  return text
}
