import { afterEach, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import type { KubeObject } from '../client/index.ts'
import { object, seen } from '../observe/testing.ts'
import { pause, waits } from '../patience/index.ts'
import { controlledClock } from './clock-testing.ts'
import { NO_CLASS, NO_NODE } from './labels.ts'
import type { Scene } from './scene.ts'
import { settle, untilUnasked } from './settle.ts'
import type { Rest, RestQuestion } from './target-control.ts'
import { pod, scene } from './testing.ts'

let clock: ReturnType<typeof controlledClock>
function underControl() {
  beforeEach(() => {
    clock = controlledClock()
  })
  afterEach(() => clock.restore())
}

const atRest: Rest = { atRest: true, pending: [], revision: '1' }
const busy: Rest = { atRest: false, because: 'a sync', pending: [], revision: '1' }
const ending = object('web-0', { metadata: { deletionTimestamp: '2030-01-01T00:00:00Z' }, spec: { containers: [] } })

/** A scene whose target answers one after the other, the last for ever, each after all the time that it may take. */
function asking(answers: Rest[], parts: Partial<Scene> = {}) {
  const questions: RestQuestion[] = []
  const rest = async (question: RestQuestion) => {
    questions.push(question)
    const answer = (answers.length > 1 ? answers.shift() : answers[0]) as Rest
    if (!answer.atRest) await pause(question.waitMs)
    return answer
  }
  return { ...scene({ rest, ...parts }), questions }
}

describe('the time that a target is given to rest', () => {
  underControl()

  it('is asked for in parts', async () => {
    const { scene: stage, questions, last } = asking([busy])
    expect(await clock.until(settle(stage))).to.equal(false)
    expect(questions.map(({ waitMs }) => waitMs)).to.deep.equal([30_000, 30_000, 30_000, 30_000, 0])
    expect(last()).to.include({ rests: false, tookMs: waits.comesToRest.ms, how: 'the target is not at rest: a sync' })
    expect(stage.restless.proven).to.equal(true)
  })

  it('is short once it has not rested in all its time, until it does', async () => {
    const { scene: stage, questions, last } = asking([busy, atRest], { restless: { proven: true } })
    expect(await clock.until(settle(stage, { or: () => performance.now() > 0 }))).to.equal(false)
    expect(questions).to.deep.equal([{ waitMs: waits.afterFailure.ms, dueWithinMs: 100 }])
    expect(last().tookMs).to.equal(waits.afterFailure.ms)
    expect(stage.restless.proven).to.equal(true)
    await clock.until(settle(stage))
    expect(stage.restless.proven).to.equal(false)
  })

  it('is never longer than what is asked for', async () => {
    for (const proven of [false, true]) {
      const { scene: stage, questions } = asking([busy], { restless: { proven } })
      await clock.until(settle(stage, { atMost: { ms: 700, covers: '' } }))
      expect(questions.map(({ waitMs }) => waitMs)).to.deep.equal([700, 0])
      expect(stage.restless.proven).to.equal(proven)
    }
  })

  it('is never less than none', async () => {
    const { scene: stage, questions } = asking([busy], { driver: { idle: () => pause(900) } })
    await clock.until(settle(stage, { atMost: { ms: 700, covers: '' } }))
    expect(questions.map(({ waitMs }) => waitMs)).to.deep.equal([0])
  })

  it('ends when what is awaited comes first', async () => {
    const { scene: stage, trace, last } = asking([busy])
    void pause(50).then(() => trace.add(pod('web-0')))
    await clock.until(settle(stage, { or: () => trace.objects('pods').length > 0 }))
    expect(last()).to.include({ rests: false, tookMs: 50, how: 'what was awaited came first' })
  })
})

describe('a target that is asked for rest', () => {
  underControl()

  it('may not say what it does', async () => {
    const { scene: stage, last } = asking([{ atRest: false, pending: [], revision: '1' }])
    await clock.until(settle(stage))
    expect(last().how).to.equal('the target is not at rest: it goes on')
  })

  it('does not bind the watches to a version before it rests', async () => {
    const versions: string[] = []
    const upTo = async (version: string) => versions.push(version) > 0
    const { scene: stage } = asking([busy, { ...atRest, revision: '9' }], { upTo })
    expect(await clock.until(settle(stage))).to.equal(true)
    expect(versions).to.deep.equal(['9'])
  })

  it('is asked again where the driver acts after its answer, not where it has acted before', async () => {
    for (const [call, rounds] of [
      [1, 1],
      [2, 2],
    ]) {
      let calls = 0
      const idle = async () => {
        if (++calls === call) trace.add({ kind: 'action', own: true, verb: 'patch', resource: 'pods', name: 'web-0' })
      }
      const { scene: stage, trace, last } = asking([atRest], { driver: { idle } })
      expect(await clock.until(settle(stage))).to.equal(true)
      expect(last().how).to.equal(`the target is at rest, ${rounds} rounds`)
    }
  })

  const timer = (dueInMs: number) => ({ what: `a timer of ${dueInMs}`, dueInMs })
  it('names the timers that are pending, and is not asked to wait for those of no Pod', async () => {
    const { scene: stage, questions, last } = asking([{ ...atRest, pending: [timer(500), timer(900)] }])
    expect(await clock.until(settle(stage))).to.equal(true)
    expect(questions.map(({ dueWithinMs }) => dueWithinMs)).to.deep.equal([100])
    expect(last().how).to.equal('the target is at rest, 1 rounds; a timer of 500 in 500 ms; a timer of 900 in 900 ms')
  })

  it('waits for the timers of a Pod that is ending, not for those of other namespaces, the first due in time', async () => {
    const all = waits.comesToRest.ms
    for (const [pending, due] of [
      [
        [timer(all + 1), timer(all)],
        [100, all],
      ],
      [[timer(all + 1)], [100]],
      [[{ what: 'stage end of Pod run-0-1/web-0', dueInMs: 500 }], [100, 500]],
      [[{ what: 'back-off of the StatefulSet controller: run-0-10/web', dueInMs: 500 }], [100]],
      [[{ what: 'back-off of the StatefulSet controller: other-run-0-1/web', dueInMs: 500 }], [100]],
    ] as const) {
      const { scene: stage, questions, trace, last } = asking([{ ...atRest, pending }, atRest])
      trace.add(seen('pods', 'ADDED', ending))
      expect(await clock.until(settle(stage))).to.equal(true)
      expect(questions.map(({ dueWithinMs }) => dueWithinMs)).to.deep.equal(due)
      expect(last().moving).to.deep.equal(['web-0 is ending'])
    }
  })
})

describe('a controller that was refused', () => {
  underControl()

  const refused = seen('events', 'ADDED', object('web.1', { reason: 'FailedCreate' }))

  it('is not made to try again where its clock leaps, where it is stopped, or where it is asked anyway', async () => {
    const cases: Partial<Scene>[] = [{ leap: async () => {} }, { stopped: true }]
    for (const parts of cases) {
      const { scene: stage, trace, asked } = asking([atRest], parts)
      trace.add(refused)
      await clock.until(settle(stage))
      expect(asked).to.deep.equal(['driver'])
    }
    const { scene: stage, trace, asked } = scene()
    trace.add(refused)
    await clock.until(settle(stage))
    expect(asked.filter((each) => each === 'bump')).to.have.length(1)
  })

  it('tries again until that has come about for which one waits, where it leaps', async () => {
    const leaps: number[] = []
    for (const [events, parts] of [
      [[refused], {}],
      [[], { leap: async (ms: number) => void leaps.push(ms) }],
    ] as const) {
      const { scene: stage, trace } = asking([{ ...atRest, pending: [{ what: 'x', dueInMs: 50_000 }] }], parts)
      for (const event of events) trace.add(event)
      expect(await clock.until(untilUnasked(stage, () => false))).to.equal(false)
    }
    expect(leaps).to.deep.equal([])
  })
})

describe('what moves by itself', () => {
  underControl()

  const claim = (parts: object = {}): KubeObject => object('data', { spec: {}, status: { phase: 'Pending' }, ...parts })
  const starts = (parts: object = {}): KubeObject =>
    object('web-0', { spec: { containers: [], ...parts }, status: { phase: 'Pending' } })
  const gates = [{ conditionType: 'example.com/ready' }]
  const cases: [string, ['pods' | 'persistentvolumeclaims' | 'statefulsets', KubeObject], Partial<Scene>, string[]][] =
    [
      ['a Pod that is starting', ['pods', starts()], {}, ['web-0 is starting']],
      ['no Pod that no node takes', ['pods', starts({ nodeSelector: { [NO_NODE]: 'true' } })], {}, []],
      ['no Pod on a node that is lost', ['pods', starts({ nodeName: 'n' })], { disconnectedNodes: new Set(['n']) }, []],
      [
        'a Pod whose gate is not yet known',
        [
          'pods',
          object('web-0', {
            spec: { containers: [], readinessGates: gates },
            status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
          }),
        ],
        {},
        ['web-0 is becoming unready'],
      ],
      ['a claim that is bound at once', ['persistentvolumeclaims', claim()], {}, ['data is being bound']],
      [
        'no claim that waits for its Pod',
        ['persistentvolumeclaims', claim()],
        { volumeBinding: 'WaitForFirstConsumer' },
        [],
      ],
      ['no claim where no class is the default', ['persistentvolumeclaims', claim()], { volumeBinding: undefined }, []],
      [
        'no claim that nobody provisions',
        ['persistentvolumeclaims', claim({ spec: { storageClassName: NO_CLASS } })],
        {},
        [],
      ],
      [
        'no marker of the suite',
        [
          'pods',
          {
            ...starts(),
            metadata: {
              name: 'marker',
              uid: 'm',
              resourceVersion: '1',
              labels: { 'example.com/marker': 'x' },
            },
          },
        ],
        {},
        [],
      ],
      [
        'a workload that is being deleted',
        [
          'statefulsets',
          object('web', {
            metadata: { deletionTimestamp: '2030-01-01T00:00:00Z' },
          }),
        ],
        {},
        ['web is being deleted'],
      ],
    ]
  for (const [title, [resource, one], parts, moving] of cases)
    it(`is ${title}`, async () => {
      const { scene: stage, trace, last } = asking([atRest], parts)
      trace.add(seen(resource, 'ADDED', one))
      await clock.until(settle(stage))
      expect(last().moving).to.deep.equal(moving)
    })
})
