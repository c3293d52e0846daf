import { describe, it } from 'node:test'
import { expect } from 'chai'
import { awaitTrace, HistoryLost, requireHistory } from './await-trace.ts'
import { aTurn, history, object, seen } from './testing.ts'
import type { TraceEvent } from './trace.ts'

const wait = { ms: 40, covers: 'a test' }
const gap: TraceEvent = { kind: 'gap', resource: 'pods', reason: '410 Expired' }
const pod = seen('pods', 'ADDED', object('web-0'))
const refused = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  )

describe('a wait on a trace', () => {
  it('ends with what it waits for, there already or to come', async () => {
    const trace = history(pod)
    await awaitTrace(trace, wait, 'one', () => trace.objects('pods').length === 1)
    const two = awaitTrace(trace, wait, 'two', () => trace.objects('pods').length === 2)
    trace.add(seen('pods', 'ADDED', object('web-1')))
    await two
  })

  it('asks after each entry until it ends, and not again', async () => {
    const trace = history(pod)
    const long = { ...wait, ms: 60_000 }
    let asked = 0
    const two = awaitTrace(trace, long, 'two', () => {
      asked++
      return trace.objects('pods').length === 2
    })
    let ended = false
    const end = two.then(() => {
      ended = true
    })
    trace.add({ kind: 'window' })
    await aTurn()
    expect({ asked, ended }).to.deep.equal({ asked: 2, ended: false })
    trace.add(seen('pods', 'ADDED', object('web-1')))
    await end
    trace.add({ kind: 'window' })
    expect(asked).to.equal(3)
  })

  it('ends with its maximum, saying what was awaited and seen last', async () => {
    const error = await refused(awaitTrace(history(pod), wait, 'pigs fly', () => false))
    expect(String(error)).to.match(/^Error: waited 40 ms in vain until pigs fly\n.*ADDED pods\/web-0/)
  })

  it('ends at once when history is lost, before or meanwhile, even if what it waits for seems to be there', async () => {
    const words = /the watch of pods has lost history, so nothing can be judged: 410 Expired/
    const before = await refused(awaitTrace(history(pod, gap), wait, 'anything', () => true))
    expect(before).to.be.instanceOf(HistoryLost).and.have.property('message').that.matches(words)
    const trace = history(pod)
    const meanwhile = refused(awaitTrace(trace, wait, 'anything', () => false))
    trace.add(gap)
    expect(await meanwhile).to.be.instanceOf(HistoryLost)
  })
})

describe('requireHistory', () => {
  it('accepts a trace without a gap and no other', () => {
    requireHistory(history(pod))
    expect(() => requireHistory(history(pod, gap, pod))).to.throw(HistoryLost)
  })
})
