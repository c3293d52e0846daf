import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { setTimeFactor } from '../patience/index.ts'
import type { Family } from './corpus.ts'
import { playFamily } from './play.ts'

describe('a line with until', () => {
  let server: Server | undefined
  afterEach(() => {
    setTimeFactor(1)
    server?.closeAllConnections()
    server?.close()
  })

  /** What is played on a server that gives one answer after the other, and the last again and again. */
  async function played(line: string, ...answers: [code: number, text: string][]) {
    server = createServer(({ method }, response) => {
      if (method === 'POST') return response.end('{}')
      const [code, text] = (answers.length > 1 ? answers.shift() : answers[0]) ?? []
      response.writeHead(code ?? 500).end(text)
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const family: Family = {
      name: 'test',
      about: 'one line',
      sentBy: 'this test',
      managedFields: false,
      bodies: {},
      stories: { only: [line] },
    }
    const { only } = await playFamily({ server: `http://127.0.0.1:${port}`, token: '' }, family)
    return only?.[0]
  }

  it('is answered when the server is where it will be', async () => {
    const answer = await played('GET(until 404) /apis/x', [200, '{"kind":"APIGroup"}'], [404, '{"kind":"Status"}'])
    expect(answer).to.deep.include({ code: 404, answer: { kind: 'Status' } })
  })

  it('waits for a text, too', async () => {
    const answer = await played('GET(until 200 with "a","b") /apis/x', [200, '{"v":["a"]}'], [200, '{"v":["a","b"]}'])
    expect(answer).to.deep.include({ code: 200, answer: { v: ['a', 'b'] } })
  })

  it('says what it saw when the server never gets there', async () => {
    setTimeFactor(0.1)
    const answer = await played('GET(until 404) /apis/x', [200, 'still here'])
    expect(answer?.code).to.equal(0)
    expect(answer?.answer).to.match(/in vain until \/apis\/x is answered with 404; the last answer: 200 still here$/)
  })

  it('names a code', async () => {
    const answer = await played('GET(until gone) /apis/x', [200, '{}'])
    expect(answer).to.deep.include({
      code: 0,
      answer: 'no answer: expected GET(until CODE[ with TEXT]) PATH, seen: GET(until gone) /apis/x',
    })
  })
})
