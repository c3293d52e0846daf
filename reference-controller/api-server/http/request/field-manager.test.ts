import { describe, it } from 'node:test'
import { expect } from 'chai'
import { nameFromUserAgent } from './field-manager.ts'

describe('nameFromUserAgent', () => {
  const cases: [agent: string, name: string][] = [
    ['kubectl/v1.36.3 (linux/amd64) kubernetes/abc', 'kubectl'],
    ['plain', 'plain'],
    ['', ''],
    ['a\u0007b/1', 'ab'],
    [`${'é'.repeat(100)}/1`, 'é'.repeat(64)],
  ]
  for (const [agent, name] of cases)
    it(`of ${JSON.stringify(agent)}`, () => void expect(nameFromUserAgent(agent)).to.equal(name))
})
