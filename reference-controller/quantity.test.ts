import { describe, it } from 'node:test'
import { expect } from 'chai'
import fc from 'fast-check'
import {
  canonicalQuantity,
  compareQuantities,
  parseQuantity,
  QuantityError,
  quantity,
  roundedToMilli,
} from './quantity.ts'

describe('canonicalQuantity', () => {
  const table: [string | number, string][] = [
    ['1024Mi', '1Gi'],
    ['1000Ki', '1000Ki'],
    ['512Ki', '512Ki'],
    ['0.5', '500m'],
    ['1.5Gi', '1536Mi'],
    ['0.5Ki', '512'],
    ['1000m', '1'],
    ['100000', '100k'],
    ['123456', '123456'],
    ['1e3', '1e3'],
    ['12E6', '12e6'],
    ['1e2', '100'],
    ['0', '0'],
    ['-0', '0'],
    ['0Ki', '0'],
    ['-1500m', '-1500m'],
    ['+5', '5'],
    ['.5', '500m'],
    ['5.', '5'],
    ['1u', '1u'],
    ['0.1n', '1n'],
    [5, '5'],
    [0.25, '250m'],
    ['1Ei', '1Ei'],
    ['2P', '2P'],
  ]
  for (const [given, expected] of table) {
    it(`writes ${given} as ${expected}`, () => {
      expect(canonicalQuantity(given)).to.equal(expected)
    })
  }

  for (const bad of ['', 'abc', '1Foo', '1 Gi', '1..2', 'Gi', '1ki', true, {}, null]) {
    it(`refuses ${JSON.stringify(bad)}`, () => {
      expect(() => parseQuantity(bad)).to.throw(QuantityError)
    })
  }

  const suffix = fc.constantFrom('n', 'u', 'm', '', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi', 'e3', 'e-3')
  const quantity = fc.tuple(fc.integer({ min: -99_999, max: 99_999 }), suffix).map(([n, unit]) => `${n}${unit}`)

  it('is a fixed point, and the same amount', () => {
    fc.assert(
      fc.property(quantity, (text) => {
        const canonical = canonicalQuantity(text)
        expect(canonicalQuantity(canonical)).to.equal(canonical)
        expect(compareQuantities(text, canonical)).to.equal(0)
      }),
    )
  })

  it('orders amounts as their numbers', () => {
    fc.assert(
      fc.property(quantity, quantity, (a, b) => {
        const [x, y] = [parseQuantity(a).nano, parseQuantity(b).nano]
        expect(compareQuantities(a, b)).to.equal(x < y ? -1 : x > y ? 1 : 0)
      }),
    )
  })
})

describe('roundedToMilli', () => {
  for (const [given, expected] of [
    ['100u', '1m'],
    ['1500u', '2m'],
    ['-1500u', '-2m'],
    ['1Gi', '1Gi'],
  ] as const) {
    it(`rounds ${given} up to ${expected}`, () => {
      expect(roundedToMilli(given)).to.equal(expected)
    })
  }
})

const CASES: [string, number][] = [
  ['1', 1],
  ['500m', 0.5],
  ['1.5', 1.5],
  ['2k', 2000],
  ['1Ki', 1024],
  ['5Gi', 5 * 2 ** 30],
  ['1e3', 1000],
  ['2E', 2e18],
  ['-1', -1],
]

describe('a quantity', () => {
  for (const [text, number] of CASES) it(`${text} means ${number}`, () => void expect(quantity(text)).to.equal(number))
  for (const text of ['', 'Gi', '1 Gi', '1Xi', 'one']) {
    it(`"${text}" is none`, () => void expect(quantity(text)).to.be.NaN)
  }
})
