import { describe, it } from 'node:test'
import { AssertionError, expect } from 'chai'
import { object, seen } from '../observe/testing.ts'
import type { TraceEvent } from '../observe/trace.ts'
import { waits } from '../patience/index.ts'
import { HarnessError } from './errors.ts'
import { appears, errorOf, given, kinds, sets, staged, step } from './expectations-testing.ts'

const when = step('When StatefulSet web is created with 1 replica')
const one = step('Then only Pod web-0 was created')
const two = step('Then only Pods web-0 and web-1 exist')
const refused = seen('events', 'ADDED', object('e', { reason: 'FailedCreate' }))
const order = (resource: string, body?: object) =>
  ({ kind: 'action', own: false, verb: 'order', resource, name: 'refuse', body }) as const

describe('when a window opens', () => {
  const expected = (entries: readonly TraceEvent[]) =>
    entries.flatMap((entry) => (entry.kind === 'expectation' ? [entry.text] : []))

  it('its Thens are recorded, up to the next step that is none', () => {
    const next = step('When Pod web-0 is deleted')
    const { expectations, trace } = staged([when, one, two, next, step('Then no Pods exist')])
    expectations.openWindow(when)
    expect(kinds(trace.entries)).to.equal('window expectation expectation')
    expect(trace.entries[1]).to.deep.include({
      phrase: '{exactly} was/were {verb}',
      args: [{ what: 'Pod', names: ['web-0'] }, 'created'],
      text: one.text,
    })
    expect(trace.entries[2]).to.include({ text: two.text })
    expectations.openWindow(next)
    expect(expected(trace.entries.slice(3))).to.deep.equal(['no Pods exist'])
  })

  it('those after several Whens in a row are recorded', () => {
    const { expectations, trace } = staged([when, step('When Pod web-0 is deleted'), one, two])
    expectations.openWindow(when)
    expect(expected(trace.entries)).to.deep.equal([one.text, two.text])
  })

  it('nothing is recorded where no Then follows', () => {
    const { expectations, trace } = staged([one, when])
    expectations.openWindow(when)
    expect(kinds(trace.entries)).to.equal('window')
  })

  it('names of the suite are filled into docstrings and tables', () => {
    const report = step('Then StatefulSet web reports:', 'name: <mine>')
    const table = step('Then Pod web-0 has:', [['spec.name', '<mine>']])
    const { expectations, trace } = staged([when, report, table])
    expectations.openWindow(when)
    const args = trace.entries.flatMap((entry) => (entry.kind === 'expectation' ? [entry.args] : []))
    expect(args).to.deep.equal([
      ['web', 'name: yours'],
      [{ what: 'Pod', name: 'web-0' }, [['spec.name', 'yours']]],
    ])
  })

  it('a step that no phrase reads is left out, and is a harness error when it is judged', async () => {
    const odd = step('Then the moon is full')
    const { expectations, trace } = staged([when, odd, one])
    expectations.openWindow(when)
    expect(expected(trace.entries)).to.deep.equal([one.text])
    const error = await errorOf(expectations.judge(odd))
    expect(error).to.be.instanceOf(HarnessError)
    expect(error.message).to.equal('no phrase of the suite reads "the moon is full"')
  })

  it('a starting state that was not reached breaks the example', () => {
    const { expectations } = staged([when, one], [given, sets(2)])
    expect(() => expectations.openWindow(when))
      .to.throw(AssertionError, 'Pod web-0 was never created')
      .with.deep.property('expected', ['web-0', 'web-1'])
  })

  it('a starting state that was reached breaks nothing', () => {
    const { expectations } = staged([when, one], [given, sets(1), appears('web-0')])
    expectations.openWindow(when)
  })

  it('only what Givens ask for is a starting state', () => {
    const last: TraceEvent = { kind: 'step', keyword: 'When', text: 'When' }
    staged([when, one], [given, sets(2), last]).expectations.openWindow(when)
    staged([when, one], [sets(2)]).expectations.openWindow(when)
  })
})

describe('a Then', () => {
  it('that holds is judged at once, and again when all has settled', async () => {
    const { expectations, trace, asked, judged } = staged([when, one])
    expectations.openWindow(when)
    trace.add(appears('web-0'))
    await expectations.judge(one)
    expect(judged()).to.deep.equal([
      [1, 'unasked'],
      [1, 'settled'],
    ])
    const phrase = '{exactly} was/were {verb}'
    expect(asked).to.deep.equal([[phrase, [{ what: 'Pod', names: ['web-0'] }, 'created']], 'unasked', 'settled'])
  })

  it('that comes about in time is judged unasked', async () => {
    const staging = staged([when, one], [], { unasked: () => void staging.trace.add(appears('web-0')) })
    staging.expectations.openWindow(when)
    await staging.expectations.judge(one)
    expect(staging.judged()[0]).to.deep.equal([1, 'unasked'])
  })

  it('that can no longer hold fails at once, and tells what was expected and seen', async () => {
    const { expectations, trace, asked, judged } = staged([when, one])
    expectations.openWindow(when)
    trace.add(appears('web-7'))
    const error = await errorOf(expectations.judge(one))
    expect(error).to.be.instanceOf(AssertionError)
    expect(error.message).to.equal('Pods were not created as promised')
    expect(error).to.deep.include({ expected: ['web-0'], actual: ['web-7'], showDiff: true })
    expect(judged()).to.deep.equal([[1, 'unasked']])
    expect(asked).to.not.include('settled')
  })

  it('that has not come about when the controller has had its time fails at its deadline', async () => {
    const { expectations, asked, judged } = staged([when, one])
    expectations.openWindow(when)
    expect(await errorOf(expectations.judge(one))).to.be.instanceOf(AssertionError)
    expect(judged()).to.deep.equal([[1, 'deadline']])
    expect(asked).to.not.include('settled')
  })

  it('that compares nothing says so alone', async () => {
    const before = step('Then Pod web-0 was ready before Pod web-1 was created')
    const { expectations } = staged([when, before])
    expectations.openWindow(when)
    expect(await errorOf(expectations.judge(before))).to.not.have.any.keys('expected', 'actual', 'showDiff')
  })

  it('that ceases to hold before all has settled fails', async () => {
    const staging = staged([when, one], [], { settled: () => staging.trace.add(appears('web-1')) > 0 })
    staging.expectations.openWindow(when)
    staging.trace.add(appears('web-0'))
    expect(await errorOf(staging.expectations.judge(one))).to.be.instanceOf(AssertionError)
    expect(staging.judged()).to.deep.equal([
      [1, 'unasked'],
      [1, 'settled'],
    ])
  })

  for (const [how, entry] of [
    ['it had been refused', refused],
    ['the suite has ordered refusals', order('refusals', { order: 'refuse', code: 500 })],
  ] as const)
    it(`is judged after the controller was asked where ${how}`, async () => {
      const staging = staged([when, one], [entry], { settled: () => staging.trace.add(appears('web-0')) > 0 })
      staging.expectations.openWindow(when)
      await staging.expectations.judge(one)
      expect(staging.judged()).to.deep.equal([[2, 'settled']])
    })

  for (const entry of [
    order('refusals', { order: 'refuse', delayMs: 1 }),
    order('clock', { code: 1 }),
    order('refusals'),
  ])
    it(`is judged before where nothing was refused: ${entry.resource} ${JSON.stringify(entry.body)}`, async () => {
      const { expectations, asked } = staged([when, one], [entry])
      expectations.openWindow(when)
      expect(await errorOf(expectations.judge(one))).to.be.instanceOf(AssertionError)
      expect(asked).to.not.include('settled')
    })

  it('is not asked about where what a refused controller waits for can leap', async () => {
    const { expectations, judged, asked } = staged([when, one], [refused], { leaps: true })
    expectations.openWindow(when)
    expect(await errorOf(expectations.judge(one))).to.be.instanceOf(AssertionError)
    expect(judged()).to.deep.equal([[2, 'deadline']])
    expect(asked).to.not.include('settled')
  })

  it('that holds is judged at its deadline where the cluster does not rest', async () => {
    const { expectations, trace, judged } = staged([when, one], [], { settled: () => false })
    expectations.openWindow(when)
    trace.add(appears('web-0'))
    await expectations.judge(one)
    expect(judged()[1]).to.deep.equal([1, 'deadline'])
  })

  it('that compares with something that was never there is a harness error', async () => {
    const same = step('Then Pod web-0 is the same as before')
    const { expectations } = staged([when, same])
    expectations.openWindow(when)
    const error = await errorOf(expectations.judge(same))
    expect(error).to.be.instanceOf(HarnessError)
    expect(error.message).to.match(/^there was no Pod web-0 before/)
  })

  it('without a When is recorded when it is judged, once, with those after it', async () => {
    const { expectations, trace } = staged([step('Given StatefulSet web with 1 replica'), one, two], [appears('web-0')])
    await expectations.judge(one)
    expect(kinds(trace.entries)).to.equal('seen expectation expectation judged judged')
    await errorOf(expectations.judge(two))
    expect(trace.entries.filter(({ kind }) => kind === 'expectation')).to.have.length(2)
  })
})

describe('after a failure', () => {
  const lasting = { settled: { atMost: waits.afterFailure } }
  const event = step('Then event Created was recorded about Pod web-0')
  const gone = step('Then no Pods exist')

  it('the other Thens are judged, but for those that others keep', async () => {
    const { expectations, trace, asked, judged } = staged([when, one, two, gone, event])
    expectations.openWindow(when)
    trace.add(appears('web-7'))
    await errorOf(expectations.judge(one))
    await expectations.judgeRemaining()
    expect(judged().slice(1)).to.deep.equal([
      [2, 'settled'],
      [3, 'settled'],
    ])
    expect(asked.at(-1)).to.deep.equal(lasting)
  })

  it('nobody is asked where nothing is left', async () => {
    const { expectations, asked } = staged([when, one])
    expectations.openWindow(when)
    await errorOf(expectations.judge(one))
    asked.length = 0
    await expectations.judgeRemaining()
    expect(asked).to.deep.equal([])
  })

  it('what is still open is not judged where the cluster does not rest', async () => {
    const created = step('Then only Pod web-0 was created')
    const { expectations, trace, judged } = staged([when, event, two, created], [], { settled: () => false })
    expectations.openWindow(when)
    trace.add(appears('web-7'))
    await expectations.judgeRemaining()
    expect(judged()).to.deep.equal([[3, 'deadline']])
  })
})

describe('whether the trace proves that something is broken', () => {
  it('is a question to the invariants', () => {
    const { expectations, trace } = staged([when])
    trace.add(sets(1))
    expect(expectations.isBroken()).to.equal(false)
    trace.add(appears('web-0'))
    trace.add(appears('web-1'))
    expect(expectations.isBroken()).to.equal(true)
  })
})
