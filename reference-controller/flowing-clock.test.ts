import { describe, it } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect } from 'chai'
import fc from 'fast-check'
import { controlledClock } from './clock.ts'
import { flowingClock } from './flowing-clock.ts'

const START = Date.UTC(2026, 0, 1)

describe('the flowing clock', () => {
  it('flows with the machine, and runs timers as it goes', () => {
    const { machine, clock, ran } = staged()
    set(clock, ran, 10)
    set(clock, ran, 30)
    machine.advance(20)
    expect(ran).to.deep.equal([{ due: START + 10, at: START + 10 }])
    expect(clock.now()).to.equal(START + 20)
  })

  it('leaps, and flows on from there', async () => {
    const { machine, clock, ran } = staged()
    set(clock, ran, 10_000)
    set(clock, ran, 60_000)
    await clock.leap(30_000)
    expect(ran).to.deep.equal([{ due: START + 10_000, at: START + 10_000 }])
    machine.advance(29_999)
    expect(ran).to.have.length(1)
    machine.advance(1)
    expect(ran).to.have.length(2)
  })

  it('stands still until what a timer began has ended, and misses no timer that this has set', async () => {
    const { machine, clock } = staged()
    const ran: number[] = []
    clock.after(1000, () => {
      void nextTurn().then(() => clock.after(1000, () => ran.push(clock.now())))
    })
    await clock.leap(2000, async () => {
      machine.advance(50)
      await nextTurn()
      await nextTurn()
    })
    expect(ran).to.deep.equal([START + 2000])
    expect(clock.now()).to.equal(START + 2000)
  })

  it('does not turn back for a timer that is late', async () => {
    const machine = controlledClock(START)
    const clock = flowingClock({ ...machine, after: () => () => {} })
    const ran: { due: number; at: number }[] = []
    set(clock, ran, 10)
    machine.advance(100)
    await clock.leap(1)
    expect(ran).to.deep.equal([{ due: START + 10, at: START + 100 }])
  })

  it('makes leaps that are asked for at once one after the other', async () => {
    const { clock, ran } = staged()
    set(clock, ran, 15)
    await Promise.all([clock.leap(10, () => nextTurn()), clock.leap(10, () => nextTurn())])
    expect(ran).to.deep.equal([{ due: START + 15, at: START + 15 }])
    expect(clock.now()).to.equal(START + 20)
  })

  it('keeps no timer of the machine for one that was cancelled', () => {
    const armed = new Set<() => void>()
    const after = (_: number, callback: () => void) => {
      armed.add(callback)
      return () => armed.delete(callback)
    }
    const clock = flowingClock({ now: () => START, after })
    const cancels = [60_000, 10].map((ms) => clock.after(ms, () => {}))
    expect(armed.size).to.equal(1)
    for (const cancel of cancels) cancel()
    expect(armed.size).to.equal(0)
  })

  it('names what is pending, but for timers of connections', () => {
    const { machine, clock } = staged()
    clock.after(2000, () => {}, 'later')
    const cancel = clock.after(500, () => {}, 'cancelled')
    clock.after(60_000, () => {})
    clock.after(1000, () => {}, 'sooner')
    cancel()
    machine.advance(100)
    expect(clock.pending()).to.deep.equal([
      { what: 'sooner', dueInMs: 900 },
      { what: 'later', dueInMs: 1900 },
    ])
  })

  it('runs every due timer once, in order, at its own time, however it flows and leaps', () =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const { machine, clock } = staged()
        const [ran, wanted]: [Ran[], number[]] = [[], []]
        const plan = ({ after, next }: Plan) => {
          wanted.push(clock.now() + after)
          set(clock, ran, after, () => next && plan(next))
        }
        for (const { kind, ms, timers } of steps) {
          for (const timer of timers) plan(timer)
          if (kind === 'leap') await clock.leap(ms, () => nextTurn())
          else machine.advance(ms)
        }
        for (const { due, at } of ran) expect(at).to.equal(due)
        const inOrder = wanted.filter((due) => due <= clock.now()).sort((one, other) => one - other)
        expect(ran.map(({ due }) => due)).to.deep.equal(inOrder)
      }),
    ))
})

interface Ran {
  due: number
  at: number
}

/** A timer, and one that it sets in turn. */
interface Plan {
  after: number
  next?: Plan | undefined
}

const plan = fc.record({
  after: fc.nat(50),
  next: fc.option(fc.record({ after: fc.nat(50) }), { nil: undefined }),
})
const step = fc.record({
  kind: fc.constantFrom('leap', 'flow'),
  ms: fc.nat(60),
  timers: fc.array(plan, { maxLength: 4 }),
})

function staged() {
  const machine = controlledClock(START)
  return { machine, clock: flowingClock(machine), ran: [] as Ran[] }
}

function set(clock: ReturnType<typeof flowingClock>, ran: Ran[], ms: number, afterwards = () => {}) {
  const due = clock.now() + ms
  clock.after(ms, () => {
    ran.push({ due, at: clock.now() })
    afterwards()
  })
}
