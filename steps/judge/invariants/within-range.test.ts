import { describe } from 'node:test'
import { appears, comes, goes, judges, ownedBy, ready, set, settled } from './testing.ts'
import { withinRange } from './within-range.ts'

const asks = (replicas: number | undefined, start?: number, type: 'ADDED' | 'MODIFIED' = 'MODIFIED') =>
  set({ type, spec: { replicas, ...(start === undefined ? {} : { ordinals: { start } }) } })
const added = (replicas: number | undefined, start?: number) => asks(replicas, start, 'ADDED')

describe('never more Pods than replicas', () => {
  judges(withinRange, [
    ['an empty trace', []],
    ['the Pods of the range', [added(2), appears('web-0'), appears('web-1')]],
    ['one too many', [added(2), appears('web-2')], { at: 1, name: 'web-2' }],
    ['one below the start', [added(2, 3), appears('web-2')], { at: 1 }],
    ['the first and the last of a shifted range', [added(2, 3), appears('web-3'), appears('web-4')]],
    ['one above a shifted range', [added(2, 3), appears('web-5')], { at: 1 }],
    ['one seen before the change that allows it', [added(1), appears('web-1'), asks(2)]],
    ['one of a range given up before the cluster settled', [added(3), asks(1), settled(), appears('web-2')], { at: 3 }],
    ['one of a range given up just now', [added(3), settled(), asks(1), appears('web-2')]],
    ['one of the range before the one given up', [added(3), asks(2), settled(), asks(1), appears('web-2')], { at: 4 }],
    [
      'one of a range asked for only after the cluster has settled',
      [added(1), appears('web-1'), settled(), asks(2)],
      { at: 1 },
    ],
    ['one of the range that the cluster settled in', [added(1), asks(2), settled(), appears('web-1')]],
    ['surplus that was in range once', [added(3), ...comes('web-2'), asks(1), goes('web-2')]],
    ['surplus that changes', [added(3), appears('web-2'), settled(), asks(1), settled(), ready('web-2')]],
    ['replicas left out', [added(undefined), appears('web-0')]],
    ['a second Pod where replicas are left out', [added(undefined), appears('web-1')], { at: 1 }],
    ['Pods of another set', [added(1), appears('db-7')]],
    ['a Pod of nobody', [added(1), appears('web-7', { metadata: { ownerReferences: [] } })]],
    [
      'a Pod without an ordinal',
      [added(1), appears('solo', { metadata: { ownerReferences: ownedBy('web') } })],
      { at: 1 },
    ],
  ])
})
