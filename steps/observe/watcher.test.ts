import { describe, it } from 'node:test'
import { expect } from 'chai'
import { ApiError, type KubeObject, type ReadApi, resources, type WatchEvent } from '../client/index.ts'
import { setTimeFactor } from '../patience/index.ts'
import { aTurn, object } from './testing.ts'
import { Trace } from './trace.ts'
import { startWatcher, type WatchScope } from './watcher.ts'

type Watched = WatchEvent[] | Error

const at = (name: string, resourceVersion: string) => object(name, { metadata: { resourceVersion } })
const event = (type: WatchEvent['type'], what: KubeObject): WatchEvent => ({ type, object: what })
const bookmark = (version: string) => event('BOOKMARK', at('', version))

/** An API that answers one watch after the other; after the last it is silent. */
function fakeApi(watches: Watched[]) {
  const from: (string | undefined)[] = []
  const silent = Promise.withResolvers<void>()
  async function* silence(signal: AbortSignal): AsyncGenerator<WatchEvent> {
    await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))))
  }
  async function* telling(events: WatchEvent[]) {
    yield* events
  }
  const api: Partial<ReadApi> = {
    async watch(_resource, _namespace, version, signal) {
      from.push(version)
      const next = watches.shift()
      if (next instanceof Error) throw next
      if (next) return telling(next)
      silent.resolve()
      return silence(signal)
    },
  }
  return { api: api as ReadApi, from, silent: silent.promise }
}

/** What a trace says once the watcher has nothing more to tell. */
function observed(...watches: Watched[]) {
  return observedIn({}, ...watches)
}

const observedSince = (since: string, ...watches: Watched[]) => observedIn({ since }, ...watches)

async function observedIn(scope: Partial<WatchScope>, ...watches: Watched[]) {
  const { api, from, silent } = fakeApi(watches)
  const trace = new Trace(() => 0)
  const lost = new Promise<void>((resolve) => trace.follow(({ kind }) => kind === 'gap' && resolve()))
  const watcher = startWatcher(api, trace, resources.pods, { namespace: 'test', ...scope })
  const opened = await watcher.opened.then(
    () => true,
    () => false,
  )
  await Promise.race([silent, lost])
  await aTurn()
  watcher.stop()
  await aTurn()
  const said = trace.entries.map((entry) =>
    entry.kind === 'seen'
      ? `${entry.type} ${entry.object.metadata.name}`
      : `${entry.kind} ${'reason' in entry ? entry.reason : ''}`,
  )
  return { said, from, opened, trace }
}

describe('a watcher', () => {
  it('begins at a version that is given, and is resumed there', async () => {
    const { from } = await observedIn({ from: '7' }, [])
    expect(from).to.deep.equal(['7', '7'])
  })

  it('tells only what is asked for, and is resumed at the last version of all', async () => {
    const only = ({ metadata }: KubeObject) => metadata.name === 'web-0'
    const events = [event('ADDED', at('web-0', '3')), event('ADDED', at('db-0', '11'))]
    const { said, from } = await observedIn({ only }, events)
    expect(said).to.deep.equal(['ADDED web-0'])
    expect(from).to.deep.equal([undefined, '11'])
  })

  it('tells what there is, then what happens', async () => {
    const { said, from, opened } = await observed([
      event('ADDED', at('web-0', '3')),
      event('ADDED', at('web-2', '11')),
      event('MODIFIED', at('web-0', '12')),
      event('DELETED', at('web-2', '13')),
    ])
    expect(said).to.deep.equal(['ADDED web-0', 'ADDED web-2', 'MODIFIED web-0', 'DELETED web-2'])
    expect({ opened, first: from[0] }).to.deep.equal({ opened: true, first: undefined })
  })

  it('takes a watch that ends up again where it was', async () => {
    const { said, from } = await observed([event('ADDED', at('web-0', '11'))], [], [event('ADDED', at('web-1', '15'))])
    expect(said).to.deep.equal(['ADDED web-0', 'ADDED web-1'])
    expect(from).to.deep.equal([undefined, '11', '11', '15'])
  })

  it('moves on by bookmarks and does not tell them', async () => {
    const { said, from } = await observed([bookmark('90')], [event('ADDED', at('web-0', '91'))])
    expect({ said, from }).to.deep.equal({ said: ['ADDED web-0'], from: [undefined, '90', '91'] })
  })

  const status = (code: number, reason: string) => JSON.stringify({ kind: 'Status', code, reason })
  const first = [event('ADDED', at('web-0', '11'))]
  const next = [event('ADDED', at('web-1', '12'))]
  const losses: [string, Watched, RegExp][] = [
    ['has forgotten the version', [event('ERROR', { ...at('', ''), code: 410, reason: 'Expired' })], /410/],
    ['refuses the version', new ApiError('GET pods', 410, status(410, 'Expired')), /410 Expired/],
    ['no longer lets us in', new ApiError('GET pods', 403, status(403, 'Forbidden')), /403 Forbidden/],
  ]
  for (const [title, loss, reason] of losses)
    it(`says that history is lost when the server ${title}, and stops`, async () => {
      const { said, trace } = await observed(first, loss, next)
      expect(said).to.have.lengthOf(2)
      expect(trace.entries.at(-1)).to.include({ kind: 'gap', resource: 'pods' })
      expect(said[1]).to.match(reason)
    })

  const absences: [string, Error][] = [
    ['cannot be reached', new Error('ECONNREFUSED')],
    ['is starting', new ApiError('GET pods', 429, status(429, 'TooManyRequests'))],
    ['is broken', new ApiError('GET pods', 500, status(500, 'InternalError'))],
    ['is failing', new ApiError('GET pods', 503, status(503, 'ServiceUnavailable'))],
  ]
  for (const [title, absence] of absences) {
    it(`asks again while the server ${title}, for what it has not seen`, async () => {
      const { said, from } = await observed(first, absence, next)
      expect(said).to.deep.equal(['ADDED web-0', 'ADDED web-1'])
      expect(from.slice(0, 3)).to.deep.equal([undefined, '11', '11'])
    })

    it(`says that history is lost when the server ${title} for too long`, async () => {
      setTimeFactor(0)
      const { said } = await observed(first, absence).finally(() => setTimeFactor(1))
      expect(said[1]).to.match(/^gap waited 0 ms in vain until the watch of pods is resumed: /)
    })
  }

  it('says so, too, when even the first watch fails', async () => {
    const { said, opened } = await observed(new Error('refused'))
    expect({ said, opened }).to.deep.equal({ said: ['gap refused'], opened: false })
  })

  it('says so when a watch ends before it has told a version', async () => {
    const { said } = await observed([])
    expect(said).to.deep.equal(['gap the watch ended before its first event, so there is no version to resume it at'])
  })

  it('takes such a watch up at the beginning, where that is known', async () => {
    const { said, from } = await observedSince('5', [], next)
    expect({ said, from }).to.deep.equal({ said: ['ADDED web-1'], from: [undefined, '5', '12'] })
  })

  it('is silent about a watch that its own stop has ended', async () => {
    expect((await observed()).said).to.deep.equal([])
  })

  it('is reconnecting until it is resumed, and unconfirmed until an event has come since', async () => {
    const first = Promise.withResolvers<WatchEvent[]>()
    const again = Promise.withResolvers<void>()
    const more = Promise.withResolvers<WatchEvent[]>()
    const watches = [first, more]
    const api: Partial<ReadApi> = {
      async watch() {
        const next = watches.shift()
        if (next === more) await again.promise
        return later(next ?? Promise.withResolvers<WatchEvent[]>())
      },
    }
    async function* later({ promise }: PromiseWithResolvers<WatchEvent[]>) {
      yield* await promise
    }
    const trace = new Trace(() => 0)
    const watcher = startWatcher(api as ReadApi, trace, resources.pods, { namespace: 'test' })
    const state = () => ({
      reconnecting: watcher.reconnecting() !== undefined,
      unconfirmed: watcher.unconfirmed() !== undefined,
    })
    await watcher.opened
    expect(state()).to.deep.equal({ reconnecting: false, unconfirmed: false })
    first.resolve([event('ADDED', at('web-0', '11'))])
    await aTurn()
    expect(state()).to.deep.equal({ reconnecting: true, unconfirmed: true })
    again.resolve()
    await watcher.reconnecting()
    expect(state()).to.deep.equal({ reconnecting: false, unconfirmed: true })
    more.resolve([event('ERROR', { ...at('', ''), code: 410 })])
    await watcher.unconfirmed()
    expect(trace.gap !== undefined).to.equal(true)
    expect(state()).to.deep.equal({ reconnecting: false, unconfirmed: false })
    watcher.stop()
  })

  it('says that history may be lost when nobody waits any longer for it to stay whole', async () => {
    const { api, silent } = fakeApi([[event('ADDED', at('web-0', '11'))]])
    const trace = new Trace(() => 0)
    const watcher = startWatcher(api, trace, resources.pods, { namespace: 'test' })
    watcher.abort()
    expect(trace.gap !== undefined).to.equal(false)
    await silent
    const doubt = watcher.unconfirmed()
    watcher.abort()
    await doubt
    expect(trace.entries.at(-1))
      .to.include({ kind: 'gap', resource: 'pods' })
      .and.have.property('reason')
      .match(/again/)
    expect(watcher.unconfirmed()).to.equal(undefined)
  })

  it('leaves managedFields out', async () => {
    const bulky = object('web-0', { metadata: { labels: { app: 'web' } } })
    Object.assign(bulky.metadata, { managedFields: [{ manager: 'x' }] })
    const { trace } = await observed([event('ADDED', bulky)])
    const metadata = trace.objects('pods')[0]?.metadata
    expect(metadata).to.not.have.property('managedFields')
    expect(metadata).to.deep.include({ name: 'web-0', labels: { app: 'web' } })
  })
})
