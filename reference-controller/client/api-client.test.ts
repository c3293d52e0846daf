import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { ApiClient } from './api-client.ts'
import { ApiError, refusedAs } from './api-error.ts'
import { type Answer, startFixtureServer } from './fixture-server.ts'
import { claims, nodes, pods, statefulSets } from './resources.ts'

const pod = { metadata: { name: 'web-0' } }

async function withServer(
  answer: Answer,
  use: (server: Awaited<ReturnType<typeof startFixtureServer>>) => Promise<void>,
) {
  const server = await startFixtureServer(answer)
  try {
    await use(server)
  } finally {
    await server.stop()
  }
}

describe('connect', () => {
  const calls: [string, (client: ApiClient) => Promise<unknown>, string, string][] = [
    ['get', (c) => c.get(pods, 'n', 'web-0'), 'GET /api/v1/namespaces/n/pods/web-0', 'undefined'],
    ['get without namespace', (c) => c.get(nodes, undefined, 'a'), 'GET /api/v1/nodes/a', 'undefined'],
    [
      'list',
      (c) => c.list(claims, 'n', { limit: 1 }),
      'GET /api/v1/namespaces/n/persistentvolumeclaims?limit=1',
      'undefined',
    ],
    ['create', (c) => c.create(pods, 'n', pod), 'POST /api/v1/namespaces/n/pods', 'application/json'],
    ['update', (c) => c.update(pods, 'n', pod), 'PUT /api/v1/namespaces/n/pods/web-0', 'application/json'],
    [
      'update of a subresource',
      (c) => c.update(statefulSets, 'n', pod, 'status'),
      'PUT /apis/apps/v1/namespaces/n/statefulsets/web-0/status',
      'application/json',
    ],
    [
      'patch',
      (c) => c.patch(pods, 'n', 'web-0', { type: 'strategic', body: {}, subresource: 'status' }),
      'PATCH /api/v1/namespaces/n/pods/web-0/status',
      'application/strategic-merge-patch+json',
    ],
    [
      'remove',
      (c) => c.remove(pods, 'n', 'web-0', { gracePeriodSeconds: 0 }),
      'DELETE /api/v1/namespaces/n/pods/web-0',
      'application/json',
    ],
  ]
  for (const [verb, call, expected, contentType] of calls) {
    it(`sends ${verb}`, () =>
      withServer(
        (_, response) => response.end('{}'),
        async ({ client, asked }) => {
          await call(client)
          const [request] = asked
          expect(`${request?.method} ${request?.url}`).to.equal(expected)
          expect(String(request?.headers['content-type'])).to.equal(contentType)
          expect(request?.headers.authorization).to.equal('Bearer t0ken')
          expect(request?.headers['user-agent']).to.equal('a-test')
        },
      ))
  }

  it('gives the items of a list their type', () =>
    withServer(
      (_, response) => response.end(JSON.stringify({ metadata: { resourceVersion: '7' }, items: [pod] })),
      async ({ client }) => {
        const list = await client.list(pods, 'n')
        expect(list.metadata.resourceVersion).to.equal('7')
        expect(list.items).to.deep.equal([{ apiVersion: 'v1', kind: 'Pod', ...pod }])
      },
    ))

  it('turns a refusal into an error that carries the Status', () =>
    withServer(
      (_, response) => {
        response.statusCode = 409
        response.end(JSON.stringify({ kind: 'Status', code: 409, reason: 'Conflict', message: 'too late' }))
      },
      async ({ client }) => {
        const error = await client.update(pods, 'n', pod).catch((caught: unknown) => caught)
        expect(error).to.be.instanceOf(ApiError)
        expect(refusedAs(error, 'Conflict')).to.equal(true)
        expect(refusedAs(error, 'NotFound')).to.equal(false)
        expect(String(error)).to.match(/PUT .*web-0 was answered with 409 Conflict: too late/)
      },
    ))

  it("reports a proxy's page as it stands", () =>
    withServer(
      (_, response) => {
        response.statusCode = 502
        response.end('<h1>Bad gateway</h1>')
      },
      async ({ client }) => {
        const error = await client.get(pods, 'n', 'a').catch((caught: unknown) => caught)
        expect(String(error)).to.contain('<h1>Bad gateway</h1>')
      },
    ))

  it('answers calls while forty watches are open', () =>
    withServer(
      ({ url }, response) => {
        if (url.includes('watch=true')) response.write('\n')
        else response.end('{}')
      },
      async ({ client }) => {
        const abort = new AbortController()
        const watches = Array.from({ length: 40 }, async () => {
          for await (const _ of client.watch(pods, 'n', {}, abort.signal)) break
        })
        await client.get(pods, 'n', 'a')
        abort.abort()
        await Promise.allSettled(watches)
      },
    ))
})
