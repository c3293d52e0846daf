import { describe, it } from 'node:test'
import { expect } from 'chai'
import { age } from './age.ts'

describe('age', () => {
  const now = Date.parse('2026-01-01T00:00:00Z')
  const [minute, hour, day, year] = [60, 3600, 86_400, 31_536_000]
  const cases: [seconds: number, text: string][] = [
    [-3, '<invalid>'],
    [-1, '0s'],
    [0, '0s'],
    [119, '119s'],
    [2 * minute, '2m'],
    [5 * minute + 7, '5m7s'],
    [11 * minute + 7, '11m'],
    [3 * hour, '3h'],
    [4 * hour + 5 * minute, '4h5m'],
    [9 * hour + 5 * minute, '9h'],
    [2 * day, '2d'],
    [7 * day + 3 * hour, '7d3h'],
    [9 * day + 3 * hour, '9d'],
    [2 * year, '2y'],
    [3 * year + 4 * day, '3y4d'],
    [9 * year + 4 * day, '9y'],
  ]
  for (const [seconds, text] of cases) {
    it(`tells ${seconds} seconds as ${text}`, () => {
      expect(age(new Date(now - seconds * 1000).toISOString(), now)).to.equal(text)
    })
  }
  it('does not know the age of what has no time', () => {
    expect(age(undefined, now)).to.equal('<unknown>')
    expect(age('', now)).to.equal('<unknown>')
  })
})
