import { type DecodedPacket, decode, encode, type Answer as PacketRecord } from 'dns-packet'

export type QuestionType = 'A' | 'AAAA' | 'CNAME' | 'PTR' | 'SRV' | 'TXT'

export interface Question {
  /** The whole name, without the final dot. */
  readonly name: string
  readonly type: QuestionType
}

/** A record of the answer section: its type, and its data as text, `7000 web-0.web…` for SRV. */
export interface AnswerRecord {
  readonly type: string
  readonly data: string
}

export interface Answer {
  /** NOERROR, NXDOMAIN, SERVFAIL … */
  readonly status: string
  /** True if the server left records out, because they did not fit. */
  readonly truncated: boolean
  /** Sorted: a server gives them in any order. */
  readonly records: readonly AnswerRecord[]
  /** True if the answer names the zone that says for how long a negative answer holds. */
  readonly hasSoa: boolean
}

const RECURSION_DESIRED = 1 << 8

/** The octets of a query. It takes no longer answers than the first resolvers did, so that truncation is met. */
export const queryOf = ({ name, type }: Question, id: number): Buffer =>
  encode({ type: 'query', id, flags: RECURSION_DESIRED, questions: [{ name, type }] })

/** @throws Error for octets that are no answer */
export function answerIn(octets: Buffer): Answer {
  const packet = decode(octets) as DecodedPacket & { readonly rcode: string }
  if (!packet.flag_qr) throw new Error('expected an answer, found a query')
  return {
    status: packet.rcode,
    truncated: packet.flag_tc,
    records: (packet.answers ?? []).map(recordOf).sort((one, other) => compare(textOf(one), textOf(other))),
    hasSoa: (packet.authorities ?? []).some(({ type }) => type === 'SOA'),
  }
}

const textOf = ({ type, data }: AnswerRecord): string => `${type} ${data}`
const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other))

function recordOf(record: PacketRecord): AnswerRecord {
  const { type } = record
  if (record.type === 'SRV') return { type, data: `${record.data.port} ${record.data.target.toLowerCase()}` }
  if (record.type === 'TXT') return { type, data: [record.data].flat().map(String).join('') }
  return { type, data: 'data' in record ? String(record.data).toLowerCase() : '' }
}
