import { afterEach, beforeEach, describe, it, mock } from 'node:test'
import { AssertionError, expect } from 'chai'
import { object, seen } from '../observe/testing.ts'
import { setTimeFactor, waits } from '../patience/index.ts'
import { controlledClock } from './clock-testing.ts'
import { appears, errorOf, sets, staged, step } from './expectations-testing.ts'

const when = step('When StatefulSet web is created with 1 replica')

const errorOrKept = (work: Promise<unknown>) =>
  work.then(
    () => 'kept',
    () => 'broken',
  )

describe('a Then that others keep in their own time', () => {
  beforeEach(() => setTimeFactor(0.05))
  afterEach(() => setTimeFactor(1))

  const event = step('Then event Created was recorded about Pod web-0')
  const only = step('Then only these events were recorded about StatefulSet web:', [
    ['type', 'reason', 'message'],
    ['Normal', 'Created', 'web-0'],
  ])
  const there = [sets(1), appears('web-0')]
  const records = (message: string, kind = 'StatefulSet', name = 'web') =>
    seen(
      'events',
      'ADDED',
      object(`e-${message}`, {
        involvedObject: { kind, name, uid: `uid-of-${name}` },
        type: 'Normal',
        reason: 'Created',
        message,
      }),
    )

  it('is waited for after all has settled', async () => {
    const { expectations, trace, asked, judged } = staged([when, event], there)
    expectations.openWindow(when)
    setImmediate(() => trace.add(records('m', 'Pod', 'web-0')))
    await expectations.judge(event)
    expect(judged()).to.deep.equal([[3, 'deadline']])
    expect(asked[0]).to.equal('settled')
    expect(asked[1]).to.be.an('array')
  })

  it('fails when it has had its time', async () => {
    setTimeFactor(0.001)
    const { expectations } = staged([when, event], there)
    expectations.openWindow(when)
    expect(await errorOf(expectations.judge(event))).to.be.instanceOf(AssertionError)
  })

  for (const isReportedAtRest of [false, true])
    it(`is ${isReportedAtRest ? 'not ' : ''}waited for at length where the target ${isReportedAtRest ? 'has' : 'may not have'} told every event`, async () => {
      setTimeFactor(0.02)
      const { expectations, trace } = staged([when, event], there, { isReportedAtRest })
      expectations.openWindow(when)
      setTimeout(() => trace.add(records('m', 'Pod', 'web-0')), 150)
      const outcome = await errorOrKept(expectations.judge(event))
      expect(outcome).to.equal(isReportedAtRest ? 'broken' : 'kept')
    })

  const name = step('Then DNS name web resolves to no Pods')
  const caching: [isReportedAtRest: boolean, dnsCaches: boolean, kept: boolean][] = [
    [true, true, false],
    [false, false, true],
    [false, true, true],
  ]
  for (const [isReportedAtRest, dnsCaches, kept] of caching)
    it(`is ${kept ? '' : 'not '}waited for of DNS where the target ${isReportedAtRest ? 'rests' : 'may not rest'} and DNS ${dnsCaches ? 'caches' : 'does not cache'}`, async () => {
      setTimeFactor(0.02)
      const { expectations, trace } = staged([when, name], [], { isReportedAtRest, dnsCaches })
      expectations.openWindow(when)
      const tell = () => {
        for (const type of ['A', 'AAAA'] as const)
          trace.add({ kind: 'resolved', name: 'web.run-0-1.svc', domain: 'd', type, status: 'NXDOMAIN', records: [] })
      }
      setTimeout(tell, 150)
      const outcome = await errorOrKept(expectations.judge(name))
      expect(outcome).to.equal(kept ? 'kept' : 'broken')
    })

  it('is waited for longer of DNS that caches', async () => {
    setTimeFactor(0.01)
    for (const dnsCaches of [false, true]) {
      const { expectations, trace } = staged([when, name], [], { dnsCaches })
      expectations.openWindow(when)
      setTimeout(() => {
        for (const type of ['A', 'AAAA'] as const)
          trace.add({ kind: 'resolved', name: 'web.run-0-1.svc', domain: 'd', type, status: 'NXDOMAIN', records: [] })
      }, 400)
      expect(await errorOrKept(expectations.judge(name))).to.equal(dnsCaches ? 'kept' : 'broken')
    }
  })

  it('is not judged where history is lost meanwhile', async () => {
    const { expectations, trace, judged } = staged([when, event], there)
    expectations.openWindow(when)
    setImmediate(() => trace.add({ kind: 'gap', resource: 'events', reason: '410' }))
    expect((await errorOf(expectations.judge(event))).name).to.equal('HistoryLost')
    expect(judged()).to.deep.equal([])
  })

  it('is judged after a quiet window where nothing tells that the last word has come', async () => {
    const { expectations, trace } = staged([when, only], there)
    expectations.openWindow(when)
    trace.add(records('web-0'))
    const judged = errorOf(expectations.judge(only))
    setImmediate(() => trace.add(records('web-9')))
    expect(await judged).to.be.instanceOf(AssertionError)
  })

  for (const [where, then, isReportedAtRest] of [
    ['something does', event, false],
    ['the target reports that it is at rest', only, true],
  ] as const)
    it(`is judged without one where ${where}`, async () => {
      setTimeFactor(100)
      const { expectations, trace, judged } = staged([when, then], there, { isReportedAtRest })
      expectations.openWindow(when)
      for (const one of [records('m', 'Pod', 'web-0'), records('web-0')]) trace.add(one)
      await expectations.judge(then)
      expect(judged()).to.have.length(1)
    })
})

describe('the time that is given to what others keep', () => {
  let clock: ReturnType<typeof controlledClock>
  beforeEach(() => {
    clock = controlledClock()
  })
  afterEach(() => clock.restore())

  const resolved = (type: 'A' | 'AAAA', records: string[]) =>
    ({ kind: 'resolved', name: 'web-0.web.run-0-1.svc', domain: 'd', type, status: 'NOERROR', records }) as const

  it('is that of events, whether DNS caches or not', async () => {
    const event = step('Then event Created was recorded about Pod web-0')
    const { expectations, trace } = staged([when, event], [sets(1), appears('web-0')], { dnsCaches: false })
    expectations.openWindow(when)
    const involvedObject = { kind: 'Pod', name: 'web-0', uid: 'uid-of-web-0' }
    const created = object('e', { involvedObject, reason: 'Created', message: 'm' })
    setTimeout(() => trace.add(seen('events', 'ADDED', created)), waits.eventArrives.ms - 1)
    expect(await clock.until(errorOrKept(expectations.judge(event)))).to.equal('kept')
  })

  it('is that of other controllers where the target has told all that it knows', async () => {
    const reaches = step('Then Service web reaches only Pod web-0')
    const { expectations, trace } = staged([when, reaches], [sets(1), appears('web-0')], { isReportedAtRest: true })
    expectations.openWindow(when)
    const slice = object('web-1', {
      metadata: { labels: { 'kubernetes.io/service-name': 'web' } },
      endpoints: [{ targetRef: { name: 'web-0' } }],
    })
    setTimeout(() => trace.add(seen('endpointslices', 'ADDED', slice)), waits.comesTrue.ms - 1)
    expect(await clock.until(errorOrKept(expectations.judge(reaches)))).to.equal('kept')
  })

  for (const [known, events, compared] of [
    ['expected', [object('web-0', { status: { podIP: '10.0.0.1' } })], { expected: ['10.0.0.1'], actual: undefined }],
    ['seen', [], { expected: undefined, actual: ['10.0.0.9'] }],
  ] as const)
    it(`ends with an error that shows what was ${known}, though nothing else is known`, async () => {
      const name = step('Then DNS name web-0.web resolves to Pod web-0')
      const { expectations, trace } = staged(
        [when, name],
        [sets(1), ...events.map((pod) => seen('pods', 'ADDED', pod))],
      )
      expectations.openWindow(when)
      if (known === 'seen')
        for (const type of ['A', 'AAAA'] as const) trace.add(resolved(type, type === 'A' ? ['10.0.0.9'] : []))
      const error = await clock.until(errorOf(expectations.judge(name)))
      expect(error).to.be.instanceOf(AssertionError)
      expect(error).to.deep.include({ ...compared, showDiff: true })
    })
})

describe('what is cannotPass', () => {
  afterEach(() => setTimeFactor(1))

  const one = step('Then only Pod web-0 was created')
  const none = step('Then no Pods were created')

  it('is not waited for any longer where something is broken already', async () => {
    setTimeFactor(0)
    const broken = [sets(1), appears('web-0'), appears('web-1'), { kind: 'window' } as const]
    const answers: unknown[] = []
    const unasked = (met: () => boolean) => void answers.push(met())
    const settled = (or?: () => boolean) => answers.push(or?.()) > 0
    await errorOf(staged([one], broken, { unasked, settled }).expectations.judge(one))
    expect(answers).to.deep.equal([true])
    const kept = staged([none], [sets(1), { kind: 'window' }], { unasked, settled })
    await kept.expectations.judge(none)
    expect(answers).to.deep.equal([true, true, false])
  })

  it('is asked again after some time only', () => {
    const { expectations } = staged([when], [sets(1), appears('web-0'), appears('web-1')])
    const early = expectations.cannotPass()
    expect(early()).to.equal(false)
    setTimeFactor(0)
    const late = expectations.cannotPass()
    expect(late()).to.equal(true)
    expect(late(), 'asked again').to.equal(true)
    setTimeFactor(1)
    expect(early()).to.equal(false)
  })

  for (const [what, takes, from, until] of [
    ['some time where that costs nothing', 0, 1_500, 3_000],
    ['ten times what it took where that is longer', 400, 2_000, 6_800],
  ] as const)
    it(`is asked again after ${what}`, () => {
      const clock = { now: 0 }
      // Each look at the clock takes its time, so that a check does.
      const { mock: now } = mock.method(performance, 'now', () => {
        clock.now += takes
        return clock.now
      })
      const { expectations, trace } = staged([when], [sets(1)])
      const cannotPass = expectations.cannotPass()
      const answerAt = (moment: number) => {
        clock.now = moment
        return cannotPass()
      }
      const first = answerAt(from)
      trace.add(appears('web-0'))
      trace.add(appears('web-1'))
      const later = [answerAt(until - 1), answerAt(until)]
      now.restore()
      expect([first, ...later]).to.deep.equal([false, false, true])
    })

  it('is not asked again at once where nothing is broken', () => {
    const { expectations, trace } = staged([when], [sets(1)])
    setTimeFactor(0)
    const cannotPass = expectations.cannotPass()
    setTimeFactor(1)
    expect(cannotPass()).to.equal(false)
    trace.add(appears('web-0'))
    trace.add(appears('web-1'))
    expect(cannotPass()).to.equal(false)
  })
})
