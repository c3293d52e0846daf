import { describe } from 'node:test'
import type { TraceEvent } from '../../observe/trace.ts'
import { appears, pod, ready, unready } from '../invariants/testing.ts'
import { answers, type Case, window } from './testing.ts'

const second = (number: number) => `2030-01-01T00:00:${String(number).padStart(2, '0')}Z`
const readySince = (lastTransitionTime?: string): TraceEvent =>
  ready('web-0', {
    status: {
      phase: 'Running',
      conditions: [
        { type: 'Initialized', status: 'True', lastTransitionTime: second(0) },
        { type: 'Ready', status: 'True', ...(lastTransitionTime !== undefined && { lastTransitionTime }) },
      ],
    },
  })
const created = (at: string) => appears('web-1', { metadata: { creationTimestamp: at } })
const deleted = (at: string, grace = 0) =>
  pod('web-1', { metadata: { deletionTimestamp: at, deletionGracePeriodSeconds: grace } })

const kept = { kind: 'kept' }
const start = [appears('web-0'), readySince(second(10))]
const args = ['web-0', 5, { name: 'web-1', what: 'created' }]
const whenDeleted = ['web-0', 5, { name: 'web-1', what: 'deleted' }]

const cases: Case[] = [
  ['enough time', [...start, window, created(second(15))], args, kept],
  ['more time', [...start, window, created(second(40))], args, kept],
  ['almost enough, as clocks may differ', [...start, window, created(second(14))], args, kept],
  [
    'too little time',
    [...start, window, created(second(13))],
    args,
    {
      kind: 'broken',
      because: 'web-1 was created too early after web-0 was ready',
      at: 3,
      expected: '5 s or more',
      seen: '3 s',
      cause: { verb: 'create', resource: 'pods', name: 'web-1' },
    },
  ],
  [
    'readiness that was lost meanwhile',
    [...start, window, unready('web-0'), created(second(40))],
    args,
    {
      kind: 'broken',
      because: 'web-1 was created while web-0 was not ready',
      at: 4,
      cause: { verb: 'create', resource: 'pods', name: 'web-1' },
    },
  ],
  [
    'readiness that was regained',
    [...start, window, unready('web-0'), readySince(second(38)), created(second(40))],
    args,
    'broken',
  ],
  ['readiness that was lost later', [...start, window, created(second(40)), unready('web-0')], args, kept],
  ['another Pod that was never there', [window, created(second(40))], args, 'broken'],
  [
    'nothing yet',
    [...start, window, appears('web-2', { metadata: { creationTimestamp: second(11) } })],
    args,
    {
      kind: 'pending',
      because: 'web-1 was not created',
      cause: { verb: 'omit', resource: 'pods', name: 'web-1' },
    },
  ],
  ['no time of readiness', [appears('web-0'), readySince(), window, created(second(40))], args, 'invalid'],
  ['no time of creation', [...start, window, appears('web-1')], args, 'invalid'],
  ['a deletion', [...start, created(second(1)), window, deleted(second(15))], whenDeleted, kept],
  [
    'a deletion with a grace period',
    [...start, created(second(1)), window, deleted(second(45), 30)],
    whenDeleted,
    kept,
  ],
  [
    'a deletion that was too early',
    [...start, created(second(1)), window, deleted(second(42), 30)],
    whenDeleted,
    {
      kind: 'broken',
      because: 'web-1 was deleted too early after web-0 was ready',
      at: 4,
      expected: '5 s or more',
      seen: '2 s',
      cause: { verb: 'delete', resource: 'pods', name: 'web-1' },
    },
  ],
]

describe('the time between two events', () => {
  answers('Pod {name} was ready at least {int} second(s) before {podEvent}', cases)
})
