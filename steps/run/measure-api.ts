/**
 * Benchmarks the embedded API server against kube-apiserver. Not a test but a measurement: `npm run measure:api`.
 *
 * Both are up at once, with TLS, and get requests from this process in turns, so that other load of the host falls on
 * both. Of the embedded one there is what `serve --controller none` starts, simulated nodes included; of the real one
 * kube-apiserver and its etcd, of whose memory only the former's counts. Needs Linux for the memory.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { Pool } from 'undici'
import { parse } from 'yaml'
import { monotonic } from '../patience/index.ts'
import { startApiServer } from '../target/index.ts'

interface Contestant {
  readonly name: string
  readonly pool: Pool
  readonly token: string
  /** Milliseconds from the start of its program, or of its etcd's, to the first answer. */
  readonly firstAnswer: number
  readonly idleMiB: number
  stop(): Promise<unknown>
}

const { values } = parseArgs({
  options: {
    assets: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    requests: { type: 'string', default: '1000' },
    watchers: { type: 'string', default: '50' },
  },
})
const [rounds, requests, watchers] = [values.rounds, values.requests, values.watchers].map(Number) as [
  number,
  number,
  number,
]
const SIDE_BY_SIDE = 16
const NEWLINE = 10
const MAPS = '/api/v1/namespaces/default/configmaps'

const contestants = [await embedded(), await real()]
const disciplines: Record<string, (contestant: Contestant, round: number) => Promise<number>> = {
  'create, requests/s': (contestant, round) =>
    perSecond(requests, (index) => ask(contestant, 'POST', MAPS, configMap(`m-${round}-${index}`))),
  'get, requests/s': (contestant, round) =>
    perSecond(requests, (index) => ask(contestant, 'GET', `${MAPS}/m-${round}-${index}`)),
  [`events/s to ${watchers} watchers`]: fanOut,
}
try {
  for (const { name, firstAnswer, idleMiB } of contestants)
    console.log(`${name}: first answer after ${firstAnswer.toFixed(0)} ms, idle ${idleMiB.toFixed(0)} MiB`)
  for (const [discipline, run] of Object.entries(disciplines)) await compare(discipline, run)
} finally {
  for (const { pool, stop } of contestants) {
    await pool.destroy()
    await stop()
  }
}

/** Medians, and the median of the ratios of each round: the machine's mood changes both numbers alike. */
async function compare(discipline: string, run: (contestant: Contestant, round: number) => Promise<number>) {
  const figures: number[][] = contestants.map(() => [])
  // The first round warms up both.
  for (let round = 0; round <= rounds; round++)
    for (const [index, contestant] of contestants.entries()) {
      const figure = await run(contestant, round)
      if (round > 0) figures[index]?.push(figure)
    }
  const [ours = [], theirs = []] = figures
  const ratio = median(ours.map((figure, round) => figure / (theirs[round] ?? Number.NaN)))
  const shown = [ours, theirs].map((of) => median(of).toFixed(0))
  console.log(`${discipline}: embedded ${shown[0]}, real ${shown[1]}, ratio ${ratio.toFixed(2)}`)
}

async function embedded(): Promise<Contestant> {
  const began = monotonic()
  const cli = join(import.meta.dirname, 'cli.mjs')
  const child = spawn(process.execPath, [cli, 'serve', '--controller', 'none'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const file = await kubeconfigOf(child)
  const { clusters, users } = parse(readFileSync(file, 'utf8'))
  const up = { pool: poolOf(clusters[0].cluster.server), token: users[0].user.token as string }
  const name = 'the embedded API server'
  const stop = async () => {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  await ask(up, 'GET', '/api/v1/namespaces/default')
  const firstAnswer = monotonic() - began
  return { name, ...up, firstAnswer, idleMiB: residentMiB(child.pid ?? 0), stop }
}

async function kubeconfigOf(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! }))
    if (line.startsWith('kubeconfig: ')) return line.slice('kubeconfig: '.length)
  throw new Error('`serve` ended before it was up')
}

async function real(): Promise<Contestant> {
  const began = monotonic()
  const { name, server, token, stop } = await startApiServer('control-plane', {
    progress: console.error,
    ...(values.assets ? { assets: values.assets } : {}),
  })
  const up = { pool: poolOf(server), token }
  await ask(up, 'GET', '/api/v1/namespaces/default')
  const firstAnswer = monotonic() - began
  return { name, ...up, firstAnswer, idleMiB: residentMiB(processNamed('kube-apiserver')), stop }
}

function poolOf(server: string): Pool {
  return new Pool(server, { connect: { rejectUnauthorized: false }, bodyTimeout: 0 })
}

/** The youngest process of that name: the one that this run has started. */
function processNamed(name: string): number {
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger)
  const named = pids.filter((pid) => nameOf(pid) === name)
  return Math.max(...named)
}

function nameOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
  } catch {
    // It has ended meanwhile.
    return ''
  }
}

function residentMiB(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1024
}

async function ask(
  { pool, token }: Pick<Contestant, 'pool' | 'token'>,
  method: 'GET' | 'POST',
  path: string,
  body = '',
) {
  const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) }
  const answer = await pool.request({ method, path, headers, body: body || null })
  const text = await answer.body.text()
  if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`)
}

function configMap(name: string): string {
  return JSON.stringify({ metadata: { name, labels: { a: 'b' } }, data: { key: 'value' } })
}

async function perSecond(count: number, once: (index: number) => Promise<void>): Promise<number> {
  const began = monotonic()
  let next = 0
  const lane = async () => {
    while (next < count) await once(next++)
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane))
  return (1000 * count) / (monotonic() - began)
}

/** Watches that all see the same objects come, from the first creation until the last watch has seen the last. */
async function fanOut(contestant: Contestant, round: number): Promise<number> {
  const created = 100
  const hangUp = new AbortController()
  const all = Promise.withResolvers<void>()
  let seen = 0
  const path = `${MAPS}?watch=true&labelSelector=round%3Dw${round}`
  const headers = { authorization: `Bearer ${contestant.token}` }
  const open = async () => {
    const { body } = await contestant.pool.request({ method: 'GET', path, headers, signal: hangUp.signal })
    body.on('error', () => {})
    body.on('data', (chunk: Buffer) => {
      for (const byte of chunk) if (byte === NEWLINE) seen++
      if (seen >= created * watchers) all.resolve()
    })
  }
  await Promise.all(Array.from({ length: watchers }, open))
  const began = monotonic()
  await perSecond(created, (index) => {
    const metadata = { name: `w-${round}-${index}`, labels: { round: `w${round}` } }
    return ask(contestant, 'POST', MAPS, JSON.stringify({ metadata }))
  })
  await all.promise
  const took = monotonic() - began
  hangUp.abort()
  return (1000 * created * watchers) / took
}

function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN
}
