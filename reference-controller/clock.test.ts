import { globSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import { controlledClock, systemClock } from './clock.ts'

describe('the clock', () => {
  it('is what every part reads: none has a time of its own, which no leap would reach', () => {
    const folder = new URL('./', import.meta.url)
    const sources = globSync('**/*.ts', { cwd: folder }).filter((file) => !/\.test\.ts$|^clock\.ts$/.test(file))
    expect(sources).to.include('node/kubelet.ts')
    const own = /\bsetTimeout\b|\bsetInterval\b|\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b/
    expect(sources.filter((file) => own.test(readFileSync(new URL(file, folder), 'utf8')))).to.deep.equal([])
  })

  it('waits longer than a timeout of the machine can', (context) => {
    context.mock.timers.enable({ apis: ['setTimeout'] })
    let called = 0
    const days = 24 * 3600 * 1000
    systemClock().after(30 * days, () => void called++)
    context.mock.timers.tick(2 ** 31 - 1)
    expect(called).to.equal(0)
    context.mock.timers.tick(30 * days - (2 ** 31 - 1))
    expect(called).to.equal(1)
    const cancel = systemClock().after(30 * days, () => void called++)
    context.mock.timers.tick(26 * days)
    cancel()
    context.mock.timers.tick(26 * days)
    expect(called).to.equal(1)
  })

  it('calls back in the order of due times when it is advanced, those set meanwhile included', () => {
    const clock = controlledClock(0)
    const seen: [string, number][] = []
    const note = (what: string) => () => void seen.push([what, clock.now()])
    clock.after(20, note('late'))
    clock.after(10, () => {
      note('early')()
      clock.after(5, note('between'))
    })
    clock.after(30, note('never'))
    clock.advance(25)
    expect(seen).to.deep.equal([
      ['early', 10],
      ['between', 15],
      ['late', 20],
    ])
  })
})
