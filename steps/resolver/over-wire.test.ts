import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { type DecodedPacket, decode, encode } from 'dns-packet'
import { askOverWire, type Resolver } from './index.ts'

const TRUNCATED = 1 << 9

describe('a question over the wire', () => {
  const udp = createSocket('udp4')
  const asked: string[] = []
  let resolver: Resolver

  function reply(query: Buffer, transport: string): Buffer | undefined {
    const { id = 0, questions = [] } = decode(query) as DecodedPacket
    const name = questions[0]?.name ?? ''
    asked.push(`${transport} ${name}`)
    if (name === 'silent.d') return undefined
    const answers = [{ type: 'TXT' as const, name, data: transport }]
    if (name === 'wrong.d') return encode({ type: 'response', id: (id + 1) & 0xffff, questions })
    const flags = name === 'long.d' && transport === 'udp' ? TRUNCATED : 0
    return encode({ type: 'response', id, flags, questions, answers })
  }

  const tcp = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', (octets: Buffer) => {
      const answer = reply(octets.subarray(2), 'tcp')
      if (!answer) return socket.end()
      const length = Buffer.alloc(2)
      length.writeUInt16BE(answer.length)
      const whole = Buffer.concat([length, answer])
      socket.write(whole.subarray(0, 1))
      setImmediate(() => socket.end(whole.subarray(1)))
      return undefined
    })
  })

  before(async () => {
    tcp.listen(0, '127.0.0.1')
    await once(tcp, 'listening')
    const { port } = tcp.address() as AddressInfo
    udp.bind(port, '127.0.0.1')
    await once(udp, 'listening')
    udp.on('message', (query, from) => {
      const answer = reply(query, 'udp')
      if (answer) udp.send(answer, from.port, from.address)
    })
    resolver = { address: '127.0.0.1', port, domain: 'd' }
  })

  after(() => {
    udp.close()
    tcp.close()
  })

  const ask = async (name: string, transport: 'udp' | 'tcp' = 'udp', ms = 5000) => {
    asked.length = 0
    const { records } = await askOverWire(
      resolver,
      { name, type: 'TXT' },
      { transport, signal: AbortSignal.timeout(ms) },
    )
    return records.map(({ data }) => data)
  }
  const failure = (work: Promise<unknown>) =>
    work.then(
      () => 'answered',
      (error: Error) => error.message,
    )

  it('goes over UDP', async () => {
    expect(await ask('short.d')).to.deep.equal(['udp'])
    expect(asked).to.deep.equal(['udp short.d'])
  })

  it('goes over TCP where the answer is truncated', async () => {
    expect(await ask('long.d')).to.deep.equal(['tcp'])
    expect(asked).to.deep.equal(['udp long.d', 'tcp long.d'])
  })

  it('goes over TCP at once if asked for', async () => {
    expect(await ask('short.d', 'tcp')).to.deep.equal(['tcp'])
    expect(asked).to.deep.equal(['tcp short.d'])
  })

  it('fails where no answer comes in time', async () => {
    expect(await failure(ask('silent.d', 'udp', 50))).to.match(/abort/i)
    expect(await failure(ask('silent.d', 'tcp'))).to.match(/expected an answer over TCP, found 0 octets/)
  })

  it('fails where the answer is to another query', async () => {
    for (const transport of ['udp', 'tcp'] as const)
      expect(await failure(ask('wrong.d', transport))).to.match(/found one to another/)
  })
})
