import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import { type Claim, claimsPage, loadClaims } from './claims.ts'
import { example } from './testdata/hand-made.ts'

function load(text: string): Claim[] {
  const folder = mkdtempSync(join(tmpdir(), 'claims-'))
  try {
    writeFileSync(join(folder, 'claims.yaml'), text)
    return loadClaims(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const ROW = ['- claim: Pods are numbered.', '  about: Names', '  guarantees: [SS-IDN-001]']
const EXAMPLES = ['  examples:', '    - identity/names [1]']
const table = (...lines: string[]) => [...ROW, ...lines].join('\n')

describe('the table of claims', () => {
  for (const [written, verdict] of [
    ['true', 'true'],
    ['"true"', 'true'],
  ] as const)
    it(`takes the verdict ${written}`, () => {
      expect(load(table(`  verdict: ${written}`, ...EXAMPLES))[0]).to.include({ verdict })
    })

  for (const verdict of ['partly', 'false', 'outdated'])
    it(`takes the verdict ${verdict} with what is so instead`, () => {
      expect(load(table(`  verdict: ${verdict}`, '  because: by two', ...EXAMPLES))[0]).to.include({ verdict })
      expect(() => load(table(`  verdict: ${verdict}`, ...EXAMPLES))).to.throw(
        'claims.yaml:1: because: expected what is so',
      )
    })

  for (const [name, lines, message] of [
    ['another verdict', ['verdict: maybe'], /claims\.yaml:4: verdict: /],
    ['a number as verdict', ['verdict: 1'], /claims\.yaml:4: verdict: /],
    ['a row that nothing proves', ['verdict: true', 'examples: []'], /claims\.yaml:5: examples: expected an example/],
    [
      'an example beside the reason why there is none',
      ['verdict: true', 'no_example_because: of it'],
      /examples: expected/,
    ],
    ['an unknown column', ['verdict: true', 'said_by: me'], /said_by/],
  ] as const)
    it(`refuses ${name}`, () => {
      const examples = lines.some((line) => line.startsWith('examples')) ? [] : EXAMPLES
      expect(() => load(table(...lines.map((line) => `  ${line}`), ...examples))).to.throw(message)
    })

  it('takes the reason why no example can prove it', () => {
    const [row] = load(table('  verdict: true', '  examples: []', '  no_example_because: it is an option'))
    expect(row).to.include({ no_example_because: 'it is an option' })
  })

  for (const [name, from, to] of [
    ['claim', 'Pods are numbered.', "''"],
    ['about', 'Names', "''"],
    ['guarantees', '[SS-IDN-001]', '[]'],
  ] as const)
    it(`refuses an empty ${name}`, () => {
      const text = table('  verdict: true', ...EXAMPLES).replace(from, to)
      expect(() => load(text)).to.throw(`${name}: `)
    })

  it('refuses empty reasons', () => {
    expect(() => load(table('  verdict: true', "  because: ''", ...EXAMPLES))).to.throw('because: ')
    const none = table('  verdict: true', '  examples: []', "  no_example_because: ''")
    expect(() => load(none)).to.throw('no_example_because: ')
  })

  it('refuses a claim that is there twice', () => {
    const row = table('  verdict: true', ...EXAMPLES)
    expect(() => load(`${row}\n${row}`)).to.throw('claim: Pods are numbered. is there twice')
  })

  it('is empty where there is none', () => {
    expect(loadClaims(join(tmpdir(), 'no such folder'))).to.deep.equal([])
  })
})

const claim = (parts: Partial<Claim>): Claim => ({
  ...{ claim: 'Pods are numbered.', about: 'Names', verdict: 'true', guarantees: ['SS-IDN-001'] },
  examples: ['identity/names [1]', 'identity/names [2]'],
  ...parts,
})

describe('the page of claims', () => {
  it('shows the claims by subject, with their verdicts and proofs', () => {
    const rows = [
      claim({}),
      claim({
        claim: 'So are\nsets.',
        about: 'Sets',
        verdict: 'false',
        because: 'a|b',
        examples: [],
        no_example_because: 'no field',
      }),
      claim({ claim: 'From 0.', verdict: 'partly', because: 'by default', guarantees: ['SS-IDN-001', 'SS-IDN-002'] }),
    ]
    expect(claimsPage(rows, [example('identity/names [1]')], 'reference, today')).to.equal(
      [
        '# What is said about StatefulSets, and whether it is so',
        '',
        '3 claims: 1 true, 1 partly, 1 false, 0 outdated. The last column is of this run: reference, today.',
        '',
        '## Names',
        '',
        '| claim | verdict | guarantee | proved by | the proof in this run |',
        '|---|---|---|---|---|',
        '| Pods are numbered. | true | SS-IDN-001 | identity/names [1], identity/names [2] | kept |',
        '| From 0. | partly: by default | SS-IDN-001, SS-IDN-002 | identity/names [1], identity/names [2] | kept |',
        '',
        '## Sets',
        '',
        '| claim | verdict | guarantee | proved by | the proof in this run |',
        '|---|---|---|---|---|',
        '| So are sets. | false: a\\|b | SS-IDN-001 | no field | not run |',
        '',
      ].join('\n'),
    )
  })

  for (const [endings, expected] of [
    [['conformant', 'non-conformant'], 'broken: identity/names [2]'],
    [['harness error', 'non-conformant'], 'broken: identity/names [2]'],
    [['harness error', 'conformant'], 'harness error: identity/names [1]'],
    [['documented deviation', 'conformant'], 'documented deviation: identity/names [1]'],
    [['informative', 'documented deviation'], 'documented deviation: identity/names [2]'],
    [['informative', 'not applicable'], 'informative: identity/names [1]'],
    [['not applicable', 'conformant'], 'not applicable: identity/names [1]'],
    [['not applicable', 'not applicable'], 'not applicable: identity/names [1], identity/names [2]'],
  ] as const)
    it(`tells the worst ending: ${endings.join(', ')}`, () => {
      const scenarios = endings.map((ending, index) => example(`identity/names [${index + 1}]`, { ending }))
      expect(claimsPage([claim({})], scenarios, 'run')).to.contain(`| ${expected} |`)
    })

  it('counts the examples of the claim alone', () => {
    const scenarios = [example('identity/names [1]'), example('identity/names [3]', { ending: 'non-conformant' })]
    expect(claimsPage([claim({})], scenarios, 'run'))
      .to.contain('| kept |')
      .and.not.contain('broken')
  })
})
