import { createSocket } from 'node:dgram'
import { Resolver } from 'node:dns/promises'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { decode, encode, streamEncode } from 'dns-packet'
import { replyTo } from './reply.ts'
import { type DnsServer, serveDns } from './serve.ts'
import { endpoint, full, headless, namesOf, slice } from './testing.ts'

const endpoints = Array.from({ length: 40 }, (_, index) => endpoint(`10.0.0.${index}`, `web-${index}`))
const names = namesOf([{ service: headless('web'), slices: [slice('web', endpoints, [{ name: 'http', port: 80 }])] }])
const query = (name: string, id: number) => ({ type: 'query' as const, id, questions: [{ name, type: 'A' as const }] })

describe('a DNS server', () => {
  let server: DnsServer
  const resolver = new Resolver({ timeout: 5000, tries: 1 })

  before(async () => {
    server = await serveDns((octets, transport) => replyTo(octets, names, transport))
    resolver.setServers([`${server.address}:${server.port}`])
  })

  after(() => server.stop())

  it('answers a resolver', async () => {
    expect(await resolver.resolve4(full('web-7.web'))).to.deep.equal(['10.0.0.7'])
    expect(await resolver.reverse('10.0.0.7')).to.deep.equal([full('web-7.web')])
  })

  it('answers over TCP what is too long for UDP', async () => {
    expect(await resolver.resolve4(full('web'))).to.have.lengthOf(40)
    const found = await resolver.resolveSrv(full('_http._tcp.web'))
    expect(found.map(({ name }) => name)).to.include(full('web-39.web'))
  })

  it('tells a name that does not exist from one without such records', async () => {
    const code = (asked: Promise<unknown>) =>
      asked.then(
        () => 'found',
        ({ code: reason }) => reason,
      )
    expect(await code(resolver.resolve4(full('nobody')))).to.equal('ENOTFOUND')
    expect(await code(resolver.resolve6(full('web')))).to.equal('ENODATA')
  })

  it('goes on after octets that are no query', async () => {
    const socket = createSocket('udp4')
    for (const octets of [Buffer.alloc(0), Buffer.from('nonsense'), Buffer.alloc(600, 255)])
      socket.send(octets, server.port, server.address)
    socket.send(encode(query(full('web-1.web'), 1)), server.port, server.address)
    const [reply] = (await once(socket, 'message')) as [Buffer]
    expect(decode(reply).answers).to.have.lengthOf(1)
    socket.close()
  })

  it('reads queries over TCP in pieces and several in one', async () => {
    const socket = connect(server.port, server.address)
    const octets = Buffer.concat([streamEncode(query(full('web-1.web'), 1)), streamEncode(query(full('web-2.web'), 2))])
    socket.write(octets.subarray(0, 1))
    await once(socket, 'connect')
    socket.write(octets.subarray(1, 30))
    socket.write(octets.subarray(30))
    let read = Buffer.alloc(0)
    for await (const chunk of socket) {
      read = Buffer.concat([read, chunk as Buffer])
      const first = 2 + read.readUInt16BE(0)
      if (read.length < first + 2 || read.length < first + 2 + read.readUInt16BE(first)) continue
      expect(decode(read.subarray(2, first)).id).to.equal(1)
      expect(decode(read.subarray(first + 2)).id).to.equal(2)
      break
    }
  })

  it('stops though a client is connected', async () => {
    const other = await serveDns(() => undefined)
    const socket = connect(other.port, other.address)
    await once(socket, 'connect')
    const closed = once(socket, 'close')
    await other.stop()
    await closed
  })
})
