import { describe, it } from 'node:test'
import { expect } from 'chai'
import { ApiError, type KubeObject, type ReadApi, resources, type WatchEvent } from '../client/index.ts'
import { alarm, setTimeFactor, stretched } from '../patience/index.ts'
import { aTurn, object } from './testing.ts'
import { Trace } from './trace.ts'
import { startWatcher } from './watcher.ts'

const at = (name: string, resourceVersion: string) => object(name, { metadata: { resourceVersion } })
const event = (type: WatchEvent['type'], what: KubeObject): WatchEvent => ({ type, object: what })
const bookmark = (version: string) => event('BOOKMARK', at('', version))

interface Answer {
  readonly events: WatchEvent[]
  /** True if the watch ends after them. */
  readonly ends?: boolean
}

/** An API whose watches bring what the test says, each once, and then end or stay open. */
function ledApi(planned: Answer[], delays: Promise<void>[]) {
  const opens: { readonly brings: (answer: Answer) => Promise<void>; readonly signal: AbortSignal }[] = []
  async function* told(answer: Promise<Answer>) {
    const { events, ends } = await answer
    yield* events
    if (!ends) await new Promise(() => {})
  }
  const api: Partial<ReadApi> = {
    async watch(_resource, _namespace, _version, signal) {
      const answer = Promise.withResolvers<Answer>()
      const brings = (what: Answer) => {
        answer.resolve(what)
        return aTurn()
      }
      opens.push({ signal, brings })
      const plan = planned.shift()
      if (plan) answer.resolve(plan)
      await delays.shift()
      return told(answer.promise)
    },
  }
  return { api: api as ReadApi, opens }
}

async function begin(planned: Answer[] = [], delays: Promise<void>[] = []) {
  const { api, opens } = ledApi(planned, delays)
  const trace = new Trace(() => 0)
  const watcher = startWatcher(api, trace, resources.pods, { namespace: 'test' })
  await watcher.opened
  return { opens, delays, trace, watcher }
}

/** Runs without patience: every while is over with the next timer. */
async function hastily(run: () => Promise<void>): Promise<void> {
  setTimeFactor(0)
  await run().finally(() => setTimeFactor(1))
}

describe('the state of a watcher', () => {
  const first = { events: [event('ADDED', at('web-0', '11'))], ends: true }

  it('is confirmed by the first event after it was resumed', async () => {
    const { watcher, opens } = await begin()
    await opens[0]?.brings(first)
    expect(watcher.unconfirmed() === undefined).to.equal(false)
    await opens[1]?.brings({ events: [bookmark('12')] })
    expect(watcher.unconfirmed()).to.equal(undefined)
    watcher.stop()
  })

  it('is confirmed by a while without any', () =>
    hastily(async () => {
      const { watcher, opens } = await begin()
      await opens[0]?.brings(first)
      await watcher.unconfirmed()
      expect(watcher.unconfirmed()).to.equal(undefined)
      watcher.stop()
    }))

  it('is not confirmed by the while of a watch that has broken again', () =>
    hastily(async () => {
      const { watcher, opens } = await begin(
        [first, { events: [], ends: true }],
        [Promise.resolve(), Promise.resolve(), new Promise(() => {})],
      )
      await aTurn()
      // Timers of one length end in the order in which they began: that of the second watch would be over.
      await new Promise<void>((resolve) => alarm(stretched(1), resolve))
      expect([opens.length, watcher.unconfirmed() === undefined]).to.deep.equal([3, false])
      watcher.stop()
    }))

  it('is settled once history is lost', async () => {
    const { watcher, opens, delays, trace } = await begin()
    const refusal = Promise.withResolvers<void>()
    delays.push(refusal.promise)
    await opens[0]?.brings(first)
    const [resumed, doubt] = [watcher.reconnecting(), watcher.unconfirmed()]
    expect(resumed === undefined || doubt === undefined).to.equal(false)
    refusal.reject(new ApiError('GET pods', 410, '{}'))
    await resumed
    await doubt
    expect(trace.gap).to.include({ resource: 'pods' })
    expect([watcher.reconnecting(), watcher.unconfirmed()]).to.deep.equal([undefined, undefined])
    expect(await watcher.upTo('99')).to.equal(false)
  })

  it('says which versions have come, until it breaks', async () => {
    const { watcher, opens, delays } = await begin()
    const again = Promise.withResolvers<void>()
    delays.push(again.promise)
    const [eleven, twelve] = [watcher.upTo('11'), watcher.upTo('12')]
    await opens[0]?.brings(first)
    expect([await eleven, await twelve]).to.deep.equal([true, false])
    expect(await watcher.upTo('11'), 'while it is resumed').to.equal(false)
    again.resolve()
    await watcher.reconnecting()
    expect(await watcher.upTo('11'), 'resumed').to.equal(true)
    watcher.stop()
  })

  it('waits for nothing once it is stopped', async () => {
    const { watcher, opens } = await begin()
    await opens[0]?.brings(first)
    const [doubt, later] = [watcher.unconfirmed(), watcher.upTo('99')]
    watcher.stop()
    expect(watcher.unconfirmed()).to.equal(undefined)
    await doubt
    expect(await later).to.equal(false)
    expect(opens.map(({ signal }) => signal.aborted)).to.deep.equal([true, true])
  })

  it('ends its watch when it is aborted in doubt', async () => {
    const { watcher, opens } = await begin()
    await opens[0]?.brings(first)
    watcher.abort()
    expect(opens[1]?.signal.aborted).to.equal(true)
    expect(await watcher.upTo('11')).to.equal(true)
    expect(await watcher.upTo('12')).to.equal(false)
  })
})
