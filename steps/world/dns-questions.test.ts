import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { after, afterEach, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { type DecodedPacket, decode, encode } from 'dns-packet'
import { awaitTrace } from '../observe/await-trace.ts'
import { history } from '../observe/testing.ts'
import { setTimeFactor, waits } from '../patience/index.ts'
import type { Resolver } from '../resolver/index.ts'
import { DnsQuestions } from './dns-questions.ts'

const NXDOMAIN = 3
const SERVFAIL = 2

/** A DNS server that has these addresses at the moment, and the names that it is asked for. */
function server() {
  const socket: Socket = createSocket('udp4')
  const state = { addresses: [] as string[], rcode: 0, asked: [] as string[] }
  socket.on('message', (query, from) => {
    const { id = 0, questions = [] } = decode(query) as DecodedPacket
    const [{ name = '', type = 'A' } = {}] = questions
    state.asked.push(`${type} ${name}`)
    const data = type === 'A' && state.rcode === 0 ? state.addresses : []
    const answers = data.map((each) => ({ type: 'A' as const, name, data: each }))
    const flags = data.length > 0 ? 0 : state.rcode || NXDOMAIN
    socket.send(encode({ type: 'response', id, flags, questions, answers }), from.port, from.address)
  })
  return { socket, state }
}

describe('the questions of a scenario to DNS', () => {
  const { socket, state } = server()
  let resolver: Resolver

  before(async () => {
    socket.bind(0, '127.0.0.1')
    await once(socket, 'listening')
    resolver = { address: '127.0.0.1', port: socket.address().port, domain: 'cluster.example' }
  })
  after(() => socket.close())
  afterEach(() => {
    Object.assign(state, { addresses: [], rcode: 0, asked: [] })
    setTimeFactor(1)
  })

  function staged(printed?: readonly string[], over: Resolver = resolver) {
    const trace = history()
    const inPod: unknown[] = []
    const questions = new DnsQuestions({
      trace,
      resolver: printed ? undefined : over,
      askInPod: async (asked, take) => {
        inPod.push(asked)
        for (const line of printed ?? []) take(line)
      },
    })
    const told = () =>
      trace.entries.flatMap((entry) =>
        entry.kind === 'resolved'
          ? [`${entry.type} ${entry.name}.${entry.domain} ${entry.status} ${entry.records}`.trim()]
          : [],
      )
    return { trace, questions, told, inPod }
  }

  it('are answered once for each type, and again when the answer changes', async () => {
    const { questions, told, trace } = staged()
    state.addresses = ['10.0.0.2', '10.0.0.1']
    await questions.ask('web.ns.svc', ['A', 'AAAA'])
    expect(told().sort()).to.deep.equal([
      'A web.ns.svc.cluster.example NOERROR 10.0.0.1,10.0.0.2',
      'AAAA web.ns.svc.cluster.example NXDOMAIN',
    ])
    state.addresses = ['10.0.0.3']
    await awaitTrace(trace, waits.comesTrue, 'the new address', () => told().length === 3)
    expect(told().at(-1)).to.equal('A web.ns.svc.cluster.example NOERROR 10.0.0.3')
    questions.stop()
  })

  it('are asked no more once the step has ended', async () => {
    const { questions } = staged()
    await questions.ask('web.ns.svc', ['A'])
    questions.stop()
    const asked = state.asked.length
    await new Promise((resolve) => setTimeout(resolve, 250))
    expect(state.asked).to.have.lengthOf(asked)
  })

  it('are asked anew by the next step, and recorded only if the answer differs', async () => {
    const { questions, told } = staged()
    await questions.ask('web.ns.svc', ['A'])
    questions.stop()
    const asked = state.asked.length
    await questions.ask('web.ns.svc', ['A'])
    questions.stop()
    expect(state.asked.length).to.be.greaterThan(asked)
    expect(told()).to.have.lengthOf(1)
  })

  it('that a server cannot answer are an error of the harness', async () => {
    setTimeFactor(0.02)
    const { questions, told } = staged()
    state.rcode = SERVFAIL
    const error = await questions.ask('web.ns.svc', ['A']).catch((each: Error) => each)
    questions.stop()
    expect(error).to.have.property('name', 'HarnessError')
    expect((error as Error).message).to.match(/in vain until the DNS of the cluster answers about web\.ns\.svc/)
    expect(told().at(-1)).to.equal('A web.ns.svc.cluster.example SERVFAIL')
  })

  it('that nobody answers are an error of the harness', async () => {
    setTimeFactor(0.005)
    const { questions, trace } = staged(undefined, { ...resolver, port: 1 })
    const error = await questions.ask('web.ns.svc', ['A']).catch((each: Error) => each)
    questions.stop()
    expect(error).to.have.property('name', 'HarnessError')
    expect(trace.entries.map((entry) => entry.kind === 'resolved' && entry.status)).to.deep.equal(['unanswered'])
  })

  it('cannot be judged where history is lost', async () => {
    const { questions, trace } = staged()
    state.rcode = SERVFAIL
    const asked = questions.ask('web.ns.svc', ['A']).catch((each: Error) => each)
    setImmediate(() => trace.add({ kind: 'gap', resource: 'pods', reason: '410' }))
    expect(await asked).to.have.property('name', 'HistoryLost')
    questions.stop()
  })

  it('are asked in a Pod where this machine cannot ask', async () => {
    const octets = encode({ type: 'response', id: 1, answers: [{ type: 'A', name: 'x', data: '10.0.0.7' }] })
    const line = `udp/A/web.ns.svc cluster.local answer ${octets.toString('base64')}`
    const { questions, told, inPod } = staged(['ready', 'udp/A/web.ns.svc cluster.local unanswered x', line, line])
    await questions.ask('web.ns.svc', ['A'])
    expect(inPod).to.deep.equal([['udp/A/web.ns.svc']])
    expect(told()).to.deep.equal([
      'A web.ns.svc.cluster.local unanswered',
      'A web.ns.svc.cluster.local NOERROR 10.0.0.7',
    ])
  })
})
