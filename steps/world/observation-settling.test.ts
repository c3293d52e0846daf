import { afterEach, beforeEach, describe, it, mock } from 'node:test'
import { AssertionError, expect } from 'chai'
import { aTurn, object, seen } from '../observe/testing.ts'
import { quiet, setTimeFactor } from '../patience/index.ts'
import { action, isDone, scope, staged } from './observation-testing.ts'
import { pod } from './testing.ts'

describe('an observation that asks the target', () => {
  const rests = ([what]: unknown[]) => what === 'rest'

  it('knows that it rests until somebody acts', async () => {
    const { observation, trace, asked } = staged()
    await observation.begin(scope, [])
    expect(await observation.settled(), 'nobody has acted yet').to.equal(true)
    expect(observation.isReportedAtRest).to.equal(false)
    trace.add(action)
    expect(await observation.settled()).to.equal(true)
    expect(observation.isReportedAtRest).to.equal(true)
    trace.add({ ...action, own: true })
    trace.add(pod('web-0'))
    expect(await observation.settled()).to.equal(true)
    expect(asked.filter((each) => rests(each as unknown[]))).to.have.length(1)
    trace.add(action)
    await observation.settled()
    expect(asked.filter((each) => rests(each as unknown[]))).to.have.length(2)
    observation.end()
  })

  it('asks again where the target did not rest', async () => {
    const rest = async () => ({ atRest: false, because: 'a sync', pending: [], revision: '5' })
    const { observation, trace, asked } = staged({ rest })
    await observation.begin(scope, [])
    trace.add(action)
    const or = () => true
    expect(await observation.settled({ or })).to.equal(false)
    expect(await observation.settled({ or })).to.equal(false)
    expect(observation.isReportedAtRest).to.equal(false)
    expect(trace.entries.filter(({ kind }) => kind === 'settled')).to.have.length(2)
    expect(asked.filter((each) => rests(each as unknown[]))).to.have.length(2)
    observation.end()
  })

  it('waits until every watch has brought what was up to the version that the target names', async () => {
    const { observation, trace, streams } = staged({ rest: async () => ({ atRest: true, pending: [], revision: '7' }) })
    await observation.begin(scope, [])
    trace.add(action)
    const settled = observation.settled()
    const bookmark = { type: 'BOOKMARK', object: { metadata: { resourceVersion: '7' } } }
    for (const stream of streams.values()) {
      expect(await isDone(settled)).to.equal(false)
      stream.write(bookmark)
    }
    expect(await settled).to.equal(true)
    expect(trace.entries.findLast(({ kind }) => kind === 'settled')).to.include({
      how: 'the target is at rest, 1 rounds',
    })
    observation.end()
  })

  it('asks the target again where a watch broke before it had brought that', async () => {
    const answers = ['7', '5']
    const rest = async () => ({ atRest: true, pending: [], revision: answers.shift() ?? '5' })
    const { observation, trace, streams } = staged({ rest })
    await observation.begin(scope, [])
    trace.add(action)
    const settled = observation.settled()
    await aTurn()
    const bookmark = { type: 'BOOKMARK', object: { metadata: { resourceVersion: '7' } } }
    for (const [plural, stream] of streams)
      if (plural === 'pods') stream.end()
      else stream.write(bookmark)
    expect(await settled).to.equal(true)
    expect(trace.entries.findLast(({ kind }) => kind === 'settled')).to.include({
      how: 'the target is at rest, 2 rounds',
    })
    observation.end()
  })

  it('lets the retries of a refused controller come where the clock leaps', async () => {
    const clock = { parts: { capabilities: ['clock'] } }
    const rest = async () => ({ atRest: true, pending: [{ what: 'back-off', dueInMs: 60_000 }], revision: '5' })
    for (const [leaps, staging] of [
      [true, staged({ ...clock, rest })],
      [false, staged({ rest })],
    ] as const) {
      const { observation, trace, asked } = staging
      await observation.begin(scope, [])
      expect(observation.leaps).to.equal(leaps)
      trace.add(seen('events', 'ADDED', object('e', { reason: 'FailedCreate' })))
      await observation.untilUnasked(() => false)
      const leapt = asked.filter((each) => (each as unknown[])[0] === 'leap')
      expect(leapt).to.deep.equal(
        leaps
          ? [
              ['leap', 60],
              ['leap', 60],
            ]
          : [],
      )
      observation.end()
    }
    expect(staged({ ...clock, asksTarget: false }).observation.leaps).to.equal(false)
  })
})

describe('a controller that does not come to rest', () => {
  const restless = () => {
    const staging = staged()
    staging.trace.add(action)
    for (let change = 0; change <= 100; change++) staging.trace.add(pod('web-0'))
    return staging
  }
  const errorOf = (waited: Promise<void>) => waited.catch((error: unknown) => error)

  it('breaks the example where what is awaited has not come, after an attempt to settle', async () => {
    const { observation, trace } = restless()
    const error = await errorOf(observation.untilUnasked(() => false))
    expect(error).to.be.instanceOf(AssertionError)
    expect((error as Error).message).to.equal(
      'the controller does not come to rest: pods/web-0 has changed 101 times though no step acts',
    )
    expect(trace.entries.at(-1)).to.include({ kind: 'settled', rests: false })
  })

  it('is not asked about where what is awaited has come', async () => {
    const { observation, trace } = restless()
    await observation.untilUnasked(() => true)
    expect(trace.entries.some(({ kind }) => kind === 'settled')).to.equal(false)
  })

  it('is another than one that rests without what is awaited', async () => {
    const { observation, trace } = staged()
    trace.add(action)
    await observation.untilUnasked(() => false)
    await observation.requireRest()
    expect(trace.entries.some(({ kind }) => kind === 'settled')).to.equal(false)
  })
})

describe('an observation that asks the controller', () => {
  beforeEach(() => setTimeFactor(0.02))
  afterEach(() => setTimeFactor(1))

  it('asks the sentinel, and passes the barrier', async () => {
    const { observation, trace, asked } = staged({ asksTarget: false })
    await observation.begin(scope, [])
    trace.add(action)
    asked.length = 0
    expect(await observation.settled()).to.equal(true)
    expect(asked[0]).to.equal('sentinel')
    expect(asked.slice(1)).to.deep.equal(
      ['pods', 'persistentvolumeclaims', 'controllerrevisions'].map((plural) => ['write', plural]),
    )
    expect(observation.isReportedAtRest, 'events may still come').to.equal(false)
    observation.end()
  })
})

describe('an observation that asks the controller, with a watch that broke', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }))
  afterEach(() => mock.timers.reset())

  async function passes(ms: number) {
    for (const part of [ms - 1, 1]) {
      for (let turn = 0; turn < 5; turn++) await aTurn()
      mock.timers.tick(part)
    }
    for (let turn = 0; turn < 5; turn++) await aTurn()
  }

  it('does not rest before it is resumed', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    let answer = Promise.resolve()
    const { observation, trace, cut } = staged({ asksTarget: false, accepted: () => answer })
    await observation.begin(scope, [])
    trace.add(action)
    answer = promise
    await cut()
    const settled = observation.settled()
    await passes(quiet.beforeAsking)
    await passes(quiet.withoutAnswer)
    expect(await isDone(settled)).to.equal(false)
    resolve()
    await passes(quiet.afterAnswer)
    expect(await settled).to.equal(true)
    observation.end()
  })

  it('takes nothing for absent before it is sure that nothing was lost', async () => {
    const { observation, cut } = staged({ asksTarget: false })
    await observation.begin(scope, [])
    const waited = observation.untilUnasked(() => false)
    await passes(700)
    await cut()
    await passes(quiet.withoutAnswer - 700)
    expect(await isDone(waited)).to.equal(false)
    await passes(700)
    await waited
    observation.end()
  })
})
