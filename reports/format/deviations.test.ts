import { describe, it } from 'node:test'
import { expect } from 'chai'
import { stringify } from 'yaml'
import { loadDeviations, parseDeviations } from './deviations.ts'

const specification = {
  guarantees: [
    { id: 'SS-ORD-001', state: 'checked' as const },
    { id: 'SS-ORD-002', state: 'planned' as const },
  ],
  examples: ['ordering/creation [1]'],
}
const row = {
  guarantee: 'SS-ORD-001',
  examples: ['ordering/creation [1]'],
  versions: '>=1.2 <2',
  gates: 'Alpha=true,Beta=false',
  instead: 'they come at once',
  url: 'https://example.org/1',
  shows: [{ broken: 'only Pod web-0 exists', seen: ['web-1'] }],
}
const parsed = (...rows: object[]) => parseDeviations(stringify(rows), 'd.yaml', specification)
const without = (name: keyof typeof row) => ({ ...row, [name]: undefined })

describe('declared deviations', () => {
  it('are read with the place of their declaration', () => {
    const text = `# A comment\n\n${stringify([row, row])}`
    expect(parseDeviations(text, 'd.yaml', specification)).to.deep.equal([
      { ...row, place: 'd.yaml:4' },
      { ...row, place: 'd.yaml:15' },
    ])
  })

  it('need neither examples, versions nor gates, and are recognised by what was seen or why', () => {
    const { examples: _, versions: __, gates: ___, ...rest } = row
    expect(parsed(rest)).to.deep.equal([{ ...rest, place: 'd.yaml:1' }])
    expect(parsed({ ...rest, gates: 'Alpha=true' })[0]?.gates).to.equal('Alpha=true')
    for (const shows of [[{ broken: 'x', seen: null }], [{ broken: 'x', because: 'y' }]])
      expect(parsed({ ...rest, shows })[0]?.shows).to.deep.equal(shows)
  })

  it('may be races', () => {
    expect(parsed({ ...row, sometimes: true })[0]?.sometimes).to.equal(true)
  })

  const wrong: [string, object, RegExp][] = [
    ['races that are none', { ...row, sometimes: false }, /sometimes: /],
    ['an unknown guarantee', { ...row, guarantee: 'SS-ORD-999' }, /^d\.yaml:1: guarantee: expected an id of [^\n]*$/],
    ['a guarantee without scenarios', { ...row, guarantee: 'SS-ORD-002' }, /guarantee: .* found one that is planned/],
    ['no guarantee', without('guarantee'), /guarantee: /],
    ['an unknown key', { ...row, reason: 'x' }, /^d\.yaml:12: reason: expected no key of this name$/],
    [
      'an unknown key of what it shows',
      { ...row, shows: [{ ...row.shows[0], step: 'x' }] },
      /^d\.yaml:12: shows\.0\.step: expected no key of this name$/,
    ],
    [
      'an example that does not exist',
      { ...row, examples: ['ordering/x [1]'] },
      /^d\.yaml:3: examples\.0: .*found none/,
    ],
    ['no example in its list', { ...row, examples: [] }, /examples: /],
    ['versions that are no range', { ...row, versions: 'new' }, /versions: expected a range of versions such as/],
    ['gates that are neither on nor off', { ...row, gates: 'A' }, /gates: expected feature gates such as/],
    ['gates after something else', { ...row, gates: '--A=true' }, /gates: expected feature gates such as/],
    ['gates before something else', { ...row, gates: 'A=true,B' }, /gates: expected feature gates such as/],
    ['no sentence', { ...row, instead: '' }, /instead: /],
    ['no URL', { ...row, url: 'none' }, /url: expected the URL of the report/],
    ['a URL of a file', { ...row, url: 'file:///x' }, /url: expected the URL of the report/],
    ['nothing that it shows', { ...row, shows: [] }, /shows: /],
    ['no sentence that it breaks', { ...row, shows: [{ broken: '', seen: [] }] }, /shows\.0\.broken: /],
    ['an empty reason', { ...row, shows: [{ broken: 'x', because: '' }] }, /shows\.0\.because: /],
    ['nothing that tells it from others', { ...row, shows: [{ broken: 'x' }] }, /shows\.0: expected seen or because/],
  ]
  for (const [what, given, complaint] of wrong)
    it(`are refused with ${what}`, () => {
      expect(() => parsed(given)).to.throw(complaint)
    })

  it('are refused where the file cannot be read', () => {
    expect(() => loadDeviations('no/such.yaml', specification)).to.throw(/^no\/such\.yaml: expected a readable file/)
  })
})
