import { describe, it } from 'node:test'
import { expect } from 'chai'
import { encode, type Packet, type Answer as PacketRecord } from 'dns-packet'
import { answerIn, printedAnswer, spelled } from './index.ts'
import { queryOf } from './message.ts'

const NXDOMAIN = 3
const SOA: PacketRecord = { type: 'SOA', name: 'd', data: { mname: 'ns.d', rname: 'root.d' } }
const answer = (packet: Packet) => encode({ type: 'response', id: 1, ...packet })
const srv = (port: number, target: string): PacketRecord => ({ type: 'SRV', name: 'x.d', data: { port, target } })

describe('an answer', () => {
  it('is its status and its records, sorted', () => {
    const octets = answer({
      answers: [
        srv(7000, 'Web-1.d'),
        { type: 'A', name: 'x.d', data: '10.0.0.9' },
        srv(7000, 'web-0.d'),
        { type: 'TXT', name: 'x.d', data: ['1.', '1.0'] },
        { type: 'HINFO', name: 'x.d', data: { cpu: 'a', os: 'b' } },
      ],
    })
    expect(answerIn(octets)).to.deep.equal({
      status: 'NOERROR',
      truncated: false,
      hasSoa: false,
      records: [
        { type: 'A', data: '10.0.0.9' },
        { type: 'HINFO', data: '[object object]' },
        { type: 'SRV', data: '7000 web-0.d' },
        { type: 'SRV', data: '7000 web-1.d' },
        { type: 'TXT', data: '1.1.0' },
      ],
    })
  })

  it('says that there is nothing, and for how long', () => {
    const octets = answer({ flags: NXDOMAIN, authorities: [SOA] })
    expect(answerIn(octets)).to.deep.equal({ status: 'NXDOMAIN', truncated: false, hasSoa: true, records: [] })
  })

  it('may be truncated', () => {
    expect(answerIn(answer({ flags: 1 << 9 })).truncated).to.equal(true)
  })

  it('is not a query, and not just any octets', () => {
    expect(() => answerIn(queryOf({ name: 'x.d', type: 'A' }, 1))).to.throw(/expected an answer, found a query/)
    expect(() => answerIn(Buffer.from('nonsense'))).to.throw()
  })
})

describe('a line of the Pod that asks', () => {
  const octets = answer({ answers: [{ type: 'A', name: 'x.d', data: '10.0.0.9' }] })
  it('is a question and its answer', () => {
    const printed = printedAnswer(`${spelled('A', 'web.ns.svc')} cluster.local answer ${octets.toString('base64')}`)
    expect(printed).to.containSubset({
      question: 'udp/A/web.ns.svc',
      domain: 'cluster.local',
      answer: { status: 'NOERROR', records: [{ type: 'A', data: '10.0.0.9' }] },
    })
  })

  it('says why there is no answer', () => {
    const question = spelled('PTR', '1.0.0.10.in-addr.arpa.', 'tcp')
    expect(printedAnswer(`${question} - unanswered i/o timeout`)).to.deep.equal({
      question: 'tcp/PTR/1.0.0.10.in-addr.arpa.',
      domain: '-',
      answer: 'i/o timeout',
    })
    const cut = printedAnswer(`${question} - answer AAEB`)
    expect(cut?.answer).to.match(/^the answer cannot be read: /)
  })

  it('may be about something else', () => {
    expect(printedAnswer('ready')).to.equal(undefined)
    expect(printedAnswer('data signed web-0 uid')).to.equal(undefined)
  })
})
