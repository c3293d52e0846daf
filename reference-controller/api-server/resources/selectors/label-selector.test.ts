import { describe, it } from 'node:test'
import { expect } from 'chai'
import fc from 'fast-check'
import { SelectorError } from '../errors.ts'
import { parseLabelSelector } from './label-selector.ts'

describe('parseLabelSelector', () => {
  const labels = { app: 'web', tier: '', n: '5', in: 'in' }
  const table: [string, boolean][] = [
    ['', true],
    ['app=web', true],
    ['app==web', true],
    [' app = web , !nope', true],
    ['app=other', false],
    ['app!=other', true],
    ['nope!=other', true],
    ['app in (a, web)', true],
    ['app in ()', false],
    ['tier in ()', true],
    ['tier=', true],
    ['tier', true],
    ['!tier', false],
    ['app notin (web)', false],
    ['nope notin (web)', true],
    ['n>4', true],
    ['n>5', false],
    ['n<6,n>4', true],
    ['app>4', false],
    ['in in (in)', true],
    ['in', true],
    ['app=in', false],
    ['app in (b,,c)', false],
    ['toString', false],
  ]
  for (const [text, selected] of table) {
    it(`"${text}" ${selected ? 'selects' : 'does not select'}`, () => {
      expect(parseLabelSelector(text)(labels)).to.equal(selected)
    })
  }

  // The refusals of kube-apiserver v1.36.3, 2026-11-21.
  const refused: [string, string][] = [
    ['a in (b', "unable to parse requirement: found '', expected: ',' or ')'"],
    ['a in b', "unable to parse requirement: found 'b' expected: '('"],
    ['a=b=c', "found '=', expected: ',' or 'end of string'"],
    ['!a=b', "found '=', expected: ',' or 'end of string'"],
    ['a,', "found '', expected: identifier after ','"],
    [',a', "found ',', expected: !, identifier, or 'end of string'"],
    ['a b', "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"],
    ['(a)', "found '(', expected: !, identifier, or 'end of string'"],
    ['a in (b c)', "unable to parse requirement: found 'c', expected: ',' or ')'"],
    ['a notin', "unable to parse requirement: found '' expected: '('"],
    ['!', "unable to parse requirement: found '', expected: identifier"],
    ['a!b', "unable to parse requirement: found '!', expected: in, notin, =, ==, !=, gt, lt"],
    ['!!a', "unable to parse requirement: found '!', expected: identifier"],
    ['a=(b)', "unable to parse requirement: found '(', expected: identifier"],
    ['a>=5', "unable to parse requirement: found '=', expected: identifier"],
    [
      'a>x',
      `unable to parse requirement: values[0]: Invalid value: "x": for 'Gt', 'Lt' operators, the value must be an integer`,
    ],
    ['-a', 'unable to parse requirement: <nil>: Invalid value: "-a"'],
    ['a=-b', 'unable to parse requirement: values[0][a]: Invalid value: "-b"'],
  ]
  for (const [text, message] of refused) {
    it(`refuses "${text}"`, () => {
      expect(() => parseLabelSelector(text)).to.throw(SelectorError, message)
    })
  }

  const key = fc.constantFrom('a', 'b', 'c', 'x.y/z')
  const value = fc.constantFrom('', '1', '2', 'v')
  const requirement = fc.oneof(
    fc.record({ kind: fc.constantFrom('exists', 'absent', '=', '!='), key, values: fc.tuple(value) }),
    fc.record({ kind: fc.constantFrom('in', 'notin'), key, values: fc.array(value, { minLength: 1, maxLength: 3 }) }),
  )
  type Requirement = { kind: string; key: string; values: string[] }

  const written = ({ kind, key: name, values }: Requirement): string => {
    if (kind === 'exists') return name
    if (kind === 'absent') return `!${name}`
    return kind === 'in' || kind === 'notin' ? `${name} ${kind} (${values.join(',')})` : `${name}${kind}${values[0]}`
  }
  const holds = ({ kind, key: name, values }: Requirement, has: Record<string, string>): boolean => {
    const present = name in has
    if (kind === 'exists') return present
    if (kind === 'absent') return !present
    const listed = present && values.includes(has[name]!)
    return kind === '=' || kind === 'in' ? listed : !listed
  }

  it('selects as a model of the requirements does', () => {
    const list = fc.array(requirement as fc.Arbitrary<Requirement>, { maxLength: 4 })
    fc.assert(
      fc.property(list, fc.dictionary(key, value), (requirements, has) => {
        const selector = parseLabelSelector(requirements.map(written).join(','))
        expect(selector(has)).to.equal(requirements.every((one) => holds(one, { ...has })))
      }),
    )
  })

  it('answers any text with a selector or a SelectorError', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '=', '!', ',', '(', ')', 'in', ' ', '<', '-'), maxLength: 12 })
    fc.assert(
      fc.property(text, (given) => {
        try {
          parseLabelSelector(given)({})
        } catch (error) {
          expect(error).to.be.instanceOf(SelectorError)
        }
      }),
    )
  })
})
