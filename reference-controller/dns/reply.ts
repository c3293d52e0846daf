import {
  type DecodedPacket,
  decode,
  encode,
  encodingLength,
  type Packet,
  type Answer as PacketAnswer,
} from 'dns-packet'
import { type Answer, answer } from './answer.ts'
import type { Record } from './record.ts'
import type { Names } from './zone.ts'

export type Transport = 'udp' | 'tcp'

/** Seconds: the default of CoreDNS. Names follow the Pods, so that nobody may keep them for long. */
export const TTL = 5
const HEADER = 12
/** Octets of an answer over UDP for those who do not say that they take more (RFC 1035 2.3.4). */
const PLAIN_UDP = 512
/** The most that passes any network in one piece (DNS flag day 2020). */
const LONGEST_UDP = 1232
const LONGEST_TCP = 65_535

const RESPONSE = 1 << 15
const OPCODE = 15 << 11
const AUTHORITATIVE = 1 << 10
const TRUNCATED = 1 << 9
const RECURSION_DESIRED = 1 << 8
const RCODES = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, NOTIMP: 4, REFUSED: 5 }

/**
 * The reply to the octets of a query, whatever they are.
 * @returns undefined where there is nobody to reply to: too short for an id, or itself a reply
 */
export function replyTo(query: Buffer, names: Names, transport: Transport): Buffer | undefined {
  if (query.length < HEADER || query.readUInt16BE(2) & RESPONSE) return undefined
  if (query.readUInt16BE(2) & OPCODE) return withoutBody(query, 'NOTIMP')
  const packet = decoded(query)
  const [question] = packet?.questions ?? []
  if (!packet || !question || packet.questions?.length !== 1) return withoutBody(query, 'FORMERR')
  const given = answer({ name: question.name, type: question.type, class: question.class ?? 'IN' }, names)
  return fitted(query, { packet, given, names, limit: limitOf(packet, transport) })
}

function decoded(query: Buffer): DecodedPacket | undefined {
  try {
    return decode(query)
  } catch {
    return undefined
  }
}

function withoutBody(query: Buffer, rcode: keyof typeof RCODES): Buffer {
  const header = Buffer.alloc(HEADER)
  query.copy(header, 0, 0, 2)
  header.writeUInt16BE(RESPONSE | (query.readUInt16BE(2) & (OPCODE | RECURSION_DESIRED)) | RCODES[rcode], 2)
  return header
}

function limitOf({ additionals = [] }: DecodedPacket, transport: Transport): number {
  if (transport === 'tcp') return LONGEST_TCP
  const option = additionals.find(({ type }) => type === 'OPT')
  const taken = option?.type === 'OPT' ? option.udpPayloadSize : PLAIN_UDP
  return Math.min(LONGEST_UDP, Math.max(PLAIN_UDP, taken))
}

interface Reply {
  readonly packet: DecodedPacket
  readonly given: Answer
  readonly names: Names
  readonly limit: number
}

/** As much of the answer as fits: additional records are optional, one that lacks answers says that it is truncated. */
function fitted(query: Buffer, reply: Reply): Buffer {
  const { answers, additionals } = reply.given
  const whole = written(query, reply, { answers, additionals })
  if (whole) return whole
  for (let count = answers.length; count >= 0; count--) {
    // Of many answers most must go: a tenth at a time, then one by one.
    if (count > 100) count -= Math.floor(count / 10)
    const cut = written(query, reply, { answers: answers.slice(0, count), additionals: [] })
    if (cut) return cut
  }
  return withoutBody(query, 'SERVFAIL')
}

interface Body {
  readonly answers: readonly Record[]
  readonly additionals: readonly Record[]
}

function written(query: Buffer, reply: Reply, { answers, additionals }: Body): Buffer | undefined {
  const { packet, given, names, limit } = reply
  const isCut = answers.length < given.answers.length
  const options: PacketAnswer[] = packet.additionals?.some(({ type }) => type === 'OPT') ? [OPTIONS] : []
  const body: Packet = {
    ...{ id: query.readUInt16BE(0), type: 'response', questions: [] },
    flags: AUTHORITATIVE | (isCut ? TRUNCATED : 0) | (query.readUInt16BE(2) & RECURSION_DESIRED) | RCODES[given.rcode],
    answers: answers.map(packed),
    authorities: given.negativeOf === undefined ? [] : [authority(given.negativeOf, names.domain)],
    additionals: [...additionals.map(packed), ...options],
  }
  const question = query.subarray(HEADER, endOfQuestion(query))
  if (encodingLength(body) + question.length > limit) return undefined
  // The question goes back octet by octet: a name that is no text would not survive being read and written.
  const octets = encode(body)
  octets.writeUInt16BE(1, 4)
  return Buffer.concat([octets.subarray(0, HEADER), question, octets.subarray(HEADER)])
}

const OPTIONS: PacketAnswer = {
  ...{ type: 'OPT', name: '.', udpPayloadSize: LONGEST_UDP, extendedRcode: 0, ednsVersion: 0 },
  ...{ flags: 0, flag_do: false, options: [] },
}

const packed = (record: Record): PacketAnswer => ({ ...record, ttl: TTL, class: 'IN' }) as PacketAnswer

/** A negative answer may be kept for the minimum of this record (RFC 2308). */
const authority = (zone: string, domain: string): PacketAnswer => ({
  ...{ name: zone, type: 'SOA', class: 'IN', ttl: TTL },
  data: {
    ...{ mname: `ns.dns.${domain}`, rname: `hostmaster.${domain}` },
    ...{ serial: 1, refresh: 7200, retry: 1800, expire: 86_400, minimum: TTL },
  },
})

/** The question has been read already, so that its name ends somewhere. */
function endOfQuestion(query: Buffer): number {
  let at = HEADER
  for (let length = query[at] ?? 0; length !== 0; length = query[at] ?? 0) {
    if (length >= 0xc0) return at + 6
    at += length + 1
  }
  return at + 5
}
