import { describe, it } from 'node:test'
import { expect } from 'chai'
import { names } from './names.ts'

describe('names', () => {
  const cases: [string, string[]][] = [
    ['web-0', ['web-0']],
    ['web-0 and web-2', ['web-0', 'web-2']],
    ['web-0, web-2 and web-4', ['web-0', 'web-2', 'web-4']],
    ['web-0 to web-2', ['web-0', 'web-1', 'web-2']],
    ['web-2 to web-0', ['web-2', 'web-1', 'web-0']],
    ['web-9 to web-11', ['web-9', 'web-10', 'web-11']],
    ['web-3 to web-3', ['web-3']],
    ['web-1-0 to web-1-1', ['web-1-0', 'web-1-1']],
    ['web-10 to web-9', ['web-10', 'web-9']],
    ['data and log', ['data', 'log']],
    ['data-web-0 to data-web-1 and log-web-0', ['data-web-0', 'data-web-1', 'log-web-0']],
    ['a-0 to a-1, b-5 and c-2 to c-1', ['a-0', 'a-1', 'b-5', 'c-2', 'c-1']],
  ]
  for (const [text, expected] of cases)
    it(`understands "${text}"`, () => {
      expect(names(text)).to.deep.equal(expected)
    })

  it('does not make a range of different sets', () => {
    expect(names('web-0 to db-2')).to.deep.equal(['web-0 to db-2'])
    expect(names('web-0 to eb-2')).to.deep.equal(['web-0 to eb-2'])
    expect(names('web-0 to web-2x')).to.deep.equal(['web-0 to web-2x'])
  })
})
