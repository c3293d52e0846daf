import { describe, it } from 'node:test'
import { expect } from 'chai'
import { type Answer, decode, encode, type Packet } from 'dns-packet'
import fc from 'fast-check'
import { replyTo, type Transport, TTL } from './reply.ts'
import { DOMAIN, endpoint, full, headless, namesOf, slice } from './testing.ts'

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => endpoint(`10.0.${index >> 8}.${index & 255}`, `web-${index}`))
const names = namesOf([
  { service: headless('web'), slices: [slice('web', many(4), [{ name: 'http', port: 80 }])] },
  { service: headless('big'), slices: [slice('big', many(60))] },
  { service: headless('huge'), slices: [slice('huge', many(3000))] },
])
const question = (name: string, type: 'A' | 'AAAA' | 'SRV' | 'PTR' = 'A') => ({ name, type })
const query = (packet: Packet): Buffer => encode({ type: 'query', id: 7, flags: 0, ...packet })
const OPT: Answer = {
  ...{ type: 'OPT', name: '.', udpPayloadSize: 4096, extendedRcode: 0, ednsVersion: 0 },
  ...{ flags: 0, flag_do: false, options: [] },
}

function asked(packet: Packet, transport: Transport = 'udp') {
  const octets = replyTo(query(packet), names, transport)
  if (!octets) throw new Error('no reply')
  return { ...(decode(octets) as ReturnType<typeof decode> & { rcode: string }), length: octets.length }
}

describe('a reply', () => {
  it('has the id and the question of the query, is authoritative, and may be kept for seconds', () => {
    const reply = asked({ questions: [question(full('WEB-0.web'))], flags: 1 << 8 })
    expect(reply).to.include({ id: 7, type: 'response', rcode: 'NOERROR' })
    expect([reply.flag_aa, reply.flag_tc, reply.flag_rd, reply.flag_ra]).to.deep.equal([true, false, true, false])
    expect(reply.questions).to.deep.equal([{ name: full('WEB-0.web'), type: 'A', class: 'IN' }])
    expect(reply.answers).to.deep.equal([
      { name: full('web-0.web'), type: 'A', class: 'IN', ttl: TTL, flush: false, data: '10.0.0.0' },
    ])
  })

  it('that is negative says for how long, whether the name exists or not', () => {
    for (const [name, type, rcode] of [
      [full('nobody'), 'A', 'NXDOMAIN'],
      [full('web'), 'AAAA', 'NOERROR'],
    ] as const) {
      const reply = asked({ questions: [question(name, type)] })
      expect(reply.rcode).to.equal(rcode)
      expect(reply.answers).to.deep.equal([])
      expect(reply.authorities?.map((each) => [each.type, each.name])).to.deep.equal([['SOA', DOMAIN]])
      const [soa] = reply.authorities ?? []
      expect(soa?.type === 'SOA' && soa.data.minimum).to.equal(TTL)
    }
  })

  it('over UDP is cut to 512 octets, and says so', () => {
    const reply = asked({ questions: [question(full('big'))] })
    expect(reply.length).to.be.within(400, 512)
    expect(reply.flag_tc).to.equal(true)
    expect(reply.answers?.length).to.be.within(1, 59)
  })

  it('over UDP is longer for those who take more, but not as long as they like', () => {
    const reply = asked({ questions: [question(full('big'))], additionals: [OPT] })
    expect(reply.length).to.be.within(1000, 1232)
    expect(reply.flag_tc).to.equal(true)
    expect(reply.additionals?.map(({ type }) => type)).to.deep.equal(['OPT'])
  })

  it('leaves out additional records before it is cut', () => {
    const whole = asked({ questions: [question(full('_http._tcp.web'), 'SRV')] }, 'tcp')
    expect([whole.answers?.length, whole.additionals?.length]).to.deep.equal([4, 4])
    const short = asked({ questions: [question(full('_http._tcp.web'), 'SRV')] })
    expect(short.flag_tc).to.equal(false)
    expect([short.answers?.length, short.additionals?.length]).to.deep.equal([4, 0])
  })

  it('over TCP is whole', () => {
    const reply = asked({ questions: [question(full('big'))] }, 'tcp')
    expect(reply.flag_tc).to.equal(false)
    expect(reply.answers).to.have.lengthOf(60)
  })

  it('over TCP is cut to what its length can say', () => {
    const reply = asked({ questions: [question(full('huge'))] }, 'tcp')
    expect(reply.flag_tc).to.equal(true)
    expect(reply.length).to.be.within(50_000, 65_535)
  })

  it('is an error for what is no question', () => {
    const rcode = (packet: Packet) => asked(packet).rcode
    expect(rcode({ questions: [] })).to.equal('FORMERR')
    expect(rcode({ questions: [question(full('web')), question(full('web'))] })).to.equal('FORMERR')
    expect(rcode({ questions: [question(full('web'))], flags: 4 << 11 })).to.equal('NOTIMP')
    expect(rcode({ questions: [question('example.org')] })).to.equal('REFUSED')
    const cut = query({ questions: [question(full('web'))] }).subarray(0, 20)
    expect(decode(replyTo(cut, names, 'udp') as Buffer)).to.include({ rcode: 'FORMERR', id: 7 })
  })

  it('is not given to a reply, nor to what is too short to be a query', () => {
    expect(replyTo(query({ type: 'response', questions: [question(full('web'))] }), names, 'udp')).to.equal(undefined)
    expect(replyTo(Buffer.alloc(11), names, 'udp')).to.equal(undefined)
  })

  it('to any octets is none or one that can be read', () => {
    const readable = (octets: Buffer) => {
      for (const transport of ['udp', 'tcp'] as const) {
        const reply = replyTo(octets, names, transport)
        if (!reply) continue
        expect(reply.subarray(0, 2)).to.deep.equal(octets.subarray(0, 2))
        expect(reply.readUInt16BE(2) & 0x8000).to.equal(0x8000)
        if (transport === 'udp') expect(reply.length).to.be.at.most(1232)
        // A name that is no text is given back as it came, though dns-packet cannot always read it.
        if (reply.length > 12) expect(reply.readUInt16BE(4)).to.equal(1)
      }
    }
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (octets) => readable(Buffer.from(octets))))
    const valid = query({ questions: [question(full('_http._tcp.web'), 'SRV')], additionals: [OPT] })
    const damage = fc.array(fc.tuple(fc.nat(valid.length - 1), fc.nat(255)), { maxLength: 4 })
    fc.assert(
      fc.property(damage, fc.nat(valid.length), (places, length) => {
        const octets = Buffer.from(valid)
        for (const [at, octet] of places) octets[at] = octet
        readable(octets.subarray(0, length))
      }),
      { numRuns: 500 },
    )
  })
})
