import { request as call } from 'undici'
import type { KubeObject } from '../../resources/index.ts'

export interface Received {
  code: number
  headers: Record<string, string | string[] | undefined>
  text: string
  object: KubeObject & { message?: string; reason?: string; items?: KubeObject[] }
}

export interface Reach {
  url: string
  token: string
}

/** A client for tests: no retries. */
export async function send({ url, token }: Reach, line: string, body?: unknown, headers = {}): Promise<Received> {
  const [method = 'GET', path = '/'] = line.split(' ')
  const answer = await call(url + path, {
    method: method as 'GET',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await answer.body.text()
  return {
    code: answer.statusCode,
    headers: answer.headers,
    text,
    object: text.startsWith('{') ? JSON.parse(text) : {},
  }
}

export interface Watching {
  /** The next event; undefined when the watch has ended. */
  next(): Promise<{ type: string; object: Received['object'] } | undefined>
  stop(): void
}

export async function watching({ url, token }: Reach, path: string): Promise<Watching> {
  const hangUp = new AbortController()
  const headers = { authorization: `Bearer ${token}` }
  const answer = await call(url + path, { headers, signal: hangUp.signal, bodyTimeout: 10_000 })
  const lines = linesOf(answer.body)
  return {
    async next() {
      const { value, done } = await lines.next()
      return done ? undefined : JSON.parse(value)
    },
    stop: () => hangUp.abort(),
  }
}

async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string, undefined> {
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + chunk.toString()).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  return undefined
}

export const pod = (name: string, more: object = {}) => ({
  metadata: { name, ...more },
  spec: { containers: [{ name: 'c', image: 'i' }] },
})
