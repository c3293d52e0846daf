import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Ending } from './scenarios.ts'
import { countBy, countEndings, countVerdicts, groupVerdict, timeOf } from './statistics.ts'
import { example, row } from './testdata/hand-made.ts'
import type { Judged } from './verdicts.ts'

/** From the one that decides to the one that yields. */
const precedence: [Judged['verdict'], string][] = [
  ['non-conformant', 'non-conformant'],
  ['harness error', 'harness error'],
  ['documented deviation', 'documented deviation'],
  ['not judged', 'not judged'],
  ['conformant', 'kept'],
  ['not applicable', 'not applicable'],
  ['not run', 'not run'],
  ['planned', 'planned'],
]

describe('the word for a group of guarantees', () => {
  for (const [index, [, word]] of precedence.entries())
    it(`is ${word} whatever yields to it`, () => {
      const judged = precedence
        .slice(index)
        .map(([verdict]) => ({ guarantee: row('SS-ORD-001'), verdict, because: '', scenarios: [] }))
      expect(groupVerdict(countVerdicts(judged))).to.equal(word)
    })
})

describe('the figures of a run', () => {
  const endings = ['conformant', 'conformant', 'non-conformant', 'not applicable', 'harness error'] as const
  const excused = ['informative', 'informative', 'informative', 'documented deviation', 'documented deviation'] as const
  const ended = (ending: Ending, index: number) => example(`ordering/creation [${index}]`, { ending, tookMs: 1_234 })
  const scenarios = endings.map(ended)

  it('count each ending apart', () => {
    expect(countEndings([...scenarios, ...excused.map(ended)])).to.deep.equal({
      ...{ total: 10, conformant: 2, nonConformant: 1, notApplicable: 1, harnessError: 1 },
      ...{ informative: 3, documentedDeviation: 2 },
    })
  })

  it('give time in seconds, of the wall and in sum', () => {
    expect(timeOf({ wallMs: 2_500.4, scenarios })).to.deep.equal({ wall: 2.5, scenarios: 6.17 })
  })

  it('count verdicts by group, in the order in which the groups appear', () => {
    const judged = ['SS-ORD-001', 'SS-IDN-001', 'SS-ORD-002'].map((id): Judged => {
      const guarantee = row(id, { family: id.startsWith('SS-ORD') ? 'ordering' : 'identity' })
      return { guarantee, verdict: 'conformant', because: '', scenarios: [] }
    })
    const groups = countBy(judged, ({ guarantee }) => guarantee.family)
    expect(groups.map(({ name, statistics }) => [name, statistics.conformant, statistics.total])).to.deep.equal([
      ['ordering', 2, 2],
      ['identity', 1, 1],
    ])
  })
})
