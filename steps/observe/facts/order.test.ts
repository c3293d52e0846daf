import { describe, it } from 'node:test'
import { expect } from 'chai'
import { type Change, changes } from '../changes.ts'
import { history, marks, object, seen } from '../testing.ts'
import type { Trace, TraceEvent } from '../trace.ts'
import { createdTooEarly, deletedTooEarly } from './order.ts'

const changed = (trace: Trace, what: Change['what'], from = 0) =>
  changes(trace, 'pods', from, marks()).filter((change) => change.what === what)

type State = 'healthy' | 'pending' | 'unready' | 'failed'

function pod(name: string, state: State, metadata: object = {}) {
  const phase = { healthy: 'Running', pending: 'Pending', unready: 'Running', failed: 'Failed' }[state]
  const conditions = [{ type: 'Ready', status: state === 'healthy' || state === 'failed' ? 'True' : 'False' }]
  return object(name, { metadata, status: { phase, conditions } })
}

const appears = (name: string, uid = `uid-of-${name}`) => seen('pods', 'ADDED', pod(name, 'pending', { uid }))
const becomes = (name: string, state: State, uid = `uid-of-${name}`) =>
  seen('pods', 'MODIFIED', pod(name, state, { uid }))
const ends = (name: string) =>
  seen('pods', 'MODIFIED', pod(name, 'healthy', { deletionTimestamp: '2030-01-01T00:00:00Z' }))
const goes = (name: string) => seen('pods', 'DELETED', pod(name, 'healthy'))

const twelve = Array.from({ length: 12 }, (_, ordinal) => `web-${ordinal}`)

describe('createdTooEarly', () => {
  const cases: [string, TraceEvent[], string | undefined][] = [
    ['nothing', [], undefined],
    ['one Pod', [appears('web-0')], undefined],
    ['one after the other', [appears('web-0'), becomes('web-0', 'healthy'), appears('web-1')], undefined],
    ['twelve, by number', twelve.flatMap((name) => [appears(name), becomes(name, 'healthy')]), undefined],
    [
      'the next after a Pod that does not run',
      [appears('web-0'), appears('web-1')],
      'web-1 was created while web-0 was not running and ready',
    ],
    [
      'the next after a Pod that runs but is not ready',
      [appears('web-0'), becomes('web-0', 'unready'), appears('web-1')],
      'web-1 was created while web-0 was not running and ready',
    ],
    [
      'the next after a Pod that is ready but does not run',
      [appears('web-0'), becomes('web-0', 'failed'), appears('web-1')],
      'web-1 was created while web-0 was not running and ready',
    ],
    [
      'the next after a Pod that was ready once',
      [appears('web-0'), becomes('web-0', 'healthy'), becomes('web-0', 'unready'), appears('web-1')],
      'web-1 was created while web-0 was not running and ready',
    ],
    [
      'the next after a Pod that is ready but terminating',
      [appears('web-0'), becomes('web-0', 'healthy'), ends('web-0'), appears('web-1')],
      'web-1 was created while web-0 was not running and ready',
    ],
    [
      'the next after a Pod that has gone',
      [appears('web-0'), becomes('web-0', 'healthy'), goes('web-0'), appears('web-1')],
      'web-1 was created while web-0 was missing',
    ],
    [
      'one above two, the lower of which is unready',
      [
        ...['web-0', 'web-1'].flatMap((name) => [appears(name), becomes(name, 'healthy')]),
        becomes('web-0', 'unready'),
        appears('web-2'),
      ],
      'web-2 was created while web-0 was not running and ready',
    ],
    [
      'the next of two with two digits',
      [appears('web-10'), appears('web-11')],
      'web-11 was created while web-10 was not running and ready',
    ],
    [
      'the next of a set whose name ends like that of a Pod',
      [appears('shard-7-0'), appears('shard-7-1')],
      'shard-7-1 was created while shard-7-0 was not running and ready',
    ],
    [
      'one that is created again',
      [appears('web-0'), becomes('web-0', 'healthy'), goes('web-0'), appears('web-0', 'new')],
      undefined,
    ],
    ['a lower one while a higher one is unready', [appears('web-1'), appears('web-0')], undefined],
    ['Pods of different sets', [appears('web-0'), appears('db-1'), appears('web-a-1')], undefined],
    ['Pods without an ordinal', [appears('solo'), appears('web-1')], undefined],
  ]
  for (const [title, events, expected] of cases)
    it(`${expected ? 'refuses' : 'accepts'} ${title}`, () => {
      const trace = history(...events)
      expect(createdTooEarly(trace, changed(trace, 'created'))?.because).to.equal(expected)
    })

  it('counts Pods that were there before the window', () => {
    const trace = history(appears('web-0'), becomes('web-0', 'unready'), appears('web-1'))
    expect(createdTooEarly(trace, changed(trace, 'created', 2))?.because).to.equal(
      'web-1 was created while web-0 was not running and ready',
    )
  })
})

describe('deletedTooEarly', () => {
  const up = ['web-0', 'web-1'].flatMap((name) => [appears(name), becomes(name, 'healthy')])
  const back = [appears('web-1', 'new'), becomes('web-1', 'healthy', 'new')]
  const cases: [string, TraceEvent[], string | undefined, string | undefined][] = [
    ['no deletion', up, undefined, undefined],
    ['one deletion', [...up, ends('web-1')], undefined, undefined],
    [
      'the next after the removal',
      [...up, ends('web-1'), goes('web-1'), ends('web-0')],
      undefined,
      'web-0 was deleted before web-1 was replaced and ready',
    ],
    [
      'the next before the removal',
      [...up, ends('web-1'), ends('web-0'), goes('web-1')],
      'web-0 was deleted before web-1 was gone',
      'web-0 was deleted before web-1 was replaced and ready',
    ],
    [
      'the next without any removal',
      [...up, ends('web-1'), ends('web-0')],
      'web-0 was deleted before web-1 was gone',
      'web-0 was deleted before web-1 was replaced and ready',
    ],
    [
      'the next after a replacement that is ready',
      [...up, ends('web-1'), goes('web-1'), ...back, ends('web-0')],
      undefined,
      undefined,
    ],
    [
      'the next after a replacement that is not ready yet',
      [...up, ends('web-1'), goes('web-1'), appears('web-1', 'new'), ends('web-0'), becomes('web-1', 'healthy', 'new')],
      undefined,
      'web-0 was deleted before web-1 was replaced and ready',
    ],
  ]
  for (const [title, events, untilGone, untilReplaced] of cases)
    it(`judges ${title}`, () => {
      const trace = history(...events)
      const deleted = changed(trace, 'deleted')
      expect(deletedTooEarly(trace, deleted, 'gone')?.because, 'gone').to.equal(untilGone)
      expect(deletedTooEarly(trace, deleted, 'replaced and ready')?.because, 'replaced').to.equal(untilReplaced)
    })
})
