import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Keyword } from '../observe/trace.ts'
import { phaseOf } from './phase.ts'

const table: [Keyword | undefined, Keyword, string][] = [
  [undefined, 'Given', 'settle'],
  ['Given', 'Given', 'settle'],
  ['When', 'Given', 'settle'],
  ['Then', 'Given', 'settle'],
  [undefined, 'When', 'settle opensWindow'],
  ['Given', 'When', 'settle opensWindow'],
  ['Then', 'When', 'settle opensWindow'],
  ['When', 'When', 'barrier'],
  [undefined, 'Then', ''],
  ['Given', 'Then', ''],
  ['When', 'Then', ''],
  ['Then', 'Then', ''],
]

describe('before a step', () => {
  for (const [last, keyword, expected] of table)
    it(`${keyword} after ${last ?? 'nothing'}: ${expected || 'nothing'}`, () => {
      const done = Object.entries(phaseOf(last, keyword)).flatMap(([what, yes]) => (yes ? [what] : []))
      expect(done.join(' ')).to.equal(expected)
      expect(phaseOf(last, keyword)).to.have.all.keys('settle', 'opensWindow', 'barrier')
    })
})
