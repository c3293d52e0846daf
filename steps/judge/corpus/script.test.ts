import { describe, it } from 'node:test'
import { expect } from 'chai'
import { history } from '../../observe/testing.ts'
import type { Header, TraceEvent } from '../../observe/trace.ts'
import { acts, comes, set, settled } from '../invariants/testing.ts'
import { asked, created, ended, head, made, nothingElse, step, window } from '../judge-testing.ts'
import { isEquivalent } from './script.ts'

const added = set({ type: 'ADDED', spec: { replicas: 1 } })
const start = [step('When'), window, made, added]
const [arrives, ...later] = comes('web-0')
const happened = [...start, arrives as TraceEvent, ...later]
const finish = [step('Then'), created('web-0'), settled(), asked(happened.length + 1), ended]
const file = (events: readonly TraceEvent[], parts: Partial<Header> = {}) => ({
  header: head(parts),
  entries: history(...events).entries,
})
const recording = file([...happened, ...finish])

describe('two recordings of an example', () => {
  it('are equivalent where only the order of arrival differs', () => {
    const other = file([step('When'), window, made, arrives as TraceEvent, added, ...later, ...finish])
    expect(isEquivalent(recording, other)).to.equal(true)
  })

  it('are not where a step, an expectation or an action differs', () => {
    for (const [index, changed] of [
      [0, step('Given')],
      [2, acts('create', 'clonesets', 'db')],
      [happened.length + 1, nothingElse],
    ] as const)
      expect(isEquivalent(recording, file([...happened, ...finish].with(index, changed)))).to.equal(false)
    expect(isEquivalent(recording, file([...happened, ...finish].toSpliced(2, 1)))).to.equal(false)
  })

  it('are where the suite kept house in another order', () => {
    const own: TraceEvent = { kind: 'action', own: true, verb: 'patch', resource: 'pods', name: 'web-0' }
    const other = [...happened, ...finish].with(-1, own)
    expect(isEquivalent(file([...other, ended]), recording)).to.equal(true)
  })

  it('are not where the header or the verdict differs', () => {
    expect(isEquivalent(recording, file([...happened, ...finish], { capabilities: [] }))).to.equal(false)
    const without = [...start, ...finish.with(3, asked(start.length + 1))]
    expect(isEquivalent(recording, file(without))).to.equal(false)
  })
})
