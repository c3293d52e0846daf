import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Difference } from './corpus.ts'
import { firstDifferences } from './first-differences.ts'
import { judged } from './judge.ts'
import { failures } from './print.ts'

const family = { name: 'f', stories: { s: ['GET /a', 'GET /b'] } }
const answers = (a: unknown, b: unknown, code = 200) => ({
  s: [
    { request: 'GET /a', code: 200, answer: a },
    { request: 'GET /b', code, answer: b },
  ],
})
const record = { server: 'v1', date: '2026-01-01', stories: answers({ x: 1 }, { y: 1 }) }
const listed: Difference = { family: 'f', story: 's', request: 'GET /b', because: 'of a reason' }

describe('judged', () => {
  it('counts what is equal', () => {
    expect(judged(family, answers({ x: 1 }, { y: 1 }), record, [])).to.deep.include({ requests: 2, equal: 2 })
  })

  it('tells what differs, and where', () => {
    const { equal, unlisted } = judged(family, answers({ x: 1 }, { y: 2 }), record, [])
    expect(equal).to.equal(1)
    expect(unlisted).to.deep.equal([
      { story: 's', request: 'GET /b', where: [{ path: 'answer.y', expected: '1', seen: '2' }] },
    ])
  })

  describe('of a refusal', () => {
    const refusal = (message: string, field: string, status = {}) => ({
      kind: 'Status',
      status: 'Failure',
      message,
      reason: 'Invalid',
      details: { name: 'web', causes: [{ reason: 'FieldValueRequired', message, field }] },
      code: 422,
      ...status,
    })
    const equalTo = (seen: unknown) =>
      judged(
        family,
        answers({ x: 1 }, seen, 422),
        { ...record, stories: answers({ x: 1 }, refusal('a', 'b'), 422) },
        [],
      ).equal === 2

    it('compares no wording', () => void expect(equalTo(refusal('other words', 'b'))).to.equal(true))
    it('compares the fields', () => void expect(equalTo(refusal('a', 'c'))).to.equal(false))
    it('compares the reason', () => void expect(equalTo(refusal('a', 'b', { reason: 'BadRequest' }))).to.equal(false))
    it('compares what it is about', () => void expect(equalTo(refusal('a', 'b', { details: {} }))).to.equal(false))
  })

  it('counts warnings, whatever they say', () => {
    const warned = (...texts: string[]) => {
      const warning = texts.map((text) => `299 - "${text}"`).join(', ')
      return { s: [{ request: 'GET /a', code: 200, warning, answer: {} }] }
    }
    const one = { name: 'f', stories: { s: ['GET /a'] } }
    const expected = { ...record, stories: warned('a') }
    expect(judged(one, warned('b'), expected, []).equal).to.equal(1)
    expect(judged(one, warned('b', 'c'), expected, []).equal).to.equal(0)
  })

  it('lets pass what is listed, as long as its code is right', () => {
    expect(judged(family, answers({ x: 1 }, { y: 2 }), record, [listed])).to.deep.include({ listed: 1, unlisted: [] })
    expect(judged(family, answers({ x: 1 }, { y: 2 }, 500), record, [listed]).unlisted).to.have.length(1)
  })

  it('finds entries of the list that are not true any more', () => {
    const judgement = judged(family, answers({ x: 1 }, { y: 1 }), record, [listed])
    expect(judgement.stale).to.deep.equal([listed])
    expect(failures([judgement]).join()).to.match(/does not differ: f, s, GET \/b/)
  })

  it('does not compare a request with the answer to another', () => {
    const changed = { ...family, stories: { s: ['GET /a', 'GET /c'] } }
    expect(judged(changed, answers({ x: 1 }, { y: 1 }), record, []).unlisted).to.deep.equal([
      { story: 's', request: 'GET /c', where: [] },
    ])
  })
})

describe('failures', () => {
  it('asks for 99 equal answers of a hundred', () => {
    const judgement = { family: 'f', requests: 100, listed: 2, unlisted: [], stale: [] }
    expect(failures([{ ...judgement, equal: 99 }])).to.deep.equal([])
    expect(failures([{ ...judgement, equal: 98 }])).to.deep.equal(['98.00 % are equal: at least 99 % must be'])
  })
})

describe('firstDifferences', () => {
  const cases: [string, unknown, unknown, string[]][] = [
    ['nothing', { a: [1] }, { a: [1] }, []],
    ['a value', { a: [{ b: 1 }] }, { a: [{ b: 2 }] }, ['a[0].b']],
    ['what is missing', { a: 1, b: 2 }, { a: 1 }, ['b']],
    ['what is too much', [1], [1, 2], ['[1]']],
    ['the order of members', { a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }, ['a (order of members)']],
    ['a list for an object', { a: [] }, { a: {} }, ['a']],
  ]
  for (const [what, expected, seen, paths] of cases) {
    it(`finds ${what}`, () => {
      expect(firstDifferences(expected, seen).map(({ path }) => path)).to.deep.equal(paths)
    })
  }
})
