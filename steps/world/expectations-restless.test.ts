import { describe, it } from 'node:test'
import { expect } from 'chai'
import { object, seen } from '../observe/testing.ts'
import { appears, errorOf, staged, step } from './expectations-testing.ts'

const when = step('When StatefulSet web is created with 1 replica')
const one = step('Then only Pod web-0 exists')

describe('a Then about a controller that does not rest', () => {
  const restless = 'the controller does not come to rest'

  it('is not judged where it has not come about', async () => {
    const { expectations, judged } = staged([when, one], [], { restless })
    expectations.openWindow(when)
    expect((await errorOf(expectations.judge(one))).message).to.equal(restless)
    expect(judged()).to.deep.equal([])
  })

  it('is not judged where it is not so for now', async () => {
    const goes = seen('pods', 'DELETED', object('web-0'))
    const staging = staged([when, one], [], { restless, settled: () => staging.trace.add(goes) < 0 })
    staging.expectations.openWindow(when)
    staging.trace.add(appears('web-0'))
    expect((await errorOf(staging.expectations.judge(one))).message).to.equal(restless)
    expect(staging.judged()).to.deep.equal([[1, 'unasked']])
  })

  it('is judged where it holds', async () => {
    const { expectations, trace, judged } = staged([when, one], [], { restless, settled: () => false })
    expectations.openWindow(when)
    trace.add(appears('web-0'))
    await expectations.judge(one)
    expect(judged()).to.deep.equal([
      [1, 'unasked'],
      [1, 'deadline'],
    ])
  })
})
