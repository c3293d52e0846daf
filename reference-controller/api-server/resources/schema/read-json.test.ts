import { describe, it } from 'node:test'
import { expect } from 'chai'
import fc from 'fast-check'
import { MAX_DEPTH } from './json-syntax.ts'
import { readJson } from './read-json.ts'

describe('readJson', () => {
  it('reads what JSON.parse reads, with the keys in order', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const { value, keys } = readJson(text)
        expect(value).to.deep.equal(JSON.parse(text))
        if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
          expect([...new Set(keys(value))].sort()).to.deep.equal(Object.keys(value).sort())
        }
      }),
    )
  })

  it('remembers repeated keys, at any depth and with any spelling', () => {
    const { value, keys } = readJson('{"a":1, "b":[{"c":{},"\\u0063":{"d":"}"},"c":3}], "a":2}')
    const { b } = value as { b: [object] }
    expect(keys(value as object)).to.deep.equal(['a', 'b', 'a'])
    expect(keys(b[0])).to.deep.equal(['c', 'c', 'c'])
  })

  it('refuses a text that is nested too deep', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
    expect(() => readJson(nested(MAX_DEPTH + 1))).to.throw(SyntaxError, /max depth/)
  })
})
