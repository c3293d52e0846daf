import { afterEach, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { systemClock } from '../../../clock.ts'
import { randomIds } from '../../../ids.ts'
import { type ApiServer, startApiServer } from '../../index.ts'

describe('the server within its own thread', () => {
  let server: ApiServer
  let headers: Record<string, string>
  beforeEach(async () => {
    server = await startApiServer({ clock: systemClock(), ids: randomIds() })
    headers = { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' }
  })
  afterEach(() => server.stop())

  const REQUESTS = [
    ['GET', '/api/v1/namespaces?limit=2'],
    ['GET', '/api/v1/namespaces/nope'],
    ['GET', '/nope'],
    ['GET', '/readyz'],
    ['POST', '/api/v1/namespaces', '{"metadata":{"name":"X"}}'],
    ['PATCH', '/api/v1/namespaces/default', '{}'],
    ['DELETE', '/api/v1/namespaces/default'],
  ] as const
  for (const [method, path, body] of REQUESTS) {
    it(`answers ${method} ${path} as over HTTP`, async () => {
      const wired = await fetch(server.url + path, { method, headers, ...(body ? { body } : {}) })
      const given = await server.inProcess.request({ method, path, headers, ...(body ? { body } : {}) })
      expect(given).to.include({ code: wired.status, body: await wired.text() })
      expect(wired.headers.get('content-type')).to.include(given.contentType)
    })
  }

  it('lets nobody in without the token', async () => {
    expect(await server.inProcess.request({ method: 'GET', path: '/version', headers: {} })).to.include({ code: 401 })
  })

  it('hands the events of a watch out as values, too, to all readers the same', async () => {
    const readers = [new AbortController(), new AbortController(), new AbortController()] as const
    const [wired, first, second] = await Promise.all(readers.map(({ signal }) => watch(signal)))
    await create('late')
    await server.stop()
    const line = Buffer.concat(await all(wired!.chunks)).toString()
    const [value, ...more] = await all(first!.events!)
    expect(JSON.parse(line)).to.deep.equal(value)
    expect(JSON.stringify(value)).to.equal(line.trim())
    expect((await all(second!.events!))[0]).to.equal(value)
    expect(value).to.satisfy(Object.isFrozen)
    expect(more).to.deep.equal([])
  })

  it('keeps what happens before a watch is read, and ends it with the server', async () => {
    const { code, chunks } = await watch(new AbortController().signal)
    await create('late')
    await server.stop()
    const text = Buffer.concat(await all(chunks)).toString()
    expect(code).to.equal(200)
    expect(text.trim().split('\n').map(nameIn)).to.deep.equal(['late'])
    expect(await watch(new AbortController().signal).catch(({ message }) => message)).to.match(/has stopped/)
  })

  it('ends a watch with the reason of its reader', async () => {
    const reader = new AbortController()
    const { chunks } = await watch(reader.signal)
    const read = all(chunks).catch((error) => error)
    reader.abort(new Error('enough'))
    expect(await read).to.have.property('message', 'enough')
  })

  it('refuses a watch with a Status', async () => {
    const { code, chunks } = await server.inProcess.stream(
      { method: 'GET', path: '/api/v1/nopes?watch=true', headers },
      new AbortController().signal,
    )
    expect(code).to.equal(404)
    expect(JSON.parse(Buffer.concat(await all(chunks)).toString())).to.include({ kind: 'Status', reason: 'NotFound' })
  })

  async function create(name: string) {
    const body = JSON.stringify({ metadata: { name } })
    await server.inProcess.request({ method: 'POST', path: '/api/v1/namespaces', headers, body })
  }

  /** From now on. */
  async function watch(signal: AbortSignal) {
    const { body } = await server.inProcess.request({ method: 'GET', path: '/api/v1/namespaces', headers })
    const { resourceVersion } = JSON.parse(body).metadata
    const path = `/api/v1/namespaces?watch=true&resourceVersion=${resourceVersion}`
    return server.inProcess.stream({ method: 'GET', path, headers }, signal)
  }
})

async function all<T>(chunks: AsyncIterable<T>): Promise<T[]> {
  const read: T[] = []
  for await (const chunk of chunks) read.push(chunk)
  return read
}

const nameIn = (line: string) => JSON.parse(line).object.metadata.name
