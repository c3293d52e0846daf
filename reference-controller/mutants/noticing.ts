import { concernedSets } from '../statefulset/loop/concerned-sets.ts'
import type { Mutant } from './mutant.ts'

/** Whatever wakes it for another reason repairs what it has missed, so that only patience shows the error. */
export const goneUnnoticed: Mutant = {
  name: 'gone-unnoticed',
  sentence: 'Does not look at a set when one of its Pods has gone.',
  guarantee: 'SS-ORD-013',
  rules: {
    concerned: (change, sets, kind) => (change.type === 'DELETED' ? [] : concernedSets(change, sets, kind)),
  },
}
