import { text } from 'node:stream/consumers'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Transport } from '../client/index.ts'
import { controllerTransport } from './controller-transport.ts'
import type { RefusalAnswer } from './refusals.ts'

const POST = { method: 'POST', path: '/api/v1/namespaces/ns/pods', headers: {}, body: '{}' } as const
const refused = { code: 403, body: { kind: 'Status', reason: 'Forbidden' } }

describe('the way of a controller to its server', () => {
  it('leads to the server, but for what is refused', async () => {
    const { sent, transport } = staged(async () => refused)
    const answer = await transport.request(POST)
    expect([answer.code, JSON.parse(answer.body)]).to.deep.equal([403, refused.body])
    const { code, chunks } = await transport.stream(POST, NEVER)
    expect([code, JSON.parse(await text(chunks))]).to.deep.equal([403, refused.body])
    expect(sent).to.deep.equal([])
    const open = staged(() => undefined)
    await open.transport.request(POST)
    await open.transport.stream(POST, NEVER)
    expect(open.sent).to.deep.equal(['request', 'stream'])
  })

  it('leads nowhere once it is severed, not even for a request that is delayed', async () => {
    const held = Promise.withResolvers<RefusalAnswer | undefined>()
    const { sent, transport } = staged(() => held.promise)
    const delayed = transport.request(POST).catch(({ message }) => message)
    transport.sever()
    expect(await delayed).to.equal('the controller has been stopped')
    held.resolve(undefined)
    for (const late of [transport.request(POST), transport.stream(POST, NEVER)])
      expect(await late.catch(({ message }) => message)).to.equal('the controller has been stopped')
    expect(sent).to.deep.equal([])
  })
})

const NEVER = new AbortController().signal

function staged(answer: () => Promise<RefusalAnswer | undefined> | undefined) {
  const sent: string[] = []
  const server: Transport = {
    async request() {
      sent.push('request')
      return { code: 201, contentType: 'application/json', body: '{}' }
    },
    async stream() {
      sent.push('stream')
      return { code: 200, chunks: ReadableStream.from([]) }
    },
    close: async () => {},
  }
  return { sent, transport: controllerTransport(server, { answer }) }
}
