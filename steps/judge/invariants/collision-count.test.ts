import { describe } from 'node:test'
import { collisionCount } from './collision-count.ts'
import { acts, judges, set } from './testing.ts'

const reports = (
  count?: unknown,
  observed: number | undefined = 1,
  type: 'ADDED' | 'MODIFIED' | 'DELETED' = 'MODIFIED',
  uid = 'uid-of-web',
) => set({ type, metadata: { uid }, status: { collisionCount: count, observedGeneration: observed } })
const added = set({ type: 'ADDED' })

describe('collisionCount', () => {
  judges(collisionCount, [
    ['an empty trace', []],
    ['no count before the first pass', [added]],
    ['a count that stays or rises', [added, reports(0), reports(0), reports(2)]],
    ['no count after the first pass', [added, reports()], { at: 1, name: 'web' }],
    ['a count that is null', [added, reports(null)], { at: 1 }],
    ['a count that goes back', [added, reports(2), reports(1)], { at: 2 }],
    ['no count of a set that has gone', [added, reports(0), reports(undefined, 1, 'DELETED')]],
    [
      'the count of another set of the name',
      [added, reports(2), reports(2, 1, 'DELETED'), reports(0, 1, 'ADDED', 'b')],
    ],
    [
      'a count that the suite wrote',
      [acts('patch', 'clonesets', 'web', { subresource: 'status' }), added, reports(3), reports(0)],
    ],
  ])
})
