import { describe, it } from 'node:test'
import { expect } from 'chai'
import { header, history } from '../../observe/testing.ts'
import type { TraceEvent } from '../../observe/trace.ts'
import type { Invariant } from './invariant.ts'
import { type Counter, miscountedInTime } from './status-in-time.ts'
import { acts, appears, type Case, goes, judges, kind, ownedBy, set, setGoes, settled } from './testing.ts'

const counter: Counter = { field: 'replicas', counts: () => true }
const asInvariant = (counted: Counter): Invariant => ({
  guarantee: 'SS-STA-002',
  sentence: 'counts',
  breaches: (given) => miscountedInTime(given, counted),
})

const at = (resourceVersion: string) => ({ metadata: { resourceVersion, ownerReferences: ownedBy('web') } })
const says = (replicas: number, resourceVersion: string, rest = {}) =>
  set({ metadata: { resourceVersion, ...rest }, status: { replicas } })
const added = set({ type: 'ADDED', metadata: { resourceVersion: '1' } })
const first = [added, appears('web-0', at('2'))]
const both = [...first, appears('web-1', at('3'))]
const known = [...both, says(2, '4'), settled()]
const other = set({ type: 'ADDED', metadata: { name: 'db', resourceVersion: '5' }, status: { replicas: 0 } })

const cases: Case[] = [
  ['an empty trace', []],
  ['the number of Pods', [...both, says(2, '4'), settled()]],
  ['the number of an older moment', [...both, says(1, '4'), settled()]],
  ['the number before the first Pod', [...both, says(0, '4'), settled()]],
  ['a Pod that was not there', [...both, says(3, '4'), settled()], { at: 3, name: 'web' }],
  ['a Pod that was not there, before anything tells that all has arrived', [...both, says(3, '4')]],
  ['a Pod that was not there, where the cluster does not rest', [...both, says(3, '4'), settled({ rests: false })]],
  ['a Pod that is older and arrives later', [...first, says(2, '4'), appears('web-1', at('3')), settled()]],
  ['a Pod that is younger', [...first, says(2, '3'), appears('web-1', at('4')), settled()], { at: 2 }],
  [
    'a Pod that was there at the last rest',
    [
      ...known,
      goes('web-1', at('5')),
      set({ status: { replicas: 2, more: 1 }, metadata: { resourceVersion: '6' } }),
      settled(),
    ],
  ],
  [
    'a Pod that has gone before the last rest',
    [...known, goes('web-1', at('5')), says(1, '6'), settled(), says(2, '7'), settled()],
    { at: 8 },
  ],
  [
    'a Pod that has gone before a rest that was not reached',
    [...known, goes('web-1', at('5')), says(1, '6'), settled({ rests: false }), says(2, '7'), settled()],
  ],
  ['a Pod less than at the last rest', [...known, says(1, '5'), settled()], { at: 5 }],
  ['a Pod less, which has gone', [...known, goes('web-1', at('5')), says(1, '6'), settled()]],
  ['a Pod less, which goes later', [...known, says(1, '5'), goes('web-1', at('6')), settled()], { at: 5 }],
  ['a Pod that comes after the next rest', [...first, says(2, '9'), settled(), appears('web-1', at('3'))], { at: 2 }],
  [
    'a Pod of another set, counted',
    [...both, appears('db-0', { metadata: { resourceVersion: '4' } }), says(3, '5'), settled()],
    { at: 4 },
  ],
  [
    'a Pod that has gone just before the last rest',
    [...known, says(1, '6'), goes('web-1', at('5')), settled(), says(2, '7'), settled()],
    { at: 8 },
  ],
  ['a Pod of another set', [...both, other, says(2, '6'), settled()]],
  [
    'the same number with another change of the spec',
    [...known, goes('web-1', at('5')), says(1, '6'), settled(), says(1, '7', { generation: 2 }), settled()],
  ],
  [
    'a wrong number that was there before',
    [...known, goes('web-1', at('5')), settled(), says(2, '7', { generation: 2 }), settled()],
  ],
  [
    'a number that the suite wrote',
    [...known, acts('patch', 'clonesets', 'web', { subresource: 'status' }), says(7, '6'), settled()],
  ],
  ['a set that is going', [...known, setGoes({ status: { replicas: 7 } }), settled()]],
  ['a set that has gone', [...known, set({ type: 'DELETED', status: { replicas: 7 } }), settled()]],
  ['a set without a status', [set({ type: 'ADDED', status: {} }), settled()]],
]

describe('a counter of a status that was written', () => {
  judges(asInvariant(counter), cases)
  judges(
    asInvariant(counter),
    [
      ['a younger Pod where versions do not compare', [...first, says(2, '3'), appears('web-1', at('4')), settled()]],
      [
        'a Pod more where versions do not compare',
        [...first, says(3, '3'), appears('web-1', at('4')), settled()],
        { at: 2 },
      ],
    ],
    { capabilities: [] },
  )
  judges(asInvariant({ ...counter, mayLag: () => true }), [
    ['a Pod less where it may lag', [...known, says(1, '5'), settled()]],
    ['a Pod more where it may lag', [...known, says(3, '5'), settled()], { at: 5 }],
  ])

  judges(asInvariant({ ...counter, counts: (pod, { one }) => pod.metadata.name === one }), [
    [
      'the Pods that count',
      [...both, set({ metadata: { resourceVersion: '4' }, status: { replicas: 1, one: 'web-1' } }), settled()],
    ],
    [
      'Pods that do not count',
      [...both, set({ metadata: { resourceVersion: '4' }, status: { replicas: 2, one: 'web-1' } }), settled()],
      { at: 3 },
    ],
  ])

  const breachOf = (...events: TraceEvent[]) =>
    miscountedInTime({ header: header({ kind }), trace: history(...events) }, counter)[0]

  it('is told with the number that there was', () => {
    expect(breachOf(...known, says(1, '5'), settled())).to.deep.equal({
      because: 'status.replicas of web was written as 1',
      expected: 2,
      seen: 1,
      at: 5,
      cause: { verb: 'report', resource: kind.plural, name: 'web', field: 'status.replicas' },
    })
  })

  it('is told with the numbers between which it may have been', () => {
    expect(breachOf(...known, goes('web-1', at('5')), says(3, '6'), settled())?.expected).to.equal('1 to 2')
  })
})
