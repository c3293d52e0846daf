import { afterEach, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { object, seen } from '../observe/testing.ts'
import type { Trace } from '../observe/trace.ts'
import { setTimeFactor } from '../patience/index.ts'
import { settle, untilUnasked } from './settle.ts'
import type { Rest } from './target-control.ts'
import { pod, scene } from './testing.ts'

describe('settling by asking the target', () => {
  beforeEach(() => setTimeFactor(0.02))
  afterEach(() => setTimeFactor(1))
  const atRest: Rest = { atRest: true, pending: [], revision: '1' }

  it('asks nobody else', async () => {
    const { scene: calm, asked, last } = scene({ rest: async () => atRest })
    expect(await settle(calm)).to.equal(true)
    expect(asked).to.deep.equal(['driver'])
    expect(last()).to.include({ rests: true, how: 'the target is at rest, 1 rounds' })
  })

  it('waits until the watches have brought what was up to the version that the target names', async () => {
    const asked: string[] = []
    const staged = scene({
      rest: async () => ({ ...atRest, revision: '7' }),
      upTo: async (revision) => {
        asked.push(revision)
        return true
      },
    })
    expect(await settle(staged.scene)).to.equal(true)
    expect(asked).to.deep.equal(['7'])
  })

  it('asks again when a watch broke before it had brought that', async () => {
    let reached = false
    const staged = scene({
      rest: async () => atRest,
      upTo: async () => {
        const complete = reached
        reached = true
        return complete
      },
    })
    expect(await settle(staged.scene)).to.equal(true)
    expect(staged.last().how).to.equal('the target is at rest, 2 rounds')
  })

  it('ends when a watch has lost history', async () => {
    const staged = scene({
      rest: async () => atRest,
      upTo: async () => {
        staged.trace.add({ kind: 'gap', resource: 'pods', reason: 'forgotten' })
        return false
      },
    })
    const error = await settle(staged.scene).catch(({ name }: Error) => name)
    expect(error).to.equal('HistoryLost')
  })

  it('asks again when the suite itself has acted meanwhile', async () => {
    let asked = 0
    const staged = scene({
      rest: async () => {
        if (asked++ === 0)
          staged.trace.add({ kind: 'action', own: true, verb: 'patch', resource: 'pods', name: 'web-0' })
        return atRest
      },
    })
    await settle(staged.scene)
    expect(asked).to.equal(2)
  })

  it('waits for the timer of a node that is ending a Pod', async () => {
    const asked: number[] = []
    const staged = scene({
      rest: async ({ dueWithinMs }) => {
        asked.push(dueWithinMs)
        if (asked.length === 1) return { ...atRest, pending: [{ what: 'the end of web-0', dueInMs: 2_000 }] }
        staged.trace.add(seen('pods', 'DELETED', ending))
        return atRest
      },
    })
    const ending = object('web-0', { metadata: { deletionTimestamp: '2030-01-01T00:00:00Z' }, spec: {}, status: {} })
    staged.trace.add(seen('pods', 'ADDED', ending))
    expect(await settle(staged.scene)).to.equal(true)
    expect(asked).to.deep.equal([100, 2_000])
  })

  it('bumps the generation of a workload whose controller was refused', async () => {
    const staged = scene({ rest: async () => atRest })
    await settle(staged.scene)
    expect(staged.asked).to.deep.equal(['driver'])
    staged.trace.add(seen('events', 'ADDED', object('web.1', { reason: 'FailedCreate' })))
    await settle(staged.scene)
    expect(staged.asked).to.deep.equal(['driver', 'bump', 'driver'])
  })

  it('names the timers that are pending', async () => {
    const pending = [{ what: 'minReadySeconds of Pod ns/web-0', dueInMs: 1000 }]
    const { scene: waiting, last } = scene({ rest: async () => ({ ...atRest, pending }) })
    await settle(waiting)
    expect(last().how).to.equal('the target is at rest, 1 rounds; minReadySeconds of Pod ns/web-0 in 1000 ms')
  })

  it('does not rest where the target never does, and says what is at work', async () => {
    setTimeFactor(0.0001)
    const { scene: busy, last } = scene({
      rest: async () => ({ atRest: false, because: 'a sync', pending: [], revision: '1' }),
    })
    expect(await settle(busy)).to.equal(false)
    expect(last()).to.include({ rests: false, how: 'the target is not at rest: a sync' })
  })
})

describe('settling with a controller that changes an object again and again', () => {
  it('does not wait for the target', async () => {
    const staged = scene({
      rest: () => new Promise<Rest>(() => {}),
      loop: () => (staged.trace.length > 1 ? 'web' : undefined),
    })
    const settled = settle(staged.scene)
    await new Promise((resolve) => setImmediate(resolve))
    staged.trace.add(pod('web-0'))
    expect(await settled).to.equal(false)
    expect(staged.last().how).to.equal('web')
  })

  for (const [way, parts] of [
    ['the target', { rest: () => new Promise<Rest>(() => {}) }],
    ['the controller', {}],
  ] as const)
    it(`does not wait for what ${way} would bring`, async () => {
      const staged = scene({ ...parts, loop: () => (staged.trace.length > 1 ? 'web' : undefined) })
      const unasked = untilUnasked(staged.scene, () => false)
      await new Promise((resolve) => setImmediate(resolve))
      staged.trace.add(pod('web-0'))
      expect(await unasked).to.equal(false)
    })
})

describe('what comes about by itself', () => {
  beforeEach(() => setTimeFactor(0.02))
  afterEach(() => setTimeFactor(1))

  const came = (trace: Trace) => () => trace.objects('pods').length > 0

  it('is not missed because a watch was broken while nothing else happened', async () => {
    const reopened = Promise.withResolvers<void>()
    let asked = 0
    const reconnecting = () => {
      if (asked++ > 0) return undefined
      setImmediate(() => {
        reopened.resolve()
        staged.trace.add(pod('web-0'))
      })
      return reopened.promise
    }
    const staged = scene({ reconnecting, confirmed: () => reopened.promise })
    expect(await untilUnasked(staged.scene, came(staged.trace))).to.equal(true)
  })

  it('is not missed because a watch was resumed only just now, and has yet to bring it', async () => {
    const confirmed = async () => {
      if (!came(staged.trace)()) staged.trace.add(pod('web-0'))
    }
    const staged = scene({ confirmed })
    expect(await untilUnasked(staged.scene, came(staged.trace))).to.equal(true)
  })

  it('is not waited for when all can be seen and nothing happens, and asks for no generation', async () => {
    const staged = scene()
    expect(await untilUnasked(staged.scene, came(staged.trace))).to.equal(false)
    expect(staged.asked).to.deep.equal(['driver', 'sentinel'])
  })

  for (const [way, parts] of [
    ['the controller', {}],
    ['the target', { rest: async () => ({ atRest: true, pending: [], revision: '1' }) }],
  ] as const)
    it(`is decided without a question to ${way} where it holds already`, async () => {
      const staged = scene(parts)
      expect(await untilUnasked(staged.scene, () => true)).to.equal(true)
      expect(staged.asked).to.deep.equal([])
    })

  it('is waited for through the retries of a controller that was refused, where the clock leaps', async () => {
    const leapt: number[] = []
    const due = [5, 10, 20]
    const staged = scene({
      rest: async () => ({
        atRest: true,
        revision: '1',
        pending: due[0] === undefined ? [] : [{ what: 'back-off of web', dueInMs: due[0] }],
      }),
      leap: async (ms) => {
        leapt.push(ms)
        due.shift()
        if (leapt.length === 2) staged.trace.add(pod('web-0'))
      },
    })
    expect(await untilUnasked(staged.scene, came(staged.trace))).to.equal(false)
    staged.trace.add(seen('events', 'ADDED', object('web.1', { reason: 'FailedCreate' })))
    expect(await untilUnasked(staged.scene, came(staged.trace))).to.equal(true)
    expect(leapt).to.deep.equal([5, 10])
  })

  it('is waited for no longer when no retry is pending, or for two minutes of the cluster', async () => {
    let passed = 0
    const refused = seen('events', 'ADDED', object('web.1', { reason: 'FailedCreate' }))
    const never = scene({
      rest: async () => ({ atRest: true, pending: [], revision: '1' }),
      leap: async () => never.ask('leap'),
    })
    never.trace.add(refused)
    expect(await untilUnasked(never.scene, came(never.trace))).to.equal(false)
    expect(never.asked).to.not.include('leap')
    const pending = [{ what: 'back-off of web', dueInMs: 40_000 }]
    const always = scene({
      rest: async () => ({ atRest: true, pending, revision: '1' }),
      leap: async (ms) => {
        passed += ms
      },
    })
    always.trace.add(refused)
    expect(await untilUnasked(always.scene, came(always.trace))).to.equal(false)
    expect(passed).to.equal(120_000)
  })

  it('is decided at once where the target is at rest', async () => {
    const staged = scene({ rest: async () => ({ atRest: true, pending: [], revision: '1' }) })
    expect(await untilUnasked(staged.scene, came(staged.trace))).to.equal(false)
    expect(staged.asked).to.deep.equal(['driver'])
  })
})
