import { describe, it } from 'node:test'
import { expect } from 'chai'
import { countVerdicts, groupVerdict } from './statistics.ts'
import { row } from './testdata/hand-made.ts'
import type { Judged } from './verdicts.ts'

/** From the one that decides to the one that yields. */
const precedence: [Judged['verdict'], string][] = [
  ['non-conformant', 'non-conformant'],
  ['harness error', 'harness error'],
  ['documented deviation', 'documented deviation'],
  ['conformant', 'kept'],
  ['not applicable', 'not applicable'],
  ['not run', 'not run'],
  ['planned', 'planned'],
]

describe('the word for a group of guarantees', () => {
  for (const [index, [, word]] of precedence.entries())
    it(`is ${word} whatever yields to it`, () => {
      const judged = precedence
        .slice(index)
        .map(([verdict]) => ({ guarantee: row('SS-ORD-001'), verdict, because: '', scenarios: [] }))
      expect(groupVerdict(countVerdicts(judged))).to.equal(word)
    })
})
