import type { Request } from './request.ts'

/** A number from 0 up to, but not including, 1. */
export type Chance = () => number

/** The bytes of a request as they go over the wire, and whether the sender stops sending half-way. */
export interface Mutated {
  readonly how: string
  readonly bytes: Buffer
}

/** mulberry32: the same seed, the same numbers. */
export function seeded(seed: number): Chance {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const STRANGE: unknown[] = [
  ...[null, true, -1, 0, 1e21, 1.5, '', 'x', '\u0000', '💥', 'a'.repeat(300), [], {}, [null], { '': {} }, '../..'],
  { __proto__: null, constructor: 1 },
]
const TOKENS = [
  '{',
  '}',
  '[',
  '"',
  ',',
  'null',
  '%00',
  '%zz',
  '/',
  '..',
  '?',
  '&',
  '=',
  '\\u',
  '\r\n',
  ' ',
  '\xff',
  '💥',
]

const anyOf = <T>(chance: Chance, list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T

/** Spoils a valid request somewhere, in its meaning, its text, its head or by ending before its end; or not at all. */
export function mutated(request: Request, token: string, chance: Chance): Mutated {
  const ways = request.body ? Object.keys(WAYS) : ['whole', 'path', 'head']
  const how = anyOf(chance, ways)
  return { how, bytes: WAYS[how]!(request, token, chance) }
}

const WAYS: Record<string, (request: Request, token: string, chance: Chance) => Buffer> = {
  // Entries that others refer to must exist.
  whole: wire,
  value: (request, token, chance) => wire({ ...request, body: withStrangeValue(request.body, chance) }, token),
  text: (request, token, chance) => wire({ ...request, body: torn(request.body, chance) }, token),
  path: (request, token, chance) => wire({ ...request, path: `/${torn(request.path.slice(1), chance)}` }, token),
  type: (request, token, chance) =>
    wire({ ...request, headers: { ...request.headers, 'content-type': anyOf(chance, TYPES) } }, token),
  head: (request, token, chance) => Buffer.from(torn(wire(request, token).toString('latin1'), chance), 'latin1'),
  cut: (request, token, chance) => {
    const whole = wire(request, token)
    return whole.subarray(0, whole.length - 1 - Math.floor(chance() * request.body.length))
  },
}

const TYPES = ['application/yaml', 'text/plain', '', 'application/json-patch+json', 'application/merge-patch+json']
  .concat(['application/strategic-merge-patch+json', 'application/vnd.kubernetes.protobuf'])
  .concat(['application/apply-patch+yaml', 'application/cbor', ';;;'])

function wire({ method, path, headers, body }: Request, token: string): Buffer {
  const content = Buffer.from(body)
  const lines = [`${method} ${path} HTTP/1.1`, 'Host: x', `Authorization: Bearer ${token}`, 'Connection: close']
  const more = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const size = body || method !== 'GET' ? [`Content-Length: ${content.length}`] : []
  return Buffer.concat([Buffer.from(`${[...lines, ...more, ...size].join('\r\n')}\r\n\r\n`), content])
}

/** A value anywhere in the JSON is another one; what is no JSON is torn. */
function withStrangeValue(body: string, chance: Chance): string {
  try {
    const root = { body: JSON.parse(body) as unknown }
    const places = placesIn(root)
    const [holder, key] = anyOf(chance, places)
    ;(holder as Record<string, unknown>)[key] = anyOf(chance, STRANGE)
    return JSON.stringify(root.body) ?? ''
  } catch {
    return torn(body, chance)
  }
}

function placesIn(value: unknown): [object, string][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]): [object, string][] => [[value, key], ...placesIn(inner)])
}

/** A piece of the text is left out, doubled, or replaced. */
function torn(text: string, chance: Chance): string {
  const from = Math.floor(chance() * text.length)
  const to = from + Math.floor(chance() * Math.min(12, text.length - from + 1))
  const piece = text.slice(from, to)
  return text.slice(0, from) + anyOf(chance, ['', piece + piece, anyOf(chance, TOKENS)]) + text.slice(to)
}
