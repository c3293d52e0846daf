import { describe, it } from 'node:test'
import { expect } from 'chai'
import { beginsLater, headlineOf, isWholeCore } from './headline.ts'
import type { Guarantee } from './ledger.ts'
import { parseRunInfo } from './run-info.ts'
import type { Scenario } from './scenarios.ts'
import { example, row } from './testdata/hand-made.ts'
import { judgeGuarantees } from './verdicts.ts'

const one = example('ordering/creation [1]')
const two = example('ordering/creation [2]', { guarantees: ['SS-ORD-002'] })
const ledger = [row('SS-ORD-001'), row('SS-ORD-002'), row('SS-ORD-003', { state: 'planned' })]

function headline(
  scenarios: Scenario[],
  { selection = '', rows = ledger }: { selection?: string; rows?: Guarantee[] },
) {
  return headlineOf(parseRunInfo({ selection }, 'run.json'), judgeGuarantees(rows, scenarios, []))
}

describe('the headline of a run', () => {
  const cases: [string, Scenario[], { selection?: string; rows?: Guarantee[] }, string][] = [
    ['counts planned rows of the core profile', [one, two], {}, '2 of 3 core guarantees kept, 1 planned'],
    [
      'says what became of the rest',
      [example('ordering/creation [1]', { ending: 'non-conformant' }), { ...two, ending: 'not applicable' }],
      {},
      '0 of 3 core guarantees kept, 1 broken, 1 not applicable, 1 planned',
    ],
    [
      'counts neither extended rows nor excluded ones',
      [one, two],
      {
        rows: [
          row('SS-ORD-001'),
          row('SS-ORD-002', { profile: 'extended:X' }),
          row('SS-ORD-004', { state: 'excluded' }),
        ],
      },
      '1 of 1 core guarantee kept',
    ],
    [
      'counts what a selection ran',
      [one, two],
      { selection: 'ORD' },
      '2 of 2 selected guarantees kept (selection: ORD)',
    ],
    [
      'counts extended rows of a selection',
      [two],
      { selection: 'shard 1/2', rows: [row('SS-ORD-002', { profile: 'extended:X' })] },
      '1 of 1 selected guarantee kept (selection: shard 1/2)',
    ],
    [
      'leaves out of a selection what only an invariant was charged to',
      [example('ordering/creation [1]', { ending: 'non-conformant', charged: ['SS-ORD-002'] })],
      { selection: 'SS-ORD-001' },
      '1 of 1 selected guarantee kept (selection: SS-ORD-001)',
    ],
  ]
  for (const [what, scenarios, given, text] of cases)
    it(what, () => {
      expect(headline(scenarios, given).text).to.equal(text)
    })
})

describe('a guarantee that begins with a later version', () => {
  const later = row('SS-ORD-002', { since: '1.35' })
  const cases: [string, string | undefined, Scenario['ending'], boolean][] = [
    ['is later than an older cluster', 'v1.34.4', 'not applicable', true],
    ['is there in its first version', 'v1.35.0', 'not applicable', false],
    ['is there in later ones', 'v1.36.1', 'not applicable', false],
    ['is expected of a cluster of no known version', undefined, 'not applicable', false],
    ['counts where it was tried all the same', 'v1.34.4', 'non-conformant', false],
  ]
  for (const [what, server, ending, expected] of cases)
    it(what, () => {
      const run = parseRunInfo({ versions: { server } }, 'run.json')
      const verdicts = judgeGuarantees([row('SS-ORD-001'), later], [one, { ...two, ending }], [])
      expect(verdicts.judged.map((each) => beginsLater(each, run))).to.deep.equal([false, expected])
      expect(headlineOf(run, verdicts).of).to.equal(expected ? 1 : 2)
    })
})

describe('what a headline leaves unsaid', () => {
  it('is nothing: it counts every verdict', () => {
    const verdicts = ['conformant', 'non-conformant', 'documented deviation', 'harness error', 'not judged'] as const
    const none = ['not applicable', 'not run', 'planned'] as const
    const judged = [...verdicts, ...none].map((verdict, index) => {
      return { guarantee: row(`SS-ORD-10${index}`), verdict, because: '', scenarios: [] }
    })
    expect(headlineOf(parseRunInfo({}, 'run.json'), { judged, stale: [], problems: [] }).text).to.equal(
      '1 of 8 core guarantees kept, 1 broken, 1 with a documented deviation, 1 with a harness error, 1 not judged, ' +
        '1 not applicable, 1 not run, 1 planned',
    )
  })
})

describe('the whole core profile', () => {
  const rows = ledger.slice(0, 2)
  const cases: [string, Scenario[], { selection?: string; rows?: Guarantee[] }, boolean][] = [
    ['is kept if every row is', [one, two], { rows }, true],
    ['is not while a row is planned', [one, two], {}, false],
    ['is not if a row does not apply', [one, { ...two, ending: 'not applicable' }], { rows }, false],
    ['is not if a row was selected', [one, two], { rows, selection: 'ORD' }, false],
    ['is not if there is no row', [], { rows: [] }, false],
  ]
  for (const [what, scenarios, given, whole] of cases)
    it(what, () => {
      expect(isWholeCore(headline(scenarios, given))).to.equal(whole)
    })
})
