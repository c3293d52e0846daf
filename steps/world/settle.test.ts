import { afterEach, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { object, seen } from '../observe/testing.ts'
import { setTimeFactor, quiet as windows } from '../patience/index.ts'
import type { Scene } from './scene.ts'
import { settle } from './settle.ts'
import { pod, scene, web } from './testing.ts'

const starting = object('web-0', { spec: { containers: [] }, status: { phase: 'Pending' } })
const running = object('web-0', {
  spec: { containers: [] },
  status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
})

describe('settling by asking the controller', () => {
  beforeEach(() => setTimeFactor(0.02))
  afterEach(() => setTimeFactor(1))

  it('asks the sentinel, then for a generation, then passes the barrier', async () => {
    const { scene: calm, asked, last } = scene()
    expect(await settle(calm)).to.equal(true)
    expect(asked).to.deep.equal(['driver', 'sentinel', 'bump', 'driver', 'barrier'])
    expect(last()).to.include({ rests: true, how: '1 rounds, generation reported' })
  })

  it('1: waits until nothing is under way', async () => {
    const { scene: busy, trace, asked } = scene()
    trace.add(seen('pods', 'ADDED', starting))
    setTimeout(() => {
      asked.push('running')
      trace.add(seen('pods', 'MODIFIED', running))
    }, 20)
    expect(await settle(busy)).to.equal(true)
    expect(asked.indexOf('running')).to.be.lessThan(asked.indexOf('sentinel'))
  })

  it('1: says what was still moving when the wait was over', async () => {
    setTimeFactor(0.001)
    const { scene: stuck, trace, last } = scene()
    trace.add(seen('pods', 'ADDED', starting))
    await settle(stuck)
    expect(last().moving).to.deep.equal(['web-0 is starting'])
  })

  it('2: begins again when the sentinel’s answer brought something new', async () => {
    let probes = 0
    const {
      scene: late,
      trace,
      asked,
      last,
    } = scene({
      sentinel: {
        probe: async () => {
          if (probes++ === 0) trace.add(pod('web-0'))
          return true
        },
      },
    })
    expect(await settle(late)).to.equal(true)
    expect(probes).to.equal(2)
    expect(asked, 'a controller at work is not asked for a generation').to.deep.equal([
      'driver',
      'bump',
      'driver',
      'barrier',
    ])
    expect(last().how).to.match(/^2 rounds/)
  })

  it('3: does not take a generation as reported before the controller has reported it', async () => {
    setTimeFactor(0.01)
    const { scene: mute, last } = scene()
    const api = { patch: async () => web(7, 1) as never }
    await settle({ ...mute, api })
    expect(last().how).to.equal('1 rounds, generation not reported, quiet only')
  })

  it('3: waits for the newest generation of every workload', async () => {
    const { scene: slow, trace, last } = scene()
    const api = {
      patch: async () => {
        setTimeout(() => trace.add(seen('statefulsets', 'MODIFIED', web(2, 2))), 20)
        return web(2, 1) as never
      },
    }
    expect(await settle({ ...slow, api })).to.equal(true)
    expect(last().how).to.equal('1 rounds, generation reported')
    expect(trace.objects('statefulsets')[0]?.status).to.deep.equal({ observedGeneration: 2 })
  })

  it('3: does not wait again for one that never reports a generation', async () => {
    const { scene: mute, trace, last } = scene({ generations: { silent: true } })
    trace.add(seen('statefulsets', 'MODIFIED', object('web', { metadata: { generation: 1 }, spec: {} })))
    const api = {
      patch: async () => {
        setImmediate(() => trace.add(seen('statefulsets', 'MODIFIED', web(9, 9))))
        return web(9, 0) as never
      },
    }
    await settle({ ...mute, api })
    expect(last().how).to.match(/^1 rounds, generation not reported/)
  })

  it('3: begins again when the controller acts before it reports', async () => {
    const staged = scene()
    const { patch } = staged.scene.api
    let bumps = 0
    const api = {
      patch: async (...args: Parameters<typeof patch>) => {
        if (bumps++ === 0) staged.trace.add(pod('web-0'))
        return patch(...args)
      },
    }
    await settle({ ...staged.scene, api } as Scene)
    expect(staged.last().how).to.match(/^2 rounds/)
  })

  it('4: begins again when the barrier brings something', async () => {
    let passes = 0
    const {
      scene: late,
      trace,
      last,
    } = scene({
      barrier: { pass: async () => void (passes++ === 0 && trace.add(pod('web-0'))) },
    })
    await settle(late)
    expect(last().how).to.match(/^2 rounds/)
  })

  it('4: does not rest while a watch is reconnecting', async () => {
    let asked = 0
    const { scene: broken, last } = scene({
      reconnecting: () => (asked++ < 2 ? Promise.resolve() : undefined),
    })
    await settle(broken)
    expect(last()).to.include({ rests: true, how: '2 rounds, generation reported' })
  })

  it('5: begins again when something comes in the quiet period', async () => {
    setTimeFactor(1)
    let passes = 0
    const {
      scene: late,
      trace,
      last,
    } = scene({
      barrier: {
        pass: async () => {
          if (passes++ === 0) setTimeout(() => trace.add(pod('web-0')), windows.afterAnswer / 2)
        },
      },
    })
    await settle(late)
    expect(last().how).to.match(/^2 rounds/)
  })

  it('5: is quiet for longer when the sentinel is not answered', async () => {
    setTimeFactor(0.1)
    let passes = 0
    const pass = async () => {
      if (passes++ === 0) setTimeout(() => trace.add(pod('web-0')), windows.afterAnswer * 2)
    }
    const { scene: silent, trace, last } = scene({ sentinel: { probe: async () => false }, barrier: { pass } })
    expect(await settle(silent)).to.equal(true)
    expect(last().how).to.equal('2 rounds, generation reported, the sentinel is not answered')
  })

  it('asks nobody while the controller is stopped', async () => {
    const { scene: halted, asked, last } = scene({ stopped: true })
    expect(await settle(halted)).to.equal(true)
    expect(asked).to.deep.equal(['driver', 'barrier'])
    expect(last().how).to.equal('1 rounds, generation not reported, quiet only, the controller is stopped')
  })

  it('counts neither events nor markers of the suite as news', async () => {
    const {
      scene: noisy,
      trace,
      last,
    } = scene({
      barrier: {
        pass: async () => {
          trace.add(seen('events', 'ADDED', object('web.1')))
          trace.add(seen('pods', 'ADDED', object('marker', { metadata: { labels: { 'example.com/marker': 'x' } } })))
        },
      },
    })
    await settle(noisy)
    expect(last().how).to.match(/^1 rounds/)
  })

  it('does not rest where the controller never stops, and says so', async () => {
    setTimeFactor(0.002)
    let round = 0
    const {
      scene: restless,
      trace,
      last,
    } = scene({
      barrier: { pass: async () => void trace.add(pod(`web-${round++}`)) },
    })
    expect(await settle(restless)).to.equal(false)
    expect(last().rests).to.equal(false)
  })

  it('ends as soon as an object has changed again and again, and says which', async () => {
    const staged = scene({ loop: () => 'statefulsets/web has changed 101 times' })
    staged.scene.barrier.pass = async () => void staged.trace.add(pod('web-0'))
    expect(await settle(staged.scene)).to.equal(false)
    expect(staged.last()).to.include({ rests: false, how: 'statefulsets/web has changed 101 times' })
    expect(staged.scene.restless.proven).to.equal(false)
  })

  it('rests where an object has changed again and again and no longer does', async () => {
    const staged = scene({ loop: () => 'statefulsets/web has changed 101 times' })
    expect(await settle(staged.scene)).to.equal(true)
    expect(staged.last().how).to.equal('1 rounds, generation reported')
  })

  it('ends early when what is awaited has become pointless', async () => {
    const { scene: restless, trace } = scene({
      barrier: { pass: async () => void trace.add(pod(`web-${trace.length}`)) },
    })
    expect(await settle(restless, { or: () => trace.length > 10 })).to.equal(false)
  })
})
