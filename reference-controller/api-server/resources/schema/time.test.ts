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

  const refused: [string, 'time' | 'micro-time'][] = [
    ['x', 'time'],
    ['2026/01/01', 'time'],
    ['2026-01-01T00:00:00', 'time'],
    ['2026-01-01T00:00:00.5Z', 'micro-time'],
  ]
  for (const [given, type] of refused) {
    it(`refuses ${given}`, () => {
      expect(() => canonicalTime(given, type)).to.throw(TimeError, `got ${given}`)
    })
  }
})
