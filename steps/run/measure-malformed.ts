/**
 * Does the embedded API server stand what it is sent? Not a test but a measurement: `npm run measure:malformed`.
 *
 * The requests of the parity corpus are spoiled at random and sent over connections of their own. Each must be
 * answered: with a Status, with the plain texts that kube-apiserver has for what is no API path, or, where not even
 * HTTP was spoken, with 400. Memory is measured after each round, objects removed, history forgotten
 * and garbage collected.
 */
import { connect } from 'node:net'
import { parseArgs } from 'node:util'
import { familyNames, readFamily } from '../parity/index.ts'
import { type Chance, type Mutated, mutated, seeded } from '../parity/mutations.ts'
import { type Request, requestOf } from '../parity/request.ts'
import { alarm, monotonic } from '../patience/index.ts'
import { startApiServer } from '../target/index.ts'

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '8' },
    seed: { type: 'string', default: '1' },
    target: { type: 'string', default: 'reference' },
  },
})
const SIDE_BY_SIDE = 16
const ANSWERED_WITHIN = 20_000
const NAMESPACE = 'malformed'

// The last is a chunked body that is empty: the response of Node to invalid HTTP.
const PLAIN = new Set(['404 page not found\n', '', '0'])
const NAMESPACED = [
  ...[
    'pods',
    'configmaps',
    'secrets',
    'services',
    'persistentvolumeclaims',
    'events',
    'serviceaccounts',
    'resourcequotas',
  ].map((plural) => ['/api/v1', plural]),
  ['/apis/apps/v1', 'statefulsets'],
  ['/apis/apps/v1', 'controllerrevisions'],
  ['/apis/coordination.k8s.io/v1', 'leases'],
  ['/apis/discovery.k8s.io/v1', 'endpointslices'],
  ['/apis/policy/v1', 'poddisruptionbudgets'],
]

interface Reply {
  readonly code: number
  /** Empty where all is well. */
  readonly complaint: string
}

const server = await startApiServer(values.target as 'reference', { progress: console.error })
const { hostname, port } = new URL(server.server)
const chance = seeded(Number(values.seed))
const requests = validRequests()
const codes = new Map<number, number>()
const complaints: string[] = []
const odd: string[] = []
const heaps: number[] = []
const began = monotonic()
const [total, rounds] = [Number(values.requests), Number(values.rounds)]
try {
  for (let round = 0; round < rounds; round++) {
    await play(Array.from({ length: Math.ceil(total / rounds) }, () => spoiled(requests, chance)))
    await sweep()
    heaps.push(heapAfterCollection())
  }
} finally {
  await server.stop()
}
report()

function spoiled(from: readonly Request[], by: Chance): Mutated {
  return mutated(from[Math.floor(by() * from.length)] as Request, server.token, by)
}

function validRequests(): Request[] {
  const known = { namespace: NAMESPACE, uid: 'u', rv: '1', first: '1', continue: '', last: {} }
  return familyNames()
    .map(readFamily)
    .flatMap(({ stories, bodies }) =>
      Object.values(stories)
        .flat()
        .filter((line) => !line.startsWith('WATCH'))
        .map((line) => requestOf(line, known, bodies)),
    )
    .filter(({ body, method, path }) => body.length < 100_000 && !(method === 'DELETE' && path.endsWith(NAMESPACE)))
}

async function play(all: Mutated[]): Promise<void> {
  await sendPlain('POST', '/api/v1/namespaces', JSON.stringify({ metadata: { name: NAMESPACE } }))
  const lane = async () => {
    for (let next = all.pop(); next; next = all.pop()) {
      const { code, complaint } = await send(next)
      codes.set(code, (codes.get(code) ?? 0) + 1)
      if (complaint) complaints.push(`${next.how}: ${complaint}\n    ${JSON.stringify(shown(next.bytes))}`)
    }
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane))
}

function shown(bytes: Buffer): string {
  return bytes
    .toString()
    .replace(/Authorization: \S+ \S+\r\n/, '')
    .slice(0, 600)
}

/** Sends the bytes, ends its side of the connection, and reads until there is an answer. */
function send({ bytes, how }: Mutated): Promise<Reply> {
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) })
    let answer = ''
    const end = (complaint?: string) => {
      cancel()
      socket.destroy()
      resolve(complaint === undefined ? judged(answer, how) : { code: 0, complaint })
    }
    const cancel = alarm(ANSWERED_WITHIN, () => end(`no answer within ${ANSWERED_WITHIN} ms`))
    socket.on('data', (chunk) => {
      answer += chunk.toString()
      // A successful request may last forever: a watch.
      if (/^HTTP\/1\.1 2/.test(answer)) end()
    })
    socket.on('end', () => end())
    socket.on('error', (error) => end(answer ? undefined : error.message))
    socket.end(bytes)
  })
}

function judged(answer: string, how: string): Reply {
  const [head = '', body = ''] = answer.split('\r\n\r\n')
  const code = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0)
  // A client that disconnects in the middle of a request gets no response.
  if (code === 0)
    return { code, complaint: how === 'cut' || how === 'head' ? '' : 'the connection ended without an answer' }
  if (code >= 500) odd.push(body.slice(0, 300))
  if (code < 400 || PLAIN.has(body)) return { code, complaint: '' }
  try {
    const { kind, code: reported } = JSON.parse(body) as { kind?: string; code?: number }
    const wrong = kind !== 'Status' || reported !== code
    return { code, complaint: wrong ? `${code} with ${body.slice(0, 300)}` : broken(code, body) }
  } catch {
    return { code, complaint: `${code} with ${body.slice(0, 300)}` }
  }
}

/** An error of the program's own is answered like any other, which is how it shows. */
function broken(code: number, body: string): string {
  return code >= 500 && /Cannot |is not |undefined|call stack|Unexpected/.test(body) ? body.slice(0, 400) : ''
}

async function sweep(): Promise<void> {
  const lists = ['/api/v1/namespaces', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', '/api/v1/nodes']
  for (const path of [...lists, '/api/v1/persistentvolumes']) await sendPlain('DELETE', path)
  const { items } = (await sendPlain('GET', '/api/v1/namespaces')) as { items: { metadata: { name: string } }[] }
  for (const { metadata } of items) await emptied(metadata.name)
}

async function emptied(namespace: string): Promise<void> {
  for (const [root, plural] of NAMESPACED)
    await sendPlain('DELETE', `${root}/namespaces/${namespace}/${plural}?gracePeriodSeconds=0`)
}

async function sendPlain(method: string, path: string, body?: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' }
  const answer = await fetch(server.server + path, { method, headers, ...(body && { body }) })
  return answer.json().catch(() => undefined)
}

function heapAfterCollection(): number {
  server.forgetHistory?.()
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

function report(): void {
  const seconds = (monotonic() - began) / 1000
  const sent = [...codes.values()].reduce((sum, count) => sum + count, 0)
  console.log(`${sent} spoiled requests to ${server.name} in ${seconds.toFixed(1)} s, seed ${values.seed}`)
  for (const [code, count] of [...codes].sort(([a], [b]) => a - b)) console.log(`  ${code || 'hung up'}  ${count}`)
  console.log(`heap after each round, MiB: ${heaps.map((bytes) => (bytes / 2 ** 20).toFixed(1)).join(' ')}`)
  for (const body of new Set(odd)) console.log(`  ${body}`)
  for (const complaint of complaints.slice(0, 10)) console.log(complaint)
  console.log(`${complaints.length} not answered as they must be`)
  process.exitCode = complaints.length > 0 ? 1 : 0
}
