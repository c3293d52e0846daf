import { describe, it } from 'node:test'
import { expect } from 'chai'
import { affects, type BrokenEnding, brokenEnding, type Excusable, excuse, isBroken, isExcused } from './excuses.ts'
import type { Deviation } from './run-info.ts'
import { deviation, violation } from './testdata/hand-made.ts'

const of: Excusable = { address: 'ordering/creation [1]', guarantees: ['SS-ORD-001'], informative: false }
const seen = (value: unknown, more: Partial<Deviation['shows'][number]> = {}) =>
  deviation('SS-ORD-001', { shows: [{ broken: 'only Pod "web-0" exists', seen: value, ...more }] })

describe('a declared deviation', () => {
  const cases: [string, Deviation, Parameters<typeof violation>[1], boolean][] = [
    ['is recognised by what was seen', seen(['web-1']), { seen: ['web-1'] }, true],
    ['is no other thing that was seen', seen(['web-1']), { seen: ['web-2'] }, false],
    ['is recognised where nothing was seen', seen([]), { seen: [] }, true],
    ['is not that nothing was seen where something was', seen([]), { seen: ['web-1'] }, false],
    ['is recognised by its reason', deviation('SS-ORD-001'), { seen: ['web-1'] }, true],
    ['is no other reason', deviation('SS-ORD-001'), { because: 'too late' }, false],
    ['has both what was seen and its reason', seen([], { because: 'too late' }), { seen: [] }, false],
    ['is no other sentence', seen([]), { sentence: 'only Pod "web-1" exists', seen: [] }, false],
    [
      'is recognised by any of its violations',
      { ...seen([]), shows: [...seen([]).shows, ...seen(['web-1']).shows] },
      { seen: ['web-1'] },
      true,
    ],
    ['is declared for its examples', { ...seen([]), examples: [of.address] }, { seen: [] }, true],
    ['is declared for no other example', { ...seen([]), examples: ['ordering/creation [2]'] }, { seen: [] }, false],
  ]
  for (const [what, declared, found, isIt] of cases)
    it(what, () => {
      const broken = violation('SS-ORD-001', found)
      const expected = isIt ? { ...broken, deviation: declared } : broken
      expect(excuse([broken], of, [deviation('SS-ORD-002'), declared])).to.deep.equal([expected])
    })

  it('excuses no other guarantee, though its violation looks the same', () => {
    const broken = violation('SS-ORD-002')
    const both = { ...of, guarantees: ['SS-ORD-001', 'SS-ORD-002'] }
    expect(excuse([broken], both, [deviation('SS-ORD-001')])).to.deep.equal([broken])
  })

  it('affects the examples that it names, or else those of its guarantee, and none that is informative', () => {
    const named = deviation('SS-IDN-001', { examples: [of.address] })
    expect(affects(named, of)).to.equal(true)
    expect(affects(deviation('SS-IDN-001'), of)).to.equal(false)
    expect(affects(deviation('SS-ORD-001'), of)).to.equal(true)
    expect(affects(named, { ...of, informative: true })).to.equal(false)
  })
})

describe('an informative example', () => {
  it('excuses what it is about, and nothing else', () => {
    const [own, other] = [violation('SS-ORD-001'), violation('SS-IDN-001')]
    expect(excuse([own, other], { ...of, informative: true }, [])).to.deep.equal([{ ...own, informative: true }, other])
  })
})

describe('the ending of an example in which something was broken', () => {
  const counted = violation('SS-ORD-001')
  const declared = { ...counted, deviation: deviation('SS-ORD-001') }
  const informative = { ...counted, informative: true }
  const cases: [string, Parameters<typeof brokenEnding>[0], BrokenEnding][] = [
    ['one that counts among others', [declared, informative, counted], 'non-conformant'],
    ['a declared one beside an informative one', [informative, declared], 'documented deviation'],
    ['informative ones', [informative], 'informative'],
    ['one that counts', [counted], 'non-conformant'],
  ]
  for (const [what, failures, expected] of cases)
    it(`is ${expected} for ${what}`, () => {
      expect(brokenEnding(failures)).to.equal(expected)
    })

  it('is excused where nothing counts', () => {
    const endings = ['non-conformant', 'documented deviation', 'informative', 'conformant', 'harness error']
    expect(endings.map((ending) => isExcused({ ending }))).to.deep.equal([false, true, true, false, false])
    expect(endings.map((ending) => isBroken({ ending }))).to.deep.equal([true, true, true, false, false])
  })
})
