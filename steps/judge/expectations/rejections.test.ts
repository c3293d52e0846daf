import { describe } from 'node:test'
import { REJECTED } from './rejections.ts'
import { answers, window } from './testing.ts'

const refusal = (code: number, reason: string) =>
  ({ kind: 'answered', text: 'no', code, status: { kind: 'Status', reason } }) as const
const invalid = { code: 422, reason: 'Invalid' }
const expected = '422 Invalid'

describe('whether a request of the suite was rejected', () => {
  answers(REJECTED, [
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
      [window, { kind: 'answered', text: 'no', code: 422 }],
      [invalid],
      { kind: 'pending', because: 'the request was rejected otherwise', expected, seen: '422 undefined' },
    ],
  ])
})
