import { setsToEnqueue } from '../statefulset/loop/sets-to-enqueue.ts'
import type { Mutant } from './mutant.ts'

/** Any other event makes the mutant repair what it missed, so only a long wait shows the error. */
export const goneUnnoticed: Mutant = {
  name: 'gone-unnoticed',
  sentence: 'Does not look at a set when one of its Pods has gone.',
  guarantee: 'SS-ORD-013',
  rules: {
    enqueue: (change, sets, kind) => (change.type === 'DELETED' ? [] : setsToEnqueue(change, sets, kind)),
  },
}
