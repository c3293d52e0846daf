import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { request } from 'undici'
import { monotonic, pause } from '../../patience/index.ts'
import { type DelayProxy, type Interference, startDelayProxy } from './delay-proxy.ts'

describe('the delay proxy', () => {
  let server: Server
  let connection: { server: string; token: string }
  before(async () => {
    server = createServer(async (asked, answer) => {
      if (asked.url?.includes('watch=true')) {
        answer.writeHead(200, { 'content-type': 'application/json' })
        for (const event of ['{"n":1}\n', '{"n":2}\n', '{"n":3}\n']) answer.write(event)
        return
      }
      const body = (await asked.toArray()).join('')
      answer.writeHead(201, { 'content-type': 'application/json', 'x-kept': 'yes' })
      answer.end(JSON.stringify({ method: asked.method, url: asked.url, token: asked.headers.authorization, body }))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    connection = { server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: 'secret' }
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })

  const through = async (interference: Interference, work: (url: string, proxy: DelayProxy) => Promise<void>) => {
    const proxy = await startDelayProxy(connection, interference)
    await work(proxy.url, proxy).finally(proxy.stop)
  }

  it('hands requests on with its own token, and answers back', () =>
    through({}, async (url) => {
      const answer = await request(`${url}/api/v1/pods?x=1`, {
        method: 'POST',
        body: '{"a":1}',
        headers: { authorization: 'Bearer other' },
      })
      expect([answer.statusCode, answer.headers['x-kept']]).to.deep.equal([201, 'yes'])
      expect(await answer.body.json()).to.deep.equal({
        method: 'POST',
        url: '/api/v1/pods?x=1',
        token: 'Bearer secret',
        body: '{"a":1}',
      })
    }))

  it('holds back the requests it is told to', () =>
    through({ delayRequest: (method) => (method === 'DELETE' ? 80 : 0) }, async (url) => {
      const began = monotonic()
      await (await request(`${url}/api`, { method: 'DELETE' })).body.dump()
      expect(monotonic() - began).to.be.at.least(75)
    }))

  it('answers in the server’s place', () =>
    through(
      { answer: (_, path) => (path === '/api/v1/pods' ? { code: 503, body: { kind: 'Status' } } : undefined) },
      async (url) => {
        const refused = await request(`${url}/api/v1/pods`)
        expect([refused.statusCode, await refused.body.json()]).to.deep.equal([503, { kind: 'Status' }])
        expect((await request(`${url}/api/v1/nodes`)).statusCode).to.equal(201)
      },
    ))

  it('hands a watch on event by event, in order, as late as told', () => {
    const delays = [60, 0, 90]
    return through({ delayWatchEvent: () => delays.shift() ?? 0 }, async (url) => {
      const began = monotonic()
      const answer = await request(`${url}/api/v1/pods?watch=true`)
      let text = ''
      for await (const chunk of answer.body) {
        if (text === '') expect(monotonic() - began).to.be.at.least(55)
        text += chunk
        if (text.split('\n').length > 3) break
      }
      expect(text).to.equal('{"n":1}\n{"n":2}\n{"n":3}\n')
    })
  })

  it('has a request wait before it goes on, and its client until the work after the response is done', () => {
    const story: string[] = []
    const told = async (what: string) => {
      await pause(5)
      story.push(what)
    }
    return through({ hold: () => told('held'), answered: (method) => told(`${method} answered`) }, async (url) => {
      await (await request(`${url}/api`, { method: 'PATCH' })).body.dump()
      expect([...story, 'client notified']).to.deep.equal(['held', 'PATCH answered', 'client notified'])
    })
  })

  it('cuts every watch, in the midst of it', () =>
    through({}, async (url, proxy) => {
      const watches = await Promise.all([1, 2].map(() => request(`${url}/api/v1/pods?watch=true`)))
      expect(proxy.cutWatches()).to.equal(2)
      for (const { body } of watches) expect(await body.text().catch((error: unknown) => error)).to.be.instanceOf(Error)
      expect(proxy.cutWatches()).to.equal(0)
    }))

  it('answers 502 when the server is gone', async () => {
    const gone = await startDelayProxy({ server: 'http://127.0.0.1:9', token: 'x' }, {})
    expect((await request(`${gone.url}/api`)).statusCode).to.equal(502)
    await gone.stop()
  })
})
