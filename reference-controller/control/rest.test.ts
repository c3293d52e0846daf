import { describe, it } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect } from 'chai'
import { startActivity } from '../activity.ts'
import { connect, pods, startReflector, type Transport, workQueue } from '../client/index.ts'
import { controlledClock } from '../clock.ts'
import { flowingClock } from '../flowing-clock.ts'
import { restOf } from './rest.ts'

const NEVER = new AbortController().signal

describe('rest', () => {
  it('is there when nothing is under way, and tells the watches how far the store is', async () => {
    const { ask, told } = staged()
    expect(await ask()).to.deep.equal({ atRest: true, pending: [], revision: '42' })
    expect(told).to.deep.equal(['bookmarks'])
  })

  it('is not there while a sync is in progress or a key is queued', async () => {
    const { ask, told, activity, clock } = staged()
    const open: (() => void)[] = []
    const process = () => new Promise<void>((resolve) => open.push(resolve))
    const queue = workQueue(clock, process, { name: 'test controller', activity, workers: 1 })
    queue.add('ns/a')
    queue.add('ns/b')
    await nextTurn()
    const queued = await ask()
    expect(queued).to.include({ atRest: false })
    expect(queued.because).to.equal('work queue of the test controller: 1 waiting, 1 in progress (ns/a, ns/b)')
    open.shift()?.()
    await nextTurn()
    await nextTurn()
    expect((await ask()).because).to.equal('work queue of the test controller: 0 waiting, 1 in progress (ns/b)')
    expect(told).to.deep.equal([])
    open.shift()?.()
    expect(await ask(5000)).to.include({ atRest: true })
  })

  it('is not there while a request is not answered', async () => {
    const { ask, activity } = staged()
    const answered = Promise.withResolvers<void>()
    const client = connect(KUBECONFIG, {
      userAgent: 'a-test',
      activity,
      transport: { ...NOTHING, request: () => answered.promise.then(() => JSON_ANSWER) },
    })
    const asked = client.request('GET', '/version')
    expect((await ask()).because).to.equal('request of a-test: GET /version')
    answered.resolve()
    await asked
    expect(await ask()).to.include({ atRest: true })
  })

  it('is not there while an event is not delivered', async () => {
    const { ask, activity } = staged()
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    async function* events() {
      await first.promise
      yield Buffer.from('{"type":"ADDED","object":{"metadata":{"name":"a","resourceVersion":"5"}}}\n')
      await second.promise
    }
    const undelivered = activity.begin(() => 'events of /api/v1/pods')
    const client = connect(KUBECONFIG, {
      userAgent: 'a-test',
      activity,
      transport: { ...NOTHING, stream: async () => ({ code: 200, chunks: events() }) },
    })
    const seen = startReflector(client, pods, { clock: controlledClock(0), onChange: undelivered })
    expect(await ask()).to.include({ atRest: false, because: 'events of /api/v1/pods' })
    first.resolve()
    expect(await ask(5000)).to.include({ atRest: true })
    expect([...seen.cache.keys()]).to.deep.equal(['a'])
    seen.stop()
    second.resolve()
  })

  it('is there while a timer is pending, which it names, unless it is nearly due', async () => {
    const { ask, clock, machine } = staged()
    clock.after(1234, () => {}, 'minReadySeconds of Pod ns/web-0')
    const pending = [{ what: 'minReadySeconds of Pod ns/web-0', dueInMs: 1234 }]
    expect(await ask()).to.deep.equal({ atRest: true, pending, revision: '42' })
    const held = ask(5000, 2000)
    expect((await ask(0, 2000)).because).to.equal('minReadySeconds of Pod ns/web-0 is due in 1234 ms')
    machine.advance(1234)
    expect(await held).to.include({ atRest: true })
  })

  it('ends the wait when the time is over, or when nobody waits any more', async () => {
    const { ask, rest, activity } = staged()
    activity.begin(() => 'for ever')
    expect(await ask(20)).to.include({ atRest: false, because: 'for ever' })
    const gone = new AbortController()
    const asked = rest({ waitMs: 600_000, dueWithinMs: 0 }, gone.signal)
    gone.abort()
    expect(await asked).to.include({ atRest: false })
  })

  it('names no more than can be read', async () => {
    const { ask, activity } = staged()
    for (let each = 1; each <= 7; each++) activity.begin(() => `work ${each}`)
    expect((await ask()).because).to.equal('work 1; work 2; work 3; work 4; work 5; and 2 more')
  })
})

function staged() {
  const machine = controlledClock(0)
  const clock = flowingClock(machine)
  const activity = startActivity()
  const told: string[] = []
  const rest = restOf({ activity, clock, revision: () => 42, sendBookmarks: () => void told.push('bookmarks') })
  const ask = (waitMs = 0, dueWithinMs = 100) => rest({ waitMs, dueWithinMs }, NEVER)
  return { machine, clock, activity, told, rest, ask }
}

const KUBECONFIG = JSON.stringify({
  'current-context': 'c',
  contexts: [{ name: 'c', context: { cluster: 'c' } }],
  clusters: [{ name: 'c', cluster: { server: 'http://127.0.0.1:1' } }],
})
const JSON_ANSWER = {
  code: 200,
  contentType: 'application/json',
  body: '{"metadata":{"resourceVersion":"4"},"items":[]}',
}
const NOTHING: Transport = {
  request: async () => JSON_ANSWER,
  stream: () => Promise.reject(new Error('no streams here')),
  close: async () => {},
}
