import { describe } from 'node:test'
import { thing } from '../invariants/testing.ts'
import { answers, type Case, window } from './testing.ts'

const kept = { kind: 'kept' }
const there = [thing('clonesets', 'web', 'ADDED')]
const recorded = (phrase: string, cases: readonly Case[]) =>
  answers(
    phrase,
    cases.map(([title, events, ...rest]): Case => [title, [...there, ...events], ...rest]),
  )

describe('which events were recorded, and no others', () => {
  const set = { what: 'StatefulSet', name: 'web' }
  const told = (name: string, parts: object, type: 'ADDED' | 'MODIFIED' = 'ADDED') =>
    thing('events', name, type, { involvedObject: { kind: 'CloneSet', uid: 'uid-of-web' }, type: 'Normal', ...parts })
  const made = (count: number, type: 'ADDED' | 'MODIFIED' = 'ADDED') =>
    told('a', { reason: 'Created', message: 'create Pod web-0', count }, type)
  const claimed = told('b', { reason: 'Created', message: 'create claim data Pod web-0' })
  const failed = told('c', { reason: 'Failed', message: 'no', type: 'Warning' })
  const columns = ['type', 'reason', 'message', 'count']
  const pod = ['Normal', 'Created', 'Pod web-0', '1']
  const because = 'the events about web are others'
  recorded('only these events were recorded about {object}:', [
    ['those', [window, made(1), failed], [set, [columns, pod, ['Warning', 'Failed', '', '1']]], kept],
    [
      'in the columns of the table alone',
      [window, made(2)],
      [
        set,
        [
          ['reason', 'type'],
          ['Created', 'Normal'],
        ],
      ],
      kept,
    ],
    ['any number of them', [window, made(2)], [set, [columns, pod.with(3, '')]], kept],
    ['counted up', [window, made(1), made(3, 'MODIFIED')], [set, [columns, pod.with(3, '3')]], kept],
    ['from before the window too', [made(2), window, made(3, 'MODIFIED')], [set, [columns, pod.with(3, '3')]], kept],
    ['in two of one kind', [window, made(1), claimed], [set, [columns, pod.with(3, '2')]], kept],
    [
      'each by the first row that means it',
      [window, made(1), claimed],
      [set, [columns, pod.with(2, 'claim data'), pod]],
      kept,
    ],
    ['none, as promised', [window], [set, [columns]], kept],
    [
      'too few',
      [window, made(1)],
      [set, [columns, pod.with(3, '2')]],
      {
        kind: 'pending',
        because,
        expected: ['Normal Created Pod web-0 2'],
        seen: ['Normal Created 1 create Pod web-0'],
      },
    ],
    ['too many', [window, made(2)], [set, [columns, pod]], 'pending'],
    ['none', [window], [set, [columns, pod]], 'pending'],
    ['none, of any number of them', [window], [set, [columns, pod.with(3, '')]], 'pending'],
    [
      'one more',
      [window, made(1), failed],
      [set, [columns, pod]],
      {
        kind: 'broken',
        because,
        at: 3,
        expected: ['Normal Created Pod web-0 1'],
        seen: ['Normal Created 1 create Pod web-0', 'Warning Failed 1 no'],
      },
    ],
    ['one of another type', [window, made(1)], [set, [columns, pod.with(0, 'Warning')]], 'broken'],
    ['one for another reason', [window, made(1)], [set, [columns, pod.with(1, 'Deleted')]], 'broken'],
    ['one about another Pod', [window, made(1)], [set, [columns, pod.with(2, 'web-1')]], 'broken'],
  ])
})
