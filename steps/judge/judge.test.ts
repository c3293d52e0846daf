import { describe, it } from 'node:test'
import { expect } from 'chai'
import { history } from '../observe/testing.ts'
import type { EntryOf } from '../observe/trace.ts'
import { invariants } from './invariants/index.ts'
import { appears, comes, kind, set, settled } from './invariants/testing.ts'
import { stateOf } from './judge.ts'
import {
  asked,
  created,
  ended,
  error,
  expects,
  failure,
  gap,
  guarantees,
  head,
  judged,
  kept,
  start,
  step,
  tooMany,
  window,
} from './judge-testing.ts'

describe('the verdict on an example', () => {
  it('is kept where its Thens and all invariants hold and it has ended', () => {
    expect(judged([...kept, asked(7), ended])).to.deep.equal({ outcome: 'kept' })
    expect(judged([...kept, asked(7, 'deadline'), ended])).to.deep.equal({ outcome: 'kept' })
  })

  it('is not applicable where it was skipped, whatever else there is', () => {
    const reason = { kind: 'skipped', reason: 'no nodes' } as const
    expect(judged([...tooMany, reason, failure])).to.deep.equal({ outcome: 'not applicable', reason: 'no nodes' })
  })

  it('is a harness error where the suite failed', () => {
    expect(judged([...kept, asked(7), failure, ended])).to.deep.equal({
      outcome: 'harness error',
      message: 'the suite failed',
    })
  })

  it('is a harness error where the trace has no end', () => {
    expect(error(judged([...kept, asked(7)]))).to.match(/^the trace has no end/)
  })

  it('is broken beside a harness error, and tells both', () => {
    const judgement = judged([...tooMany, failure, ended])
    expect([guarantees(judgement), error(judgement)]).to.deep.equal(['SS-ORD-020', 'the suite failed'])
  })

  it('is broken though the trace has no end, and tells both', () => {
    const judgement = judged(tooMany)
    expect(guarantees(judgement)).to.equal('SS-ORD-020')
    expect(error(judgement)).to.match(/no end/)
  })

  it('is broken without a harness error where nothing else is wrong', () => {
    const judgement = judged([...tooMany, ended])
    expect(guarantees(judgement)).to.equal('SS-ORD-020')
    expect(judgement).to.not.have.property('harnessError')
  })
})

describe('where history is lost', () => {
  it('nothing can be kept', () => {
    expect(error(judged([...kept, asked(7), gap, ended]))).to.match(/^the watch of pods has lost history, .*: 410$/)
  })

  it('what broke before stays broken', () => {
    const judgement = judged([...tooMany, gap, ended])
    expect(guarantees(judgement)).to.equal('SS-ORD-020')
    expect(error(judgement)).to.match(/lost history/)
  })

  it('what breaks after it is unknown', () => {
    const judgement = judged([...start, gap, appears('web-1'), settled(), ended])
    expect(judgement.outcome).to.equal('harness error')
  })

  it('a Then that was judged after it is unknown', () => {
    expect(judged([...start, step('Then'), created('web-9'), gap, asked(7), ended]).outcome).to.equal('harness error')
  })
})

describe('a Then', () => {
  it('breaks its Rule where it can no longer hold', () => {
    const judgement = judged([...start, step('Then'), created('web-9'), asked(7, 'unasked'), ended])
    expect(guarantees(judgement)).to.equal('SS-RULE')
    expect(judgement).to.have.nested.property('violations[0].at', 4)
    expect(judgement).to.have.nested.property('violations[0].source', 'then')
    expect(judgement).to.not.have.nested.property('violations[0].kind')
  })

  it('breaks its Rule where it had not come true when it was judged', () => {
    const judgement = judged([...start, step('Then'), created('web-0', 'web-1'), settled(), asked(7), ended])
    expect(guarantees(judgement)).to.equal('SS-RULE')
    expect(judgement).to.have.nested.property('violations[0].at', 9)
  })

  it('breaks every guarantee of its Rule', () => {
    const events = [...start, step('Then'), created('web-9'), asked(7), ended]
    expect(guarantees(judged(events, { guarantees: ['SS-ONE', 'SS-TWO'] }))).to.equal('SS-ONE SS-TWO')
  })

  it('is judged on what was there then, not on what came later', () => {
    const events = [
      ...start,
      step('Then'),
      created('web-0'),
      settled(),
      asked(7),
      appears('web-9', { type: 'DELETED' }),
    ]
    expect(judged([...events, ended])).to.deep.equal({ outcome: 'kept' })
    expect(
      guarantees(judged([...start, step('Then'), created('web-0', 'web-1'), asked(7), ...comes('web-1'), ended])),
    ).to.match(/SS-RULE/)
  })

  it('looks at the window before it, not at a later one', () => {
    const events = [...kept, asked(7), step('When'), window, settled(), ended]
    expect(judged(events)).to.deep.equal({ outcome: 'kept' })
    const second = [...kept, asked(7), step('When'), window, step('Then'), created('web-0'), asked(13), ended]
    expect(guarantees(judged(second))).to.equal('SS-RULE')
  })

  it('that was never judged is a harness error', () => {
    expect(error(judged([...kept, ended]))).to.match(/was never judged$/)
  })

  it('that was judged only before the controller was asked is a harness error', () => {
    expect(error(judged([...kept, asked(7, 'unasked'), ended]))).to.match(/was never judged$/)
  })

  it('that was called decided while it was open is a harness error', () => {
    const open = [
      ...start.slice(0, -2),
      step('Then'),
      created('web-0'),
      asked(5, 'unasked'),
      ...comes('web-0'),
      settled(),
      asked(5),
      ended,
    ]
    const judgement = judged(open)
    expect(judgement.outcome).to.equal('broken')
    const { kind: called } = stateOf(
      { header: head(), trace: history(...open.slice(0, 6)) },
      history(...open).entries[5] as EntryOf<'expectation'>,
    )
    expect(called).to.equal('pending')
  })

  it('that makes no sense is a harness error', () => {
    const senseless = expects('{objects} is/are {sameness}', { what: 'Pod', names: ['web-0'] }, 'the same as before')
    expect(error(judged([...start, step('Then'), senseless, asked(7), ended]))).to.match(/nothing to compare/)
  })

  it('that nobody knows is a harness error', () => {
    expect(error(judged([...start, step('Then'), expects('pigs fly'), asked(7), ended]))).to.match(
      /no expectation is called "pigs fly"/,
    )
  })

  it('that is not there is a harness error', () => {
    expect(error(judged([...start, settled(), ended]))).to.match(/^it expects nothing/)
  })

  it('leaves the others to be judged after a failure', () => {
    const judgement = judged([...start, step('Then'), created('web-9'), created(), asked(7), asked(8), ended])
    expect(judgement.outcome === 'broken' && judgement.violations[0]?.sentence).to.equal('{exactly} was/were {verb}')
  })
})

describe('a field that the kind does not have', () => {
  const wrong = [
    ...start,
    set({ status: { replicas: 5 } }),
    settled(),
    step('Then'),
    created('web-0'),
    asked(10),
    ended,
  ]
  const exempt = invariants.map(({ guarantee }) => guarantee).filter((guarantee) => guarantee !== 'SS-STA-002')
  const without = (absent: object) => guarantees(judged(wrong, { exempt, kind: { ...kind, ...absent } }))

  it('cannot be reported wrongly', () => {
    expect(without({})).to.equal('SS-STA-002')
    expect(without({ absent: { 'status.readyReplicas': 'none' } })).to.equal('SS-STA-002')
    expect(without({ absent: { 'status.replicas': 'none' } })).to.equal('')
  })
})

describe('a breach without a field', () => {
  it('is one of a kind without fields too', () => {
    const absent = { undefined: 'no field of this name' }
    expect(guarantees(judged(tooMany, { kind: { ...kind, absent } }))).to.include('SS-ORD-020')
  })
})
