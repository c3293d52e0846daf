import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as textOf } from 'node:stream/consumers'
import { after, before, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { type Api, ApiError, connect, resources } from './index.ts'
import { all, kind } from './testing.ts'

interface Asked {
  request: string
  agent: string | undefined
  authorization: string | undefined
  type: string | undefined
  body: unknown
}

const PODS = '/api/v1/namespaces/test/pods'
const pod = { resource: resources.pods, namespace: 'test', name: 'web-0' }
const manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web-0' } }
const asked: Asked[] = []
let answer: (response: ServerResponse) => void
let api: Api

const json =
  (body: unknown, code = 200) =>
  (response: ServerResponse) =>
    response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body))

async function note(request: IncomingMessage): Promise<void> {
  const text = await textOf(request)
  asked.push({
    request: `${request.method} ${request.url}`,
    agent: request.headers['user-agent'],
    authorization: request.headers.authorization,
    type: request.headers['content-type'],
    body: text ? JSON.parse(text) : undefined,
  })
}

const server = createServer((request, response) => void note(request).then(() => answer(response)))

before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  api = connect(
    { server: `http://127.0.0.1:${port}/`, token: 'secret' },
    { userAgent: () => 'the client', answeredWithin: 10_000 },
  )
})

beforeEach(() => {
  asked.length = 0
  answer = json({ metadata: { name: 'web-0' } })
})

after(async () => {
  await api.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

describe('a request', () => {
  const cases: [string, () => Promise<unknown>, string, string?, unknown?][] = [
    ['get', () => api.get(pod), `GET ${PODS}/web-0`],
    ['list', () => api.list(resources.pods, 'test', '?limit=1'), `GET ${PODS}?limit=1`],
    ['list of what has no namespace', () => api.list(resources.namespaces), 'GET /api/v1/namespaces'],
    ['create', () => api.create(resources.pods, 'test', manifest), `POST ${PODS}`, 'application/json', manifest],
    [
      'dry run',
      () => api.create(kind, 'test', manifest, '?dryRun=All'),
      'POST /apis/apps/v1/namespaces/test/statefulsets?dryRun=All',
      'application/json',
      manifest,
    ],
    [
      'merge patch',
      () => api.patch(pod, 'merge', { a: 1 }),
      `PATCH ${PODS}/web-0`,
      'application/merge-patch+json',
      { a: 1 },
    ],
    [
      'strategic patch of a subresource',
      () => api.patch({ ...pod, subresource: 'status' }, 'strategic', { a: 1 }),
      `PATCH ${PODS}/web-0/status`,
      'application/strategic-merge-patch+json',
      { a: 1 },
    ],
    ['removal', () => api.remove(pod), `DELETE ${PODS}/web-0`],
    [
      'removal with options',
      () => api.remove(pod, { propagationPolicy: 'Orphan' }),
      `DELETE ${PODS}/web-0`,
      'application/json',
      { propagationPolicy: 'Orphan' },
    ],
    ['question of another kind', () => api.ask('GET', '/version'), 'GET /version'],
  ]
  for (const [title, ask, request, type, body] of cases)
    it(`sends a ${title}`, async () => {
      await ask()
      expect(asked).to.deep.equal([{ request, agent: 'the client', authorization: 'Bearer secret', type, body }])
    })

  it('answers what the server sent, field by field', async () => {
    const sent = { metadata: { name: 'web-0', unheardOf: [1, null] }, other: '2030-01-01T00:00:00Z' }
    answer = json(sent)
    expect(await api.get(pod)).to.deep.equal(sent)
  })
})

describe('a refusal', () => {
  const status = { kind: 'Status', code: 409, reason: 'Conflict', message: 'try again' }
  const cases: [string, (response: ServerResponse) => void, object, RegExp][] = [
    [
      'the Status of the server',
      json(status, 409),
      { code: 409, reason: 'Conflict', status },
      /GET .*web-0 was answered 409 Conflict: try again/,
    ],
    [
      'a page of a proxy',
      (response) => response.writeHead(502).end('<html>'),
      { code: 502, reason: '' },
      /502 .*<html>/,
    ],
    ['JSON that is no Status', json({ error: 'x' }, 500), { code: 500, reason: '' }, /"error"/],
    ['nothing', (response) => response.writeHead(401).end(), { code: 401, reason: '' }, /401 .*kubectl auth whoami/],
  ]
  for (const [title, refuse, expected, message] of cases)
    it(`keeps ${title}`, async () => {
      answer = refuse
      const error = await api.get(pod).then(
        () => undefined,
        (cause: unknown) => cause,
      )
      expect(error).to.be.instanceOf(ApiError)
      expect(error).to.deep.include(expected)
      expect((error as Error).message).to.match(message)
    })

  it('is an error of another kind where nobody answers', async () => {
    answer = (response) => response.destroy()
    const error = await api.get(pod).catch((cause: unknown) => cause)
    expect(error).to.be.instanceOf(Error).and.not.instanceOf(ApiError)
  })
})

describe('a watch', () => {
  const watch = (signal = new AbortController().signal) => api.watch(resources.pods, 'test', '5', signal)
  const event = (name: string) => ({ type: 'ADDED', object: { metadata: { name } } })

  it('asks for bookmarks from a version on and yields events until the server ends it', async () => {
    answer = (response) => {
      response.write(`${JSON.stringify(event('a'))}\n{"type":"ADDED","obj`)
      response.end('ect":{"metadata":{"name":"\u2028"}}}\n\n')
    }
    expect(await all(await watch())).to.deep.equal([event('a'), event('\u2028')])
    expect(asked[0]?.request).to.equal(`GET ${PODS}?watch=true&allowWatchBookmarks=true&resourceVersion=5`)
  })

  it('begins with what there is when no version is given', async () => {
    answer = (response) => void response.end()
    expect(await all(await api.watch(resources.pods, 'test', undefined, new AbortController().signal))).to.deep.equal(
      [],
    )
    expect(asked[0]?.request).to.equal(`GET ${PODS}?watch=true&allowWatchBookmarks=true`)
  })

  it('ends where its connection breaks, without the half of an event', async () => {
    answer = (response) =>
      void response.write(`${JSON.stringify(event('a'))}\n{"type":"ADDED"`, () => response.socket?.resetAndDestroy())
    expect(await all(await watch())).to.deep.equal([event('a')])
  })

  it('throws where it is refused', async () => {
    answer = json({ kind: 'Status', code: 410, reason: 'Expired' }, 410)
    const error = await watch().catch((cause: unknown) => cause)
    expect(error).to.be.instanceOf(ApiError).and.to.include({ code: 410 })
  })

  it('ends when it is aborted', async () => {
    answer = (response) => void response.write(`${JSON.stringify(event('a'))}\n`)
    const abort = new AbortController()
    const seen: unknown[] = []
    const ended = (async () => {
      for await (const each of await watch(abort.signal)) {
        seen.push(each)
        abort.abort()
      }
    })().catch((cause: unknown) => cause)
    expect(await ended).to.include({ name: 'AbortError' })
    expect(seen).to.deep.equal([event('a')])
  })
})
