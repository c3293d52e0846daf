import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { Agent, request } from 'undici'
import { parse } from 'yaml'
import { controlledClock, systemClock } from '../../../clock.ts'
import { countingIds } from '../../../ids.ts'
import { type ApiServer, startApiServer } from '../../index.ts'
import { pod, send, watching } from '../testing/fixture-client.ts'

const PODS = '/api/v1/namespaces/default/pods'

describe('server', () => {
  const clock = controlledClock(Date.parse('2026-01-01T00:00:00Z'))
  let server: ApiServer
  beforeEach(async () => {
    server = await startApiServer({ clock, ids: countingIds() })
  })
  afterEach(() => server.stop())

  /** Sends bytes as they are and answers what comes back until the server hangs up. */
  async function raw(bytes: string): Promise<string> {
    const socket = connect({ port: Number(new URL(server.url).port), host: '127.0.0.1', allowHalfOpen: true })
    socket.end(bytes)
    return text(socket)
  }
  const head = (line: string, more = '') =>
    `${line} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${server.token}\r\n${more}\r\n`

  const strangers = [
    { who: 'nobody', headers: {} },
    { who: 'somebody with another token', headers: { authorization: 'Bearer wrong' } },
    { who: 'somebody with a longer token', headers: { authorization: 'Bearer x'.padEnd(200, 'x') } },
    { who: 'somebody with a password', headers: { authorization: 'Basic eDp5' } },
  ]
  for (const { who, headers } of strangers) {
    it(`lets ${who} do nothing`, async () => {
      const response = await send({ ...server, token: '' }, 'GET /api', undefined, headers)
      expect(response.code).to.equal(401)
      expect(response.object).to.deep.include({ kind: 'Status', reason: 'Unauthorized', message: 'Unauthorized' })
    })
  }

  it('takes the token as a password too, which is how Go clients send it without TLS', async () => {
    const authorization = `Basic ${Buffer.from(`token:${server.token}`).toString('base64')}`
    expect((await send({ ...server, token: '' }, 'GET /api', undefined, { authorization })).code).to.equal(200)
  })

  it('tells its health and version', async () => {
    for (const path of ['/healthz', '/livez', '/readyz', '/readyz/ping']) {
      expect(await send(server, `GET ${path}`)).to.deep.include({ code: 200, text: 'ok' })
    }
    expect((await send(server, 'GET /version')).object).to.deep.include({
      major: '1',
      minor: '36',
      gitVersion: 'v1.36.3+embedded',
    })
  })

  it('tells what it serves', async () => {
    const names = async (path: string) => {
      const { object } = await send(server, `GET ${path}`)
      return (object as unknown as { resources: { name: string; verbs: string[] }[] }).resources.map(({ name }) => name)
    }
    expect(await names('/api/v1')).to.include.members(['pods', 'pods/status', 'pods/binding', 'namespaces/finalize'])
    expect(await names('/apis/apps/v1')).to.include.members([
      'statefulsets',
      'statefulsets/scale',
      'controllerrevisions',
    ])
    const groups = (await send(server, 'GET /apis')).object as unknown as { groups: { name: string }[] }
    expect(groups.groups.map(({ name }) => name)).to.include.members(['apps', 'discovery.k8s.io', 'storage.k8s.io'])
    expect((await send(server, 'GET /apis/apps')).object).to.deep.include({ kind: 'APIGroup', name: 'apps' })
    expect((await send(server, 'GET /apis/apps/v9')).code).to.equal(404)
  })

  it('gives a kubeconfig that leads to it', () => {
    const config = parse(server.kubeconfig)
    expect(config.clusters[0].cluster.server).to.equal(server.url)
    expect(config.users[0].user.token).to.equal(server.token)
    expect(config['current-context']).to.equal(config.contexts[0].name)
  })

  it('answers in YAML to those who ask for it, and refuses what it cannot speak', async () => {
    const yaml = await send(server, 'GET /api/v1/namespaces/default', undefined, { accept: 'application/yaml' })
    expect(parse(yaml.text)).to.deep.include({ kind: 'Namespace', apiVersion: 'v1' })
    const table = 'application/json;as=Table;v=v1;g=meta.k8s.io'
    expect(
      (await send(server, `GET ${PODS}`, undefined, { accept: `${table},application/json` })).object,
    ).to.deep.include({ kind: 'Table' })
    for (const accept of ['text/html', 'application/json;as=Chair;v=v1;g=meta.k8s.io']) {
      const refused = await send(server, `GET ${PODS}`, undefined, { accept })
      expect(refused.object).to.deep.include({ code: 406, reason: 'NotAcceptable' })
    }
  })

  const malformed = [
    { what: 'no HTTP at all', bytes: () => 'hello\r\n\r\n', response: /^HTTP\/1.1 400 Bad Request/ },
    {
      what: 'a request without an end',
      bytes: () => 'GET /api HTTP/1.1\r\nHost:',
      response: /^(HTTP\/1.1 400 Bad Request|$)/,
    },
    {
      what: 'a body shorter than announced',
      bytes: () => `${head(`POST ${PODS}`, 'Content-Length: 99\r\n')}{}`,
      response: /^(HTTP\/1.1 [45]|$)/,
    },
    {
      what: 'a path that is not percent-encoded',
      bytes: () => head('GET /api/v1/%zz/x', 'Connection: close\r\n'),
      response: /^HTTP\/1.1 400/,
    },
    {
      what: 'a half-closed connection',
      bytes: () => head('GET /readyz', 'Connection: close\r\n'),
      response: /\r\n\r\nok$/,
    },
  ]
  for (const { what, bytes, response } of malformed) {
    it(`survives ${what}`, async () => {
      expect(await raw(bytes())).to.match(response)
      expect((await send(server, 'GET /readyz')).code).to.equal(200)
    })
  }

  it('survives clients that go away in the middle of a request or a watch', async () => {
    for (const line of [`POST ${PODS}`, `GET ${PODS}?watch=1`]) {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
      socket.write(head(line, line.startsWith('POST') ? 'Content-Length: 100\r\n' : ''))
      await once(socket, 'ready')
      socket.resetAndDestroy()
    }
    expect((await send(server, `POST ${PODS}`, pod('p'))).code).to.equal(201)
  })

  it('reuses connections, also after refusals', async () => {
    const twice = head('GET /nope') + head('GET /readyz', 'Connection: close\r\n')
    expect((await raw(twice)).match(/HTTP\/1.1 \d+/g)).to.deep.equal(['HTTP/1.1 404', 'HTTP/1.1 200'])
  })

  it('ends watches and connections at once when it is stopped', async () => {
    const watch = await watching(server, `${PODS}?watch=1`)
    const next = watch.next().then(
      () => 'ended',
      () => 'ended',
    )
    await server.stop()
    expect(await next).to.equal('ended')
    const refused = await send(server, 'GET /readyz').catch((error: Error) => error)
    expect(refused).to.be.instanceOf(Error)
  })
})

describe('server with TLS', () => {
  it('proves who it is with a certificate of its own authority', async () => {
    const server = await startApiServer({ clock: systemClock(), ids: countingIds(), tls: true })
    const agent = new Agent({ connect: { ca: server.ca ?? '' } })
    const headers = { authorization: `Bearer ${server.token}` }
    const response = await request(`${server.url}/readyz`, { dispatcher: agent, headers })
    expect(await response.body.text()).to.equal('ok')
    expect(parse(server.kubeconfig).clusters[0].cluster).to.deep.equal({
      server: server.url,
      'certificate-authority-data': Buffer.from(server.ca ?? '').toString('base64'),
    })
    await agent.close()
    await server.stop()
  })

  it('listens to others in no other way', async () => {
    let refusal: unknown
    await startApiServer({ clock: systemClock(), ids: countingIds(), host: '0.0.0.0' }).catch((error: unknown) => {
      refusal = error
    })
    expect(refusal).to.be.instanceOf(Error).and.have.property('message').that.includes('a certificate is needed there')
  })
})
