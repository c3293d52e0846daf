import { createSocket, type Socket as UdpSocket } from 'node:dgram'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import type { Transport } from './reply.ts'

/** Octets in, octets out; undefined where there is nothing to send. */
export type Reply = (query: Buffer, transport: Transport) => Buffer | undefined

/** A DNS server on one port for UDP and TCP. */
export interface DnsServer {
  readonly address: string
  readonly port: number
  stop(): Promise<void>
}

const LOOPBACK = '127.0.0.1'
const ATTEMPTS = 20

/** Serves on loopback, on any port that is free for both. */
export async function serveDns(reply: Reply): Promise<DnsServer> {
  for (let attempt = 1; ; attempt++) {
    const tcp = await listen(reply)
    const { port } = tcp.server.address() as AddressInfo
    try {
      const udp = await bind(reply, port)
      return { address: LOOPBACK, port, stop: () => stopAll(tcp, udp) }
    } catch (cause) {
      await stopAll(tcp)
      if (attempt === ATTEMPTS)
        throw new Error(`expected a port of ${LOOPBACK} that is free for UDP and TCP, found none in ${ATTEMPTS}`, {
          cause,
        })
    }
  }
}

interface Listening {
  readonly server: Server
  readonly connections: Set<Socket>
}

async function listen(reply: Reply): Promise<Listening> {
  const connections = new Set<Socket>()
  const server = createServer((socket) => {
    connections.add(socket)
    socket.once('close', () => connections.delete(socket))
    serveConnection(socket, reply)
  }).listen(0, LOOPBACK)
  await once(server, 'listening')
  return { server, connections }
}

/** A client that breaks off is no error of the server. */
function serveConnection(socket: Socket, reply: Reply): void {
  let unread = Buffer.alloc(0)
  socket.on('error', () => socket.destroy())
  socket.on('data', (octets: Buffer) => {
    unread = Buffer.concat([unread, octets])
    // Over TCP each message comes behind its length (RFC 1035 4.2.2).
    while (unread.length >= 2 && unread.length >= 2 + unread.readUInt16BE(0)) {
      const end = 2 + unread.readUInt16BE(0)
      const answer = reply(unread.subarray(2, end), 'tcp')
      unread = unread.subarray(end)
      if (answer) socket.write(withLength(answer))
    }
  })
}

function withLength(message: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(message.length)
  return Buffer.concat([length, message])
}

async function bind(reply: Reply, port: number): Promise<UdpSocket> {
  const socket = createSocket('udp4')
  socket.bind(port, LOOPBACK)
  await once(socket, 'listening')
  // What cannot be sent is lost, as any datagram may be: the client asks again.
  socket.on('error', () => {})
  socket.on('message', (query, from) => {
    const answer = reply(query, 'udp')
    if (answer) socket.send(answer, from.port, from.address, () => {})
  })
  return socket
}

async function stopAll({ server, connections }: Listening, udp?: UdpSocket): Promise<void> {
  const closed = [once(server, 'close'), ...(udp ? [once(udp, 'close')] : [])]
  server.close()
  for (const connection of connections) connection.destroy()
  udp?.close()
  await Promise.all(closed)
}
