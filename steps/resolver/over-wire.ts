import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { connect } from 'node:net'
import { type Answer, answerIn, type Question, queryOf } from './message.ts'

/** The address of a DNS server, for UDP and TCP, and the cluster domain that it serves. */
export interface Resolver {
  readonly address: string
  readonly port: number
  readonly domain: string
}

export type Transport = 'udp' | 'tcp'

interface Asking {
  readonly transport: Transport
  /** Aborts when the answer has taken too long. */
  readonly signal: AbortSignal
}

let lastId = 0

/**
 * Asks a DNS server over UDP, and again over TCP if the answer is truncated; or over TCP at once.
 * @throws Error where no answer comes, or none that can be read
 */
export async function askOverWire(resolver: Resolver, question: Question, asking: Asking): Promise<Answer> {
  lastId = (lastId + 1) & 0xffff
  const query = queryOf(question, lastId)
  const send = asking.transport === 'tcp' ? overTcp : overUdp
  const answer = answerIn(await send(resolver, query, asking.signal))
  if (asking.transport === 'tcp' || !answer.truncated) return answer
  return answerIn(await overTcp(resolver, query, asking.signal))
}

async function overUdp({ address, port }: Resolver, query: Buffer, signal: AbortSignal): Promise<Buffer> {
  const socket = createSocket('udp4')
  try {
    socket.connect(port, address)
    await once(socket, 'connect', { signal })
    const answered = once(socket, 'message', { signal })
    socket.send(query)
    const [octets] = (await answered) as [Buffer]
    return verified(octets, query)
  } finally {
    socket.close()
  }
}

/** Over TCP each message comes behind its length (RFC 1035 4.2.2). */
async function overTcp({ address, port }: Resolver, query: Buffer, signal: AbortSignal): Promise<Buffer> {
  const socket = connect({ host: address, port, signal })
  try {
    const length = Buffer.alloc(2)
    length.writeUInt16BE(query.length)
    socket.write(Buffer.concat([length, query]))
    let read = Buffer.alloc(0)
    for await (const chunk of socket) {
      read = Buffer.concat([read, chunk as Buffer])
      if (read.length >= 2 && read.length >= 2 + read.readUInt16BE(0))
        return verified(read.subarray(2, 2 + read.readUInt16BE(0)), query)
    }
    throw new Error(`expected an answer over TCP, found ${read.length} octets and the end`)
  } finally {
    socket.destroy()
  }
}

function verified(octets: Buffer, query: Buffer): Buffer {
  if (octets.length >= 12 && octets.readUInt16BE(0) === query.readUInt16BE(0)) return octets
  throw new Error('expected the answer to the query, found one to another')
}
