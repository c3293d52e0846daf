import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { KubeObject } from '../../client/index.ts'
import { history, object, seen } from '../../observe/testing.ts'
import type { TraceEvent } from '../../observe/trace.ts'
import { acts, appears, comes, MARKER, pod, set, settled } from '../invariants/testing.ts'
import { asked, created, ended, head, made, nothingElse, step, window } from '../judge-testing.ts'
import { readTrace, type TraceFile, writeTrace } from '../trace-file.ts'
import { droppable, judgementOf, shorten } from './shorten.ts'

const fileOf = (...events: TraceEvent[]): TraceFile => ({ header: head(), entries: history(...events).entries })
const added = set({ type: 'ADDED', spec: { replicas: 1 } })
const begin = [step('When'), window, made, added, ...comes('web-0')]
/** The expectation is entry 7. */
const finish = [step('Then'), created('web-0'), settled(), asked(7), ended]
const kindsOf = ({ entries }: TraceFile) => entries.map((entry) => entry.kind)
const event = (reason: string, type = 'Normal') =>
  seen('events', 'ADDED', object(`event-${reason}`, { reason, type } as Partial<KubeObject>))

describe('a shortened trace', () => {
  it('has no fields that are there for others', () => {
    const noisy = appears('web-0', {
      metadata: { creationTimestamp: '2030-01-01T00:00:00Z', labels: { app: 'web' } },
      status: {
        phase: 'Running',
        qosClass: 'Burstable',
        conditions: [
          { type: 'Initialized', status: 'True' },
          { type: 'Ready', status: 'True', lastTransitionTime: '2030-01-01T00:00:00Z' },
        ],
      },
    })
    const [short] = shorten(fileOf(noisy, ended)).entries
    expect(short?.kind === 'seen' && short.object).to.deep.include({
      status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
    })
    expect(short?.kind === 'seen' && short.object.metadata).to.have.property('labels')
    expect(short?.kind === 'seen' && short.object.metadata).not.to.have.property('creationTimestamp')
  })

  it('tells what an object is like once, and whether something succeeded not at all', () => {
    const again = pod('web-0', { metadata: { resourceVersion: '9' } })
    const short = shorten(fileOf(...comes('web-0'), again, again, event('SuccessfulCreate'), ended))
    const all = fileOf(...comes('web-0'), again, ended)
    expect(short.entries.length).to.be.at.most(all.entries.length)
    expect(kindsOf(short).at(-1)).to.equal('ended')
    expect(shorten(fileOf(event('FailedCreate', 'Warning'), ended)).entries).to.have.lengthOf(2)
  })

  it('has the events where a step asks for events', () => {
    const expected: TraceEvent = {
      kind: 'expectation',
      phrase: 'event {word} was recorded about {object}',
      args: ['x', { what: 'Pod', name: 'web-0' }],
      text: 'x',
    }
    expect(shorten(fileOf(expected, event('SuccessfulCreate'), ended)).entries).to.have.lengthOf(3)
  })

  it('keeps what the judge has to overlook', () => {
    const status = set({ status: { replicas: 1 } })
    const mark = seen('pods', 'ADDED', object('mark', { metadata: { labels: { [MARKER]: 'x' } } }))
    const file = fileOf(added, status, mark, acts('patch', 'pods', 'web-0'), ended)
    expect(shorten(file).entries).to.have.lengthOf(5)
  })

  it('refers to the same entries by their new numbers', () => {
    const [first, ...rest] = begin
    const before = [first as TraceEvent, event('SuccessfulDelete'), ...rest, event('SuccessfulCreate'), step('Then')]
    const file = fileOf(...before, created('web-0', 'web-1'), settled(), asked(before.length), ended)
    expect(judgementOf(file).outcome).to.equal('broken')
    const short = shorten(file)
    expect(short.entries.map(({ seq }) => seq)).to.deep.equal(short.entries.map((_, index) => index))
    const judged = short.entries.find((entry) => entry.kind === 'judged')
    expect(judged?.kind === 'judged' && short.entries[judged.expectation]?.kind).to.equal('expectation')
    expect(judgementOf(short).outcome).to.equal('broken')
  })

  it('is judged as before, can be sealed and read', () => {
    const file = fileOf(...begin, ...finish)
    const short = shorten(file)
    expect(judgementOf(short)).to.deep.equal(judgementOf(file))
    expect(readTrace(writeTrace(short)).entries).to.have.lengthOf(short.entries.length)
  })

  it('keeps an entry without which the judgement is another', () => {
    const same = seen('persistentvolumeclaims', 'ADDED', object('x'))
    const file = fileOf(...begin, step('Then'), nothingElse, same, settled(), asked(7), ended)
    expect(judgementOf(shorten(file)).outcome).to.equal(judgementOf(file).outcome)
  })
})

describe('what can be dropped', () => {
  const without = (needed: readonly number[]) => (dropped: readonly number[]) =>
    !dropped.some((one) => needed.includes(one))
  const items = Array.from({ length: 20 }, (_, index) => index)

  it('is all but what is needed', () => {
    for (const needed of [[], [0], [19], [3, 4, 11], items])
      expect(droppable(items, without(needed))).to.deep.equal(items.filter((item) => !needed.includes(item)))
  })

  it('is one of two of which one is needed', () => {
    expect(droppable([1, 2], (dropped) => dropped.length < 2)).to.deep.equal([1])
  })

  it('is asked for once where all can go', () => {
    let times = 0
    droppable(items, () => ++times > 0)
    expect(times).to.equal(1)
  })
})
