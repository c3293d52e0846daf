import { describe, it } from 'node:test'
import { expect } from 'chai'
import { isAboutRejection } from './rejections.ts'
import { answers, window } from './testing.ts'

const refusal = (code: number, reason: string, causes?: readonly object[]) =>
  ({ kind: 'answered', text: 'no', code, status: { kind: 'Status', reason, details: { causes } } }) as const
const invalid = { code: 422, reason: 'Invalid' }
const expected = '422 Invalid'
const withoutStatus = { kind: 'answered', text: 'no', code: 422 } as const

describe('whether a request of the suite was rejected', () => {
  answers('the API server rejected the request with {refusal}', [
    ['it was', [window, refusal(422, 'Invalid')], [invalid], { kind: 'kept' }],
    ['another one was after it', [window, refusal(422, 'Invalid'), refusal(403, 'Forbidden')], [invalid], 'kept'],
    [
      'it was not',
      [window],
      [invalid],
      { kind: 'pending', because: 'no request was rejected', expected, seen: 'accepted' },
    ],
    ['one was before', [refusal(422, 'Invalid'), window], [invalid], 'pending'],
    [
      'for another reason',
      [window, refusal(422, 'Forbidden')],
      [invalid],
      { kind: 'pending', because: 'the request was rejected otherwise', expected, seen: '422 Forbidden' },
    ],
    ['with another code', [window, refusal(403, 'Invalid')], [invalid], 'pending'],
    [
      'without a status',
      [window, withoutStatus],
      [invalid],
      { kind: 'pending', because: 'the request was rejected otherwise', expected, seen: '422 undefined' },
    ],
  ])
})

describe('whether a request was rejected for a field', () => {
  const negative = { reason: 'FieldValueInvalid', field: 'spec.replicas' }
  const missing = { reason: 'FieldValueRequired', field: 'spec.selector' }
  const asked = ['spec.replicas', 'FieldValueInvalid']
  const because = 'the request was rejected otherwise'
  const named = 'FieldValueInvalid of spec.replicas'
  answers('the API server rejected field {word} as {word}', [
    ['it was', [window, refusal(422, 'Invalid', [negative])], asked, { kind: 'kept' }],
    ['beside other fields', [window, refusal(422, 'Invalid', [missing, negative])], asked, 'kept'],
    [
      'for other fields',
      [window, refusal(422, 'Invalid', [missing, { ...negative, reason: 'FieldValueForbidden' }])],
      asked,
      {
        ...{ kind: 'pending', because, expected: named },
        seen: 'FieldValueRequired of spec.selector, FieldValueForbidden of spec.replicas',
      },
    ],
    [
      'with another code',
      [window, refusal(400, 'BadRequest', [negative])],
      asked,
      { kind: 'pending', because, expected: named, seen: '400 BadRequest' },
    ],
    ['for no field', [window, refusal(422, 'Invalid')], asked, { kind: 'pending', because, expected: named, seen: '' }],
    ['without a status', [window, withoutStatus], asked, 'pending'],
    ['without details', [window, { ...withoutStatus, status: { reason: 'Invalid' } }], asked, 'pending'],
    [
      'it was not',
      [window],
      asked,
      { kind: 'pending', because: 'no request was rejected', expected: named, seen: 'accepted' },
    ],
  ])
})

describe('the phrases about rejections', () => {
  it('are these', () => {
    expect(isAboutRejection('the API server rejected the request with {refusal}')).to.equal(true)
    expect(isAboutRejection('the API server rejected field {word} as {word}')).to.equal(true)
    expect(isAboutRejection('nothing else changed')).to.equal(false)
  })
})
