import { describe, it } from 'node:test'
import { expect } from 'chai'
import { history } from '../observe/testing.ts'
import type { TraceEvent } from '../observe/trace.ts'
import { NOTHING_BESIDE } from './blame.ts'
import { appears, comes, ends, ready, set, settled, thing } from './invariants/testing.ts'
import { startingState } from './judge.ts'
import {
  added,
  asked,
  claim,
  created,
  ended,
  error,
  expects,
  guarantees,
  head,
  judged,
  kept,
  made,
  nothingElse,
  refusal,
  start,
  step,
  tooMany,
  unjudged,
  window,
} from './judge-testing.ts'

describe('a request that was refused', () => {
  it('is a harness error where no step asks why', () => {
    expect(error(judged([...kept, asked(7), refusal, ended]))).to.equal(
      'a request was refused and no step asked why: no',
    )
  })

  it('is none where a step asks about it', () => {
    const asks = expects('the API server rejected the request with {refusal}', { code: 422, reason: 'Invalid' })
    const rejected = { ...refusal, status: { reason: 'Invalid' } } as TraceEvent
    expect(judged([window, asks, rejected, asked(1), ended])).to.deep.equal({ outcome: 'kept' })
  })

  it('is none where it was granted', () => {
    expect(judged([...kept, asked(7), { ...refusal, code: 200 } as TraceEvent, ended])).to.deep.equal({
      outcome: 'kept',
    })
    expect(judged([...kept, asked(7), { ...refusal, code: 400 } as TraceEvent, ended]).outcome).to.equal(
      'harness error',
    )
  })

  it('is not told beside what is broken', () => {
    expect(judged([...tooMany, refusal, ended])).to.not.have.property('harnessError')
  })
})

describe('a cluster that does not come to rest', () => {
  const restless = [
    ...start,
    step('Then'),
    created('web-0'),
    thing('events', 'e'),
    settled({ rests: false }),
    asked(7),
    ended,
  ]

  it('is charged to the row for what no other row names, with what was written last', () => {
    const judgement = judged(restless)
    expect(guarantees(judgement)).to.equal(NOTHING_BESIDE)
    expect(judgement).to.have.nested.property('violations[0].seen', 'last pods/web-0')
    expect(judgement).to.have.nested.property('violations[0].at', 9)
  })

  it('says that nothing was seen where nothing was', () => {
    expect(judged([settled({ rests: false }), ended])).to.have.nested.property('violations[0].seen', 'last nothing')
  })

  it('names the workload itself, which no table of kinds knows', () => {
    const judgement = judged([...start.slice(0, 4), settled({ rests: false }), ended])
    expect(judgement).to.have.nested.property('violations[0].seen', 'last clonesets/web')
  })

  it('is not told where something else is broken', () => {
    expect(guarantees(judged([...restless.slice(0, -2), appears('web-1'), ended]))).to.equal('SS-ORD-020')
  })
})

describe('a starting state that is not reached', () => {
  const wanting = [step('Given'), made, set({ type: 'ADDED', spec: { replicas: 2 } }), ...comes('web-0'), settled()]
  const judgedThen = [step('Then'), created('web-9'), asked(9), ended]

  it('is charged to what was left undone, and the Rule is not judged', () => {
    const judgement = judged([...wanting, window, step('When'), ...judgedThen])
    expect([guarantees(judgement), unjudged(judgement)]).to.deep.equal(['SS-IDN-002', 'SS-RULE: SS-IDN-002'])
    expect(judgement).to.have.nested.property('violations[0].source', 'starting state')
  })

  it('is not asked of a window that no Given precedes: there it is an omission', () => {
    const judgement = judged([step('When'), ...wanting.slice(1), window, step('When'), ...judgedThen])
    expect([guarantees(judgement), unjudged(judgement)]).to.deep.equal(['SS-IDN-002', 'SS-RULE: SS-IDN-002'])
    expect(judgement).to.have.nested.property('violations[0].source', 'omission')
    expect(judgement).to.have.nested.property('violations[0].at', 10)
  })

  it('is none where all is there', () => {
    expect(
      guarantees(
        judged([
          ...wanting.slice(0, -1),
          ...comes('web-1'),
          settled(),
          window,
          step('When'),
          step('Then'),
          created('web-9'),
          asked(11),
          ended,
        ]),
      ),
    ).to.equal('SS-RULE')
  })

  it('tells what is missing at once, too', () => {
    expect(startingState({ header: head(), trace: history(...wanting) })).to.include({
      guarantee: 'SS-IDN-002',
      source: 'starting state',
    })
    expect(startingState({ header: head(), trace: history(...wanting, ...comes('web-1')) })).to.equal(undefined)
  })

  const absences: [string, string][] = [
    ['pods', 'SS-IDN-002'],
    ['persistentvolumeclaims', 'SS-STO-001'],
  ]
  for (const [resource, guarantee] of absences)
    it(`is charged to ${guarantee} where a step looks for one of the ${resource} in vain`, () => {
      const judgement = judged([...start, settled(), { kind: 'absent', resource, name: 'x' }, ended])
      expect([guarantees(judgement), unjudged(judgement)]).to.deep.equal([guarantee, `SS-RULE: ${guarantee}`])
    })
})

describe('"nothing else changed"', () => {
  it('is charged by the table, and the Rule is not judged', () => {
    const judgement = judged([
      ...start,
      ...claim,
      step('Then'),
      created('web-0'),
      nothingElse,
      settled(),
      asked(9),
      asked(10),
      ended,
    ])
    expect(guarantees(judgement)).to.equal(`SS-STO-001 ${NOTHING_BESIDE}`)
    expect(unjudged(judgement)).to.equal('SS-RULE: SS-STO-001')
  })

  it('is charged to the row for what no other row names where none does', () => {
    const before = [
      step('Given'),
      made,
      added,
      ...comes('web-0'),
      claim[0] as TraceEvent,
      settled(),
      step('When'),
      window,
    ]
    const judgement = judged([
      ...before,
      claim[1] as TraceEvent,
      step('Then'),
      nothingElse,
      settled(),
      asked(11),
      ended,
    ])
    expect([guarantees(judgement), unjudged(judgement)]).to.deep.equal([NOTHING_BESIDE, `SS-RULE: ${NOTHING_BESIDE}`])
    expect(judgement).to.have.nested.property('violations[0].because', 'persistentvolumeclaims/x changed labels[a]')
    expect(judgement).to.have.nested.property('violations[0].source', 'nothing else changed')
  })

  it('holds where only what was spoken of changed', () => {
    expect(
      judged([...start, step('Then'), created('web-0'), nothingElse, settled(), asked(7), asked(8), ended]),
    ).to.deep.equal({ outcome: 'kept' })
  })

  it('is left to an invariant that speaks of the same object', () => {
    const judgement = judged([
      ...tooMany.slice(0, -1),
      step('Then'),
      created('web-0', 'web-1'),
      nothingElse,
      ready('web-1'),
      ends('web-1'),
      settled(),
      asked(8),
      asked(9),
      ended,
    ])
    expect(guarantees(judgement)).to.match(/^SS-ORD-020/)
  })
})
