import { describe, it } from 'node:test'
import { expect } from 'chai'
import {
  configKeyProblems,
  dnsLabelName,
  dnsLabelProblems,
  dnsSubdomainProblems,
  labelKeyProblems,
  labelValueProblems,
  portNameProblems,
} from './names.ts'

const long = (length: number) => 'x'.repeat(length)

describe('names', () => {
  const table: [string, (value: string) => string[], string[], string[]][] = [
    ['DNS label', dnsLabelProblems, ['a', 'a-b', '0a', long(63)], ['', 'A', 'a.b', '-a', 'a-', 'a_b', long(64)]],
    ['DNS subdomain', dnsSubdomainProblems, ['a', 'a.b-c.d', long(253)], ['', 'a..b', '.a', 'A', long(254)]],
    ['label key', labelKeyProblems, ['a', 'A_b.c', 'x.y/a'], ['', '/a', 'x/', 'a/b/c', '-a', `x/${long(64)}`, 'X_/a']],
    ['label value', labelValueProblems, ['', 'a', 'A_b.c', long(63)], ['-', 'a b', long(64)]],
    ['port name', portNameProblems, ['http', 'a-1'], ['1', 'A', 'a--b', '-a', long(16)]],
    ['config key', configKeyProblems, ['a', '.a', 'A_b-c.d'], ['', 'a b', '.', '..', '..a', long(254)]],
  ]
  for (const [what, rule, right, wrong] of table) {
    for (const value of right)
      it(`${what}: "${value}" is right`, () => {
        expect(rule(value)).to.deep.equal([])
      })
    for (const value of wrong)
      it(`${what}: "${value}" is wrong`, () => {
        expect(rule(value)).not.to.deep.equal([])
      })
  }

  it('lets a prefix end with a hyphen', () => {
    expect(dnsLabelName('web-', true)).to.deep.equal([])
    expect(dnsLabelName('web-', false)).not.to.deep.equal([])
  })
})
