import { afterEach, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { header, object, seen } from '../observe/testing.ts'
import type { Trace } from '../observe/trace.ts'
import { pause, quiet, waits } from '../patience/index.ts'
import { controlledClock } from './clock-testing.ts'
import type { Scene } from './scene.ts'
import { settle } from './settle.ts'
import { pod, scene, web } from './testing.ts'

let clock: ReturnType<typeof controlledClock>
function underControl() {
  beforeEach(() => {
    clock = controlledClock()
  })
  afterEach(() => clock.restore())
}

const starting = seen('pods', 'ADDED', object('web-0', { spec: { containers: [] }, status: { phase: 'Pending' } }))
const { beforeAsking, afterAnswer, withoutAnswer } = quiet

/** Does something once, the first time. */
function once(work: () => unknown): () => void {
  let calls = 0
  return () => void (calls++ === 0 && work())
}

interface Case {
  readonly parts?: (trace: () => Trace) => Partial<Scene>
  readonly first?: (trace: Trace) => void
  readonly tookMs: number
  readonly how: string
  readonly moving?: string[]
}

const unreported = 'generation not reported, quiet only'
const mute = { patch: async () => web(7, 1) as never }
const cases: Record<string, Case> = {
  'a controller that answers is given two short quiet periods': {
    tookMs: beforeAsking + afterAnswer,
    how: '1 rounds, generation reported',
  },
  '1: what moves has all its time': {
    first: (trace) => trace.add(starting),
    tookMs: beforeAsking + waits.transitEnds.ms + afterAnswer,
    how: '1 rounds, generation reported',
    moving: ['web-0 is starting'],
  },
  '1: what kubelets move has more time': {
    parts: () => ({ header: header({ capabilities: ['kubelet'] }) }),
    first: (trace) => trace.add(starting),
    tookMs: beforeAsking + waits.nodesAct.ms + afterAnswer,
    how: '1 rounds, generation reported',
    moving: ['web-0 is starting'],
  },
  '1: the driver’s patches are waited for': {
    parts: () => ({ driver: { idle: () => pause(5) } }),
    tookMs: beforeAsking + 5 + 5 + afterAnswer,
    how: '1 rounds, generation reported',
  },
  '2: a sentinel that is not answered makes the quiet period longer': {
    parts: () => ({ sentinel: { probe: async () => false } }),
    tookMs: beforeAsking + withoutAnswer,
    how: '1 rounds, generation reported, the sentinel is not answered',
  },
  '2: the sentinel’s answer is waited for': {
    parts: () => ({ sentinel: { probe: () => pause(70).then(() => true) } }),
    tookMs: beforeAsking + 70 + afterAnswer,
    how: '1 rounds, generation reported',
  },
  '2: what the answer brought begins all over again': {
    parts: (trace) => {
      const acts = once(() => trace().add(pod('web-0')))
      return { sentinel: { probe: async () => [acts()].length > 0 } }
    },
    tookMs: beforeAsking + beforeAsking + afterAnswer,
    how: '2 rounds, generation reported',
  },
  '3: a generation that is not reported makes the quiet period longer': {
    parts: () => ({ api: mute }),
    tookMs: beforeAsking + waits.controllerAnswers.ms + withoutAnswer,
    how: `1 rounds, ${unreported}`,
  },
  '3: what came before the report begins all over again': {
    parts: (trace) => {
      const acts = once(() => trace().add(pod('web-0')))
      return { driver: { idle: async () => void (trace().length > 2 && acts()) } }
    },
    tookMs: beforeAsking + beforeAsking + afterAnswer,
    how: '2 rounds, generation reported',
  },
  '4: the barrier is waited for': {
    parts: () => ({ barrier: { pass: () => pause(30) } }),
    tookMs: beforeAsking + 30 + afterAnswer,
    how: '1 rounds, generation reported',
  },
  '4: what the barrier brought begins all over again': {
    parts: (trace) => ({ barrier: { pass: async () => acts(trace) } }),
    tookMs: 2 * (beforeAsking + afterAnswer),
    how: '2 rounds, generation reported',
  },
  '4: a watch that is broken is waited for': {
    parts: () => {
      const resumed = pause(100)
      let open = false
      void resumed.then(() => {
        open = true
      })
      return { reconnecting: () => (open ? undefined : resumed) }
    },
    tookMs: 100 + afterAnswer,
    how: '1 rounds, generation reported',
  },
  '5: what comes in the quiet period begins all over again': {
    parts: (trace) => {
      const comes = once(() => void pause(10).then(() => trace().add(pod('web-0'))))
      return { barrier: { pass: async () => comes() } }
    },
    tookMs: beforeAsking + 10 + afterAnswer + beforeAsking + afterAnswer,
    how: '2 rounds, generation reported',
  },
  'a stopped controller is not asked': {
    parts: () => ({ stopped: true, sentinel: { probe: () => Promise.reject(new Error('asked')) }, api: mute }),
    tookMs: beforeAsking + withoutAnswer,
    how: `1 rounds, ${unreported}, the controller is stopped`,
  },
}
let acted = new WeakSet<Trace>()
function acts(trace: () => Trace): void {
  if (acted.has(trace())) return
  acted.add(trace())
  trace().add(pod('web-0'))
}

describe('the time that settling by asking the controller takes', () => {
  underControl()

  beforeEach(() => {
    acted = new WeakSet()
  })
  for (const [title, { parts = () => ({}), first, tookMs, how, moving = [] }] of Object.entries(cases))
    it(title, async () => {
      const staged: ReturnType<typeof scene> = scene(parts(() => staged.trace))
      first?.(staged.trace)
      expect(await clock.until(settle(staged.scene))).to.equal(true)
      const { at: _, seq: __, ...settled } = staged.last()
      expect(settled).to.deep.equal({ kind: 'settled', rests: true, tookMs, how, moving })
    })

  it('is none where history is lost meanwhile', async () => {
    const staged: ReturnType<typeof scene> = scene({
      barrier: { pass: async () => void staged.trace.add({ kind: 'gap', resource: 'pods', reason: '410' }) },
    })
    const error = await clock.until(settle(staged.scene).catch((each: Error) => each))
    expect(error).to.have.property('name', 'HistoryLost')
    expect(staged.last()).to.equal(undefined)
  })

  it('is none where history was lost while something moved', async () => {
    const staged = scene()
    staged.trace.add(starting)
    void pause(50).then(() => staged.trace.add({ kind: 'gap', resource: 'pods', reason: '410' }))
    const error = await clock.until(settle(staged.scene).catch((each: Error) => each))
    expect(error).to.have.property('name', 'HistoryLost')
  })
})

describe('a controller that never rests', () => {
  underControl()

  function restless() {
    let pods = 0
    let calm = false
    const staged: ReturnType<typeof scene> = scene({
      barrier: { pass: () => pause(900).then(() => void (calm || staged.trace.add(pod(`web-${pods++}`)))) },
    })
    const calms = () => {
      calm = true
    }
    return { ...staged, calms }
  }

  it('is given all its time once, and then only as long as after any failure, until it rests', async () => {
    const { scene: stage, last, calms } = restless()
    expect(await clock.until(settle(stage))).to.equal(false)
    expect(last().rests).to.equal(false)
    expect(last().tookMs).to.be.within(waits.comesToRest.ms, waits.comesToRest.ms + 1000)
    expect(stage.restless.proven).to.equal(true)
    expect(await clock.until(settle(stage))).to.equal(false)
    expect(last().tookMs).to.be.within(waits.afterFailure.ms, waits.afterFailure.ms + 1000)
    expect(stage.restless.proven).to.equal(true)
    calms()
    expect(await clock.until(settle(stage))).to.equal(true)
    expect(stage.restless.proven).to.equal(false)
  })

  it('is not called so where less time was given', async () => {
    const { scene: stage, last } = restless()
    expect(await clock.until(settle(stage, { atMost: waits.afterFailure }))).to.equal(false)
    expect(last().tookMs).to.be.within(waits.afterFailure.ms, waits.afterFailure.ms + 1000)
    expect(stage.restless.proven).to.equal(false)
  })

  it('is not waited for once that has become pointless', async () => {
    const { scene: stage, trace, last } = restless()
    expect(await clock.until(settle(stage, { or: () => trace.objects('pods').length > 0 }))).to.equal(false)
    expect(last().tookMs).to.be.lessThan(waits.afterFailure.ms)
    expect(stage.restless.proven).to.equal(false)
  })

  it('is not waited for while something moves once that has become pointless', async () => {
    const { scene: stage, trace, last } = scene()
    trace.add(starting)
    void pause(100).then(() => trace.add({ kind: 'window' }))
    await clock.until(settle(stage, { or: () => performance.now() >= 100 }))
    expect(last()).to.include({ rests: true })
    expect(last().tookMs).to.equal(100 + afterAnswer)
  })

  it('is judged, not called a harness error, where what moves has had its time and it is pointless by then', async () => {
    const { scene: stage, trace, last } = scene()
    trace.add(starting)
    await clock.until(settle(stage, { or: () => performance.now() >= waits.transitEnds.ms }))
    expect(last().moving).to.deep.equal(['web-0 is starting'])
  })
})
