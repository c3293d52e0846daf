import { describe, it } from 'node:test'
import { expect } from 'chai'
import { canonicalTime, TimeError } from './time.ts'

describe('canonicalTime', () => {
  const table: [string, 'time' | 'micro-time', string][] = [
    ['2026-01-01T00:00:00Z', 'time', '2026-01-01T00:00:00Z'],
    ['2026-01-01T00:00:00.999Z', 'time', '2026-01-01T00:00:00Z'],
    ['2026-01-01T00:30:00+02:00', 'time', '2025-12-31T22:30:00Z'],
    ['2026-01-01T00:00:00.000001+02:00', 'micro-time', '2025-12-31T22:00:00.000001Z'],
  ]
  for (const [given, type, expected] of table) {
    it(`writes ${given} as ${expected}`, () => {
      expect(canonicalTime(given, type)).to.equal(expected)
    })
  }

  // As Go's time package words it.
  const refused: [string, 'time' | 'micro-time', string][] = [
    ['x', 'time', 'parsing time "x" as "2006-01-02T15:04:05Z07:00": cannot parse "x" as "2006"'],
    ['2026/01/01', 'time', 'parsing time "2026/01/01" as "2006-01-02T15:04:05Z07:00": cannot parse "/01/01" as "-"'],
    [
      '2026-01-01T00:00:00',
      'time',
      'parsing time "2026-01-01T00:00:00" as "2006-01-02T15:04:05Z07:00": cannot parse "" as "Z07:00"',
    ],
    [
      '2026-01-01T00:00:00.5Z',
      'micro-time',
      'parsing time "2026-01-01T00:00:00.5Z" as "2006-01-02T15:04:05.000000Z07:00": cannot parse ".5Z" as ".000000"',
    ],
  ]
  for (const [given, type, message] of refused) {
    it(`refuses ${given}`, () => {
      expect(() => canonicalTime(given, type)).to.throw(TimeError, message)
    })
  }
})
