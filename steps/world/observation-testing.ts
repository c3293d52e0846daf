import { PassThrough } from 'node:stream'
import type { Api, Resource } from '../client/index.ts'
import { aTurn, header, history, object, seen } from '../observe/testing.ts'
import type { Action, Header } from '../observe/trace.ts'
import { Observation, type Parts } from './observation.ts'

interface Staging {
  readonly asksTarget?: boolean
  readonly parts?: Partial<Header>
  readonly stopped?: boolean
  readonly rest?: () => Promise<unknown>
  /** What the server answers to a watch. */
  readonly accepted?: () => Promise<void>
}

/** For tests: the observation of a namespace `ns`, and a log of what it asks for. */
export function staged({
  asksTarget = true,
  parts = {},
  stopped = false,
  rest,
  accepted = async () => {},
}: Staging = {}) {
  const trace = history()
  const asked: unknown[] = []
  const streams = new Map<string, PassThrough>()
  const watch = async ({ plural }: Resource, namespace: string, from: string | undefined, signal: AbortSignal) => {
    asked.push(['watch', plural, namespace, from])
    await accepted()
    const stream = new PassThrough({ objectMode: true })
    signal.addEventListener('abort', () => stream.end())
    streams.set(plural, stream)
    return stream
  }
  const create = async ({ plural }: Resource) => void asked.push(['marker', plural])
  const patch = async ({ resource: { plural } }: { resource: Resource }, _: string, { metadata }: never) => {
    asked.push(['write', plural])
    trace.add(seen(plural, 'MODIFIED', object('marker', { metadata: { labels: mark, ...(metadata as object) } })))
  }
  const list = async ({ plural }: Resource, namespace: string | undefined, query: string) => {
    asked.push(['list', plural, namespace, query])
    return { metadata: { resourceVersion: '9' } }
  }
  const atRest = async () => ({ atRest: true, pending: [], revision: '5' })
  const control = {
    rest: async (question: unknown) => {
      asked.push(['rest', question])
      return (rest ?? atRest)()
    },
    leap: async (seconds: number) => void asked.push(['leap', seconds]),
  }
  const session = {
    api: { watch, list, create, patch } as unknown as Api,
    asksTarget,
    sentinel: {
      probe: async () => asked.push('sentinel') > 0,
      invalidate: () => asked.push('invalidate'),
    },
    parameters: { volumeBinding: 'Immediate' },
    generations: { silent: false },
    restless: { proven: false },
  }
  const all = { session, header: header({ namespace: 'ns', ...parts }), trace, control, target: { stopped } }
  const driver = { idle: async () => {} }
  const observation = new Observation({ ...all, driver, disconnectedNodes: new Set() } as unknown as Parts)
  /** Ends all connections at once, as a server does that goes away. */
  const cut = async () => {
    const open = [...streams.values()]
    streams.clear()
    for (const stream of open) stream.end()
    await aTurn()
  }
  return { observation, trace, asked, streams, cut, session }
}

export const mark = { 'example.com/marker': 'true' }
export const scope = { namespace: 'ns', since: '5' }
/** A request of a step. */
export const action: Action = { kind: 'action', own: false, verb: 'delete', resource: 'pods', name: 'web-0' }
/** Whether a promise is resolved after a turn of the event loop. */
export const isDone = async (promise: Promise<unknown>) => {
  let done = false
  void promise.then(() => {
    done = true
  })
  await aTurn()
  return done
}
