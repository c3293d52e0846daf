import { afterEach, beforeEach, describe, it, mock } from 'node:test'
import { expect } from 'chai'
import { header, history, object, seen } from '../observe/testing.ts'
import type { TraceEvent } from '../observe/trace.ts'
import { waits } from '../patience/index.ts'
import { newsSince, quietFor, unless } from './quiet.ts'

const subject = header()
const pod = seen('pods', 'ADDED', object('web-0'))
const event = seen('events', 'ADDED', object('e'))
const node = seen('nodes', 'MODIFIED', object('n'))
const marker = seen('pods', 'ADDED', object('marker', { metadata: { labels: { 'example.com/marker': 'x' } } }))

const turn = async () => {
  for (let index = 0; index < 5; index++) await Promise.resolve()
}

describe('a quiet period', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }))
  afterEach(() => mock.timers.reset())

  function watched(parts: { or?: () => boolean } = {}) {
    const trace = history()
    let over = false
    void quietFor(trace, subject, { ms: 20, ...parts }).then(() => {
      over = true
    })
    const isOver = async () => {
      await turn()
      return over
    }
    const passes = async (ms: number) => {
      mock.timers.tick(ms)
      return isOver()
    }
    return { trace, passes, isOver }
  }

  it('is over when nothing has come for so long', async () => {
    const { passes } = watched()
    expect(await passes(19)).to.equal(false)
    expect(await passes(1)).to.equal(true)
  })

  it('begins again with whatever counts', async () => {
    const { trace, passes } = watched()
    await passes(15)
    trace.add(pod)
    expect(await passes(15)).to.equal(false)
    expect(await passes(5)).to.equal(true)
  })

  for (const [what, one] of [
    ['an event', event],
    ['the heartbeat of a node', node],
    ['a marker of the suite', marker],
    ['what the suite does', { kind: 'window' }],
  ] as [string, TraceEvent][])
    it(`goes on with ${what}`, async () => {
      const { trace, passes } = watched()
      await passes(15)
      trace.add(one)
      expect(await passes(5)).to.equal(true)
    })

  it('ends early when it has become pointless', async () => {
    let pointless = false
    const { trace, isOver } = watched({ or: () => pointless })
    trace.add(event)
    expect(await isOver()).to.equal(false)
    pointless = true
    trace.add(event)
    expect(await isOver()).to.equal(true)
  })

  it('ends where the trace never stops growing', async () => {
    const { trace, passes } = watched()
    for (let ms = 0; ms < waits.comesToRest.ms - 10; ms += 10) {
      trace.add(pod)
      mock.timers.tick(10)
    }
    expect(await passes(9)).to.equal(false)
    trace.add(pod)
    expect(await passes(1)).to.equal(true)
  })

  it('leaves neither a timer nor a listener behind', async () => {
    let asked = 0
    const { trace, passes } = watched({
      or: () => {
        asked += 1
        return false
      },
    })
    expect(await passes(20)).to.equal(true)
    trace.add(pod)
    expect(asked).to.equal(0)
  })
})

describe('a quiet period that ends early', () => {
  it('leaves no timer behind that would keep the process', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((what) => what === 'Timeout').length
    const before = timers()
    const trace = history()
    const over = quietFor(trace, subject, { ms: 60_000, or: () => true })
    expect(timers()).to.equal(before + 2)
    trace.add(event)
    await over
    expect(timers()).to.equal(before)
  })
})

describe('news', () => {
  const web = (parts: Parameters<typeof object>[1] = {}, type: 'ADDED' | 'MODIFIED' | 'DELETED' = 'MODIFIED') =>
    seen(
      'statefulsets',
      type,
      object('web', {
        ...parts,
        metadata: { generation: 1, labels: {}, ...parts.metadata },
        spec: { replicas: 1, revisionHistoryLimit: 10, ...(parts['spec'] as object) },
        status: { replicas: 1, observedGeneration: 1, ...(parts['status'] as object) },
      }),
    )
  const cases: [string, TraceEvent, boolean][] = [
    ['a Pod', pod, true],
    ['the heartbeat of a node', node, false],
    ['an event', event, false],
    ['a marker of the suite', marker, false],
    ['what the suite does', { kind: 'window' }, false],
    ['a new set', web({ metadata: { name: 'other', uid: 'other' } }, 'ADDED'), true],
    ['the end of a set', web({}, 'DELETED'), true],
    ['a set that was not there', web({ metadata: { uid: 'other' } }), true],
    ['a set as it was', web(), false],
    [
      'a bump of its generation',
      web({ metadata: { generation: 3, resourceVersion: '9' }, spec: { revisionHistoryLimit: 11 } }),
      false,
    ],
    ['the report of a generation', web({ status: { observedGeneration: 3 } }), false],
    ['another field of the spec', web({ spec: { replicas: 2 } }), true],
    ['another field of the status', web({ status: { replicas: 2 } }), true],
    ['another label', web({ metadata: { labels: { a: 'b' } } }), true],
    ['a changed Pod', seen('pods', 'MODIFIED', object('web-0')), true],
  ]
  for (const [title, event, is] of cases)
    it(`is ${is ? '' : 'not '}${title}`, () => {
      const trace = history(web({}, 'ADDED'), pod)
      trace.add(event)
      expect(newsSince(trace, subject, 2)).to.equal(is)
      expect(newsSince(trace, subject, 3)).to.equal(false)
    })

  it('is a set that changed before, among others, and came to be as it is', () => {
    const trace = history(
      web({ metadata: { name: 'other', uid: 'other' } }, 'ADDED'),
      web({}, 'ADDED'),
      web({ status: { replicas: 2 } }),
    )
    expect(newsSince(trace, subject, 2)).to.equal(true)
    expect(newsSince(history(...trace.entries, web({ status: { replicas: 2 } })), subject, 3)).to.equal(false)
  })
})

describe('an answer', () => {
  it('is given where nothing comes before it', async () => {
    const trace = history()
    const { promise, resolve } = Promise.withResolvers<string>()
    const answered = unless(trace, () => false, promise)
    trace.add(pod)
    await turn()
    resolve('yes')
    expect(await answered).to.equal('yes')
  })

  it('is not waited for where there is no need', async () => {
    expect(await unless(history(), () => true, Promise.reject(new Error('no')))).to.equal(undefined)
  })

  it('is not waited for any longer when there is no need any more', async () => {
    const trace = history()
    let asked = 0
    const met = () => {
      asked += 1
      return trace.length > 1
    }
    const answered = unless(trace, met, new Promise(() => {}))
    trace.add(event)
    trace.add(event)
    expect(await answered).to.equal(undefined)
    trace.add(event)
    expect(asked, 'the trace is followed no longer').to.equal(3)
  })

  it('may be an error', async () => {
    const error = await unless(history(), () => false, Promise.reject(new Error('no'))).catch((each: Error) => each)
    expect(error).to.have.property('message', 'no')
  })
})
