import { isIP } from 'node:net'
import type { Record } from './record.ts'
import type { Names } from './zone.ts'

export interface Question {
  readonly name: string
  /** Any type, also one that no record here has. */
  readonly type: string
  readonly class: string
}

/** NXDOMAIN: there is no such name. NOERROR without answers: the name exists, but has nothing of this type. */
export interface Answer {
  readonly rcode: 'NOERROR' | 'NXDOMAIN' | 'REFUSED'
  readonly answers: readonly Record[]
  /** The records that the answers point to. */
  readonly additionals: readonly Record[]
  /** The zone whose SOA record states for how long a negative answer holds. */
  readonly negativeOf?: string
}

const REVERSE = ['in-addr.arpa', 'ip6.arpa']
/** A chain of external names longer than this is a loop. */
const LONGEST_CHAIN = 8

/** Answers a question from the names that there are. This server asks no other: what it does not serve it refuses. */
export function answer(question: Question, names: Names): Answer {
  const zone = zoneOf(question.name, names.domain)
  const isInternet = question.class === 'IN' || question.class === 'ANY'
  if (zone === undefined || !isInternet) return { rcode: 'REFUSED', answers: [], additionals: [] }
  const { rcode, isNegative, records } = resolve(question, names)
  if (isNegative) return { rcode, answers: records, additionals: [], negativeOf: zone }
  return { rcode, answers: records, additionals: targets(records, names) }
}

interface Resolved {
  readonly rcode: 'NOERROR' | 'NXDOMAIN'
  /** True if what was asked for is not there, and this server knows. */
  readonly isNegative: boolean
  readonly records: readonly Record[]
}

/** The records of this type; where the name is an alias, the alias and what it leads to. */
function resolve({ name, type }: Question, names: Names): Resolved {
  const chain: Record[] = []
  let at = name
  while (chain.length < LONGEST_CHAIN && zoneOf(at, names.domain) !== undefined) {
    const node = names.find(at)
    if (!node) return { rcode: 'NXDOMAIN', isNegative: true, records: chain }
    const own = node.records.filter((record) => fits(record.type, type))
    const alias = node.records.find((record) => record.type === 'CNAME')
    if (own.length > 0 || !alias) return { rcode: 'NOERROR', isNegative: own.length === 0, records: [...chain, ...own] }
    chain.push(alias)
    at = String(alias.data)
  }
  return { rcode: 'NOERROR', isNegative: false, records: chain }
}

const fits = (type: string, asked: string): boolean => asked === 'ANY' || type === asked

function targets(records: readonly Record[], names: Names): Record[] {
  const hosts = new Set(records.flatMap((record) => (record.type === 'SRV' ? [record.data.target] : [])))
  return [...hosts].flatMap((host) =>
    (names.find(host)?.records ?? []).filter(({ data }) => typeof data === 'string' && isIP(data) !== 0),
  )
}

function zoneOf(name: string, domain: string): string | undefined {
  const lower = name.toLowerCase()
  return [domain, ...REVERSE].find((zone) => lower === zone || lower.endsWith(`.${zone}`))
}
