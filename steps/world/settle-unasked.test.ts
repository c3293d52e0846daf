import { afterEach, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { object, seen } from '../observe/testing.ts'
import type { Trace } from '../observe/trace.ts'
import { pause, quiet, waits } from '../patience/index.ts'
import { controlledClock } from './clock-testing.ts'
import type { Scene } from './scene.ts'
import { untilUnasked } from './settle.ts'
import { pod, scene } from './testing.ts'

const { withoutAnswer } = quiet

let clock: ReturnType<typeof controlledClock>
function underControl() {
  beforeEach(() => {
    clock = controlledClock()
  })
  afterEach(() => clock.restore())
}

describe('the time that is given to what comes about by itself', () => {
  underControl()

  const came = (trace: Trace) => () => trace.objects('pods').length > 0

  async function unasked(
    parts: Partial<Scene>,
    met: (trace: Trace) => () => boolean = came,
    before?: (t: Trace) => void,
  ) {
    const staged = scene(parts)
    before?.(staged.trace)
    const began = performance.now()
    const holds = await clock.until(untilUnasked(staged.scene, met(staged.trace)))
    return [holds, performance.now() - began]
  }

  it('is a long quiet period after the sentinel’s answer', async () => {
    expect(await unasked({})).to.deep.equal([false, withoutAnswer])
    expect(await unasked({ sentinel: { probe: () => pause(40).then(() => true) } })).to.deep.equal([
      false,
      40 + withoutAnswer,
    ])
  })

  it('does not wait for a controller that is stopped', async () => {
    const probe = () => Promise.reject(new Error('asked'))
    expect(await unasked({ stopped: true, sentinel: { probe } })).to.deep.equal([false, withoutAnswer])
  })

  it('ends when it has come', async () => {
    for (const parts of [
      (trace: () => Trace): Partial<Scene> => ({ driver: { idle: async () => void trace().add(pod('web-0')) } }),
      (trace: () => Trace): Partial<Scene> => ({
        sentinel: { probe: async () => trace().add(pod('web-0')) > 0 },
      }),
    ]) {
      const staged: ReturnType<typeof scene> = scene(parts(() => staged.trace))
      const began = performance.now()
      expect(await clock.until(untilUnasked(staged.scene, came(staged.trace)))).to.equal(true)
      expect(performance.now() - began).to.equal(0)
      expect(staged.asked, 'nothing more is asked').to.not.include('sentinel')
    }
  })

  it('ends when it has come, though a watch is not yet sure', async () => {
    const staged = scene({ confirmed: () => new Promise(() => {}) })
    const waited = untilUnasked(staged.scene, came(staged.trace))
    setTimeout(() => staged.trace.add(pod('web-0')), 10)
    expect(await clock.until(waited)).to.equal(true)
  })

  it('ends when it has come after a retry, though the target does not rest', async () => {
    let hasLeapt = false
    const atRest = { atRest: true, pending: [{ what: 'back-off of web', dueInMs: 5 }], revision: '1' }
    const staged = scene({
      rest: async () => (hasLeapt ? new Promise(() => {}) : atRest),
      leap: async () => {
        hasLeapt = true
        setTimeout(() => staged.trace.add(pod('web-0')), 10)
      },
    })
    staged.trace.add(seen('events', 'ADDED', object('web.1', { reason: 'FailedCreate' })))
    expect(await clock.until(untilUnasked(staged.scene, came(staged.trace)))).to.equal(true)
  })

  it('proves nothing where history is lost', async () => {
    const staged = scene()
    staged.trace.add({ kind: 'gap', resource: 'pods', reason: '410' })
    const error = await clock.until(untilUnasked(staged.scene, () => false)).catch(({ name }: Error) => name)
    expect(error).to.equal('HistoryLost')
  })

  it('begins again with news, and ends where they never end', async () => {
    let pods = 0
    const news = (limit: number) => {
      pods = 0
      const staged: ReturnType<typeof scene> = scene({
        sentinel: { probe: async () => (pods++ < limit ? staged.trace.add(pod(`web-${pods}`)) > 0 : true) },
      })
      return staged
    }
    const some = news(2)
    let began = performance.now()
    expect(await clock.until(untilUnasked(some.scene, () => false))).to.equal(false)
    expect(performance.now() - began).to.equal(3 * withoutAnswer)
    const always = news(Number.POSITIVE_INFINITY)
    began = performance.now()
    expect(await clock.until(untilUnasked(always.scene, () => false))).to.equal(false)
    expect(performance.now() - began).to.equal(waits.comesToRest.ms)
  })
})
