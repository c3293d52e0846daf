import { describe, it } from 'node:test'
import { expect } from 'chai'
import { history } from '../observe/testing.ts'
import type { EntryOf } from '../observe/trace.ts'
import { NOTHING_BESIDE } from './blame.ts'
import { appears, comes, set, settled } from './invariants/testing.ts'
import { stateOf } from './judge.ts'
import {
  added,
  asked,
  claim,
  created,
  ended,
  error,
  expects,
  head,
  judged,
  kept,
  made,
  nothingElse,
  start,
  step,
  window,
} from './judge-testing.ts'

describe('the window of a Then', () => {
  it('is the last one that opened before it, whatever opens later', () => {
    const trace = history(...start, created('web-0'), window)
    expect(stateOf({ header: head(), trace }, trace.entries[6] as EntryOf<'expectation'>)).to.deep.equal({
      kind: 'kept',
    })
  })

  it('is the whole trace where none opened', () => {
    const events = [made, added, ...comes('web-0'), step('Then'), created('web-0'), settled(), asked(5), ended]
    expect(judged(events)).to.deep.equal({ outcome: 'kept' })
  })

  it('may open before any step', () => {
    const events = [window, made, added, ...comes('web-0'), created('web-0'), settled(), asked(5), ended]
    expect(judged(events)).to.deep.equal({ outcome: 'kept' })
  })

  it('opens upon a starting state that was reached', () => {
    const given = [step('Given'), made, added, ...comes('web-0'), settled()]
    const events = [...given, window, step('When'), step('Then'), created(), settled(), asked(9), ended]
    const noPods = { ...created(), args: [{ what: 'Pod', names: [] }, 'created'] }
    expect(judged(events.map((each) => (each.kind === 'expectation' ? noPods : each)))).to.deep.equal({
      outcome: 'kept',
    })
  })
})

describe('each Then', () => {
  it('is judged for itself', () => {
    expect(error(judged([...kept, nothingElse, asked(7), ended]))).to.equal('nothing else changed: was never judged')
  })

  it('must be decided where it was judged unasked', () => {
    const open = [...start, step('Then'), created('web-0', 'web-1')]
    const nobody = { guarantees: [] }
    expect(error(judged([...open, asked(7, 'unasked'), ended], nobody))).to.match(/: called decided while it was open$/)
    expect(judged([...open, asked(7, 'settled'), ended], nobody)).to.deep.equal({ outcome: 'kept' })
  })

  it('that compares with what never was is a harness error', () => {
    const same = expects('{objects} is/are {sameness}', { what: 'Pod', names: ['web-7'] }, 'new')
    expect(error(judged([...start, same, settled(), asked(6), ended]))).to.match(/there was no Pod web-7/)
  })

  it('tells what else changed, by the object and the field', () => {
    const judgement = judged([...start, created('web-0'), nothingElse, ...claim, settled(), asked(7), ended])
    const { violations } = judgement as Extract<typeof judgement, { outcome: 'broken' }>
    const [first, second] = violations
    expect(first).to.deep.include({
      because: 'persistentvolumeclaims/x created',
      expected: 'nothing else changed',
      seen: 'created',
      at: 8,
      cause: { verb: 'create', resource: 'persistentvolumeclaims', name: 'x' },
    })
    expect(second).to.deep.include({
      guarantee: NOTHING_BESIDE,
      because: 'persistentvolumeclaims/x changed labels[a]',
      seen: 'changed',
      at: 9,
    })
  })
})

describe('a trace', () => {
  it('that is empty has no end', () => {
    expect(error(judged([]))).to.match(/^the trace has no end/)
  })

  it('in which an action found nothing is charged to what was not made', () => {
    const absent = (resource: string, name: string) => judged([{ kind: 'absent', resource, name }, ended])
    const sentence = 'a step acts upon an object that the steps before it ask for'
    const because = 'the starting state was not reached: there is no'
    const violation = { source: 'starting state', sentence, at: 0 }
    expect(absent('pods', 'web-0')).to.have.deep.property('violations', [
      {
        ...violation,
        guarantee: 'SS-IDN-002',
        because: `${because} web-0`,
        cause: { verb: 'omit', resource: 'pods', name: 'web-0' },
      },
    ])
    expect(absent('persistentvolumeclaims', 'x')).to.have.nested.property('violations[0].guarantee', 'SS-STO-001')
  })

  it('that did not come to rest tells what was written before', () => {
    const restless = [...start, settled({ rests: false }), appears('web-0'), ended]
    const judgement = judged([...restless, settled({ rests: false }), ended])
    expect(judgement).to.have.nested.property('violations[0].seen', 'last pods/web-0')
    const later = [...start, settled({ rests: false }), ...claim, ended]
    expect(judged(later)).to.have.nested.property('violations[0].seen', 'last pods/web-0')
  })
})

describe('what was not made', () => {
  const wanting = set({ type: 'ADDED', spec: { replicas: 2 } })
  const sources = (events: Parameters<typeof judged>[0]) => {
    const judgement = judged(events)
    return judgement.outcome === 'broken'
      ? judgement.violations.map(({ source, guarantee }) => `${source}: ${guarantee}`).join(' ')
      : judgement.outcome
  }

  it('is seen where the Givens have come to rest, though no window opens', () => {
    const given = [step('Given'), made, wanting, ...comes('web-0')]
    expect(sources([...given, settled(), ended])).to.equal('starting state: SS-IDN-002')
    expect(sources([...given, window, ended])).to.equal('starting state: SS-IDN-002')
    expect(sources([...given, ended])).to.equal('harness error')
    expect(sources([...given, settled({ rests: false }), ended])).to.equal(`rest: ${NOTHING_BESIDE}`)
  })
  it('is not told beside a Then that is kept', () => {
    const given = [step('When'), window, made, wanting, ...comes('web-0'), step('Then'), created('web-0')]
    expect(sources([...given, settled(), asked(7), ended])).to.equal('kept')
  })
})
