import { describe, it } from 'node:test'
import { stripVTControlCharacters, styleText } from 'node:util'
import { expect } from 'chai'
import { consoleSummary } from './console-summary.ts'
import type { Evidence } from './evidence.ts'
import { decideOutcome } from './exit-code.ts'
import { deviation, evidence, example, row } from './testdata/hand-made.ts'
import { type Judged, judgeGuarantees, type Verdicts } from './verdicts.ts'

const kept = example('ordering/creation [1]')
const broken = example('ordering/creation [2]', { ending: 'non-conformant', because: 'too early' })
const fault = example('ordering/creation [3]', { ending: 'harness error', because: 'no watch\nat x.ts' })
const elsewhere = example('ordering/creation [4]', { ending: 'not applicable', because: 'no such feature' })

/** What the terminal shows, without colour unless said otherwise. */
function shown(of: Evidence, verdicts: Verdicts, { columns = 120, colour = false } = {}): string {
  return consoleSummary(of, verdicts, decideOutcome(of, verdicts), { columns, colour })
}

const verdictsOf = (of: Evidence, ids = ['SS-ORD-001']) =>
  judgeGuarantees(
    ids.map((id) => row(id)),
    of.scenarios,
    of.run.deviations,
  )

/** The last lines of a summary, below the table. */
const closing = (scenarios: Evidence['scenarios'], more: Parameters<typeof evidence>[1] = {}, ids?: string[]) => {
  const of = evidence(scenarios, more)
  return shown(of, verdictsOf(of, ids)).split('\n\n').at(-1)
}

const all = [
  ...(['conformant', 'non-conformant', 'documented deviation', 'not applicable', 'harness error'] as const),
  ...(['not judged', 'not run', 'planned'] as const),
]
const judged = (verdicts: readonly Judged['verdict'][]): Verdicts => ({
  judged: verdicts.map((verdict, index) => {
    const guarantee = row(`SS-ORD-10${index}`, { family: `family ${index}` })
    return { guarantee, verdict, because: '', scenarios: [] }
  }),
  ...{ stale: [], problems: [] },
})
const table = (verdicts: readonly Judged['verdict'][], columns: number): string[] =>
  shown(evidence([kept]), judged(verdicts), { columns })
    .split('\n')
    .filter((line) => line.startsWith('│'))
    .map((line) => line.replace(/ +/g, ' '))

describe('the table of families', () => {
  it('has a column for each verdict', () => {
    expect(table(all, 200)).to.deep.equal([
      '│ family │ verdict │ kept │ broken │ deviating │ not applicable │ harness │ not judged │ not run │ planned │',
      '│ family 0 │ kept │ 1 │ · │ · │ · │ · │ · │ · │ · │',
      '│ family 1 │ non-conformant │ · │ 1 │ · │ · │ · │ · │ · │ · │',
      '│ family 2 │ documented deviation │ · │ · │ 1 │ · │ · │ · │ · │ · │',
      '│ family 3 │ not applicable │ · │ · │ · │ 1 │ · │ · │ · │ · │',
      '│ family 4 │ harness error │ · │ · │ · │ · │ 1 │ · │ · │ · │',
      '│ family 5 │ not judged │ · │ · │ · │ · │ · │ 1 │ · │ · │',
      '│ family 6 │ not run │ · │ · │ · │ · │ · │ · │ 1 │ · │',
      '│ family 7 │ planned │ · │ · │ · │ · │ · │ · │ · │ 1 │',
      '│ all │ non-conformant │ 1 │ 1 │ 1 │ 1 │ 1 │ 1 │ 1 │ 1 │',
    ])
  })

  it('has none for what nothing has come to', () => {
    expect(table(['conformant', 'planned'], 200)).to.deep.equal([
      '│ family │ verdict │ kept │ planned │',
      '│ family 0 │ kept │ 1 │ · │',
      '│ family 1 │ planned │ · │ 1 │',
      '│ all │ kept │ 1 │ 1 │',
    ])
    expect(table(['planned'], 200)[0]).to.equal('│ family │ verdict │ planned │')
  })

  it('has short names in a narrow terminal, and is a list in a narrower one', () => {
    expect(table(all, 100)[0]).to.equal('│ family │ verdict │ kept │ brok │ dev │ n/a │ harn │ unj │ norun │ plan │')
    expect(table(all, 60)).to.deep.equal([])
    expect(shown(evidence([kept]), judged(['conformant', 'planned']), { columns: 20 })).to.contain(
      '\n\nfamily 0: kept\nfamily 1: planned\nall: kept\n\n'.slice(2),
    )
  })

  it('is as wide as the terminal at most, and at its full width where that fits', () => {
    const verdicts = judged(['conformant'])
    const widthAt = (columns: number) =>
      shown(evidence([kept]), verdicts, { columns })
        .split('\n')
        .find((line) => line.startsWith('┌'))?.length
    const full = widthAt(200) ?? 0
    expect([widthAt(full), widthAt(full - 1)]).to.deep.equal([full, undefined])
  })

  it('has numbers to the right and words to the left', () => {
    const [, first = ''] = shown(evidence([kept]), judged(['conformant', 'planned']))
      .split('\n')
      .filter((line) => line.startsWith('│'))
    expect(first).to.equal('│ family 0 │ kept    │    1 │       · │')
    expect(shown(evidence([kept]), judged(['conformant', 'planned'])).match(/^├/gm)).to.have.lengthOf(1)
  })
})

describe('the colour of a verdict', () => {
  const painted = (colour: Parameters<typeof styleText>[0], text: string) =>
    styleText(colour, text, { validateStream: false })
  const coloured: [Judged['verdict'], string, Parameters<typeof styleText>[0]][] = [
    ['conformant', 'kept', 'green'],
    ['non-conformant', 'non-conformant', 'red'],
    ['documented deviation', 'documented deviation', 'yellow'],
    ['not judged', 'not judged', 'yellow'],
    ['harness error', 'harness error', 'magenta'],
    ['planned', 'planned', 'dim'],
  ]
  for (const [verdict, word, colour] of coloured)
    it(`is ${String(colour)} for ${verdict}`, () => {
      const text = shown(evidence([kept]), judged([verdict]), { colour: true })
      expect(text).to.contain(painted(colour, word))
      expect(text).to.contain(painted('dim', '│'))
      const top = text.split('\n').find((line) => line.includes('┌')) ?? ''
      expect(top).to.equal(painted('dim', stripVTControlCharacters(top)))
    })

  it('is that of the run in its headline, and of its ending before an example, whose address is bold', () => {
    const of = evidence([broken])
    const text = shown(of, verdictsOf(of), { colour: true })
    expect(text.startsWith(`${painted('red', 'non-conformant')}  ${painted('bold', broken.address)}  `)).to.equal(true)
    expect(text).to.contain(painted('red', 'non-conformant: 0 of 1 core guarantee kept, 1 broken'))
    expect(text).to.contain(painted('bold', 'verdict'))
  })
})

describe('the end of a summary', () => {
  it('is the verdict and what ran, and nothing more where there is nothing', () => {
    expect(closing([kept])).to.equal('conformant: 1 of 1 core guarantee kept\n1 scenario, 1 passed\n')
    const run = { target: 'kind', versions: { server: 'v1.36.3' }, controller: 'other' }
    expect(closing([kept, elsewhere], { run })).to.equal(
      'conformant: 1 of 1 core guarantee kept  (kind, v1.36.3, controller other)\n' +
        '2 scenarios, 1 passed, 1 not applicable\n',
    )
  })

  it('gives the reasons, the first line of each', () => {
    expect(closing([broken, fault])).to.equal(
      '  - SS-ORD-001 is broken: sentence of SS-ORD-001\n  - ordering/creation [3]: no watch\n' +
        'non-conformant: 0 of 1 core guarantee kept, 1 broken\n2 scenarios, 0 passed, 1 broken, 1 harness error\n',
    )
    expect(closing([fault, fault])).to.match(/, 2 harness errors\n$/)
  })

  it('counts stale deviations', () => {
    const ids = ['SS-ORD-001', 'SS-ORD-002']
    const deviations = ids.map((guarantee) => deviation(guarantee))
    const both = [kept, example('ordering/creation [5]', { guarantees: ['SS-ORD-002'] })]
    expect(closing(both, { run: { deviations } }, ids)).to.match(/2 passed, 2 stale deviations\n$/)
    expect(closing([kept], { run: { deviations: deviations.slice(0, 1) } })).to.match(/1 passed, 1 stale deviation\n$/)
  })

  it('gives ten reasons of a kind, and counts the rest', () => {
    const faults = (count: number) =>
      evidence([kept], { problems: Array.from({ length: count }, (_, i) => `fault ${i}`) })
    const reasons = (count: number) =>
      shown(faults(count), verdictsOf(faults(count)))
        .split('\n')
        .filter((line) => line.startsWith('  - '))
    expect(reasons(10)).to.have.lengthOf(10)
    expect(reasons(10).at(-1)).to.equal('  - fault 9')
    expect(reasons(12)).to.have.lengthOf(11)
    expect(reasons(12).at(-1)).to.equal('  - … and 2 more')
  })
})

describe('the failures of a summary', () => {
  const many = (count: number) =>
    evidence(Array.from({ length: count }, (_, index) => ({ ...broken, rule: `rule ${index}` })))
  const heads = (text: string) => text.match(/^non-conformant {2}/gm)?.length

  it('are the first twenty, and how many more there are', () => {
    const text = (count: number) => shown(many(count), verdictsOf(many(count)))
    expect(heads(text(20))).to.equal(20)
    expect(text(20)).to.not.contain('more failed examples')
    expect(heads(text(23))).to.equal(20)
    expect(text(23)).to.contain('\n\n… and 3 more failed examples; all are in conformance-report.yaml\n\n')
  })

  it('stand apart, and nothing stands where there is none', () => {
    const of = evidence([kept])
    expect(shown(of, verdictsOf(of)))
      .to.match(/^┌/)
      .and.not.match(/\n\n\n/)
    expect(stripVTControlCharacters(shown(of, verdictsOf(of), { colour: true }))).to.equal(shown(of, verdictsOf(of)))
  })
})
