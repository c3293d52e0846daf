import { describe, it } from 'node:test'
import { stripVTControlCharacters } from 'node:util'
import { expect } from 'chai'
import { consoleSummary, thisTerminal } from './console-summary.ts'
import type { Evidence } from './evidence.ts'
import { decideOutcome } from './exit-code.ts'
import { deed, evidence, example, row, sighting, traceOf } from './testdata/hand-made.ts'
import { judgeGuarantees } from './verdicts.ts'

const ledger = [
  row('SS-ORD-001'),
  row('SS-IDN-019', { family: 'identity' }),
  row('SS-UPD-001', { family: 'updates', state: 'planned' }),
]
const failure = { sentence: 'Pods MUST wait', expected: 'only web-0', seen: ['web-0', 'web-1'], reproduce: [] }
const broken = example('ordering/creation [2]', { ending: 'non-conformant', because: 'too early', step: 's', failure })
const trace = traceOf(deed(2, 'kubectl create -f web.yaml'), deed(3, 'a fence', true), sighting(1500, 'web-1'))

function summary(of: Evidence, columns = 120, colour = false): string {
  const verdicts = judgeGuarantees(ledger, of.scenarios, of.run.deviations)
  return consoleSummary(of, verdicts, decideOutcome(of, verdicts), { columns, colour })
}

describe('console summary', () => {
  it('gives a verdict per family, planned ones apart', () => {
    const text = summary(evidence([example('ordering/creation [1]')]))
    expect(text).to.match(/ordering +│ kept +│ +1 /)
    expect(text).to.match(/identity +│ not run/)
    expect(text).to.match(/updates +│ planned/)
    expect(text).to.match(/1 scenario, 1 passed/)
  })

  it('shows sentence, expected, seen, the last of the trace and what to type for a broken example', () => {
    const text = summary(evidence([broken], { trace }))
    for (const part of [
      'non-conformant  ordering/creation [2]  an example',
      'broken    Pods MUST wait (SS-ORD-001)',
      'expected  only web-0',
      'seen      - web-0\n            - web-1',
      '1.500 s  modified pods/web-1 (Running, not ready)',
      'by hand   # one by one, each when the one before has had its effect\n            kubectl create -f web.yaml\n',
    ]) {
      expect(text).to.contain(part)
    }
  })

  it('says how much of the core profile is kept, and conformant of the whole of it only', () => {
    const some = summary(evidence([example('ordering/creation [1]')], { run: { target: 'kind' } }))
    expect(some).to.match(/^incomplete: 1 of 3 core guarantees kept, 1 not run, 1 planned {2}\(kind\)$/m)
    const judged = judgeGuarantees([row('SS-ORD-001')], [example('ordering/creation [1]')], [])
    const all = evidence([example('ordering/creation [1]')])
    const text = consoleSummary(all, judged, decideOutcome(all, judged), { columns: 120, colour: false })
    expect(text).to.match(/^conformant: 1 of 1 core guarantee kept$/m)
  })

  it('says of a selection that it is one', () => {
    const text = summary(evidence([example('ordering/creation [1]')], { run: { selection: 'SS-ORD-001' } }))
    expect(text).to.match(/^1 of 1 selected guarantee kept \(selection: SS-ORD-001\)$/m)
    expect(text).to.not.match(/(?<!non-)conformant/)
  })

  it('tells harness errors though there are many violations', () => {
    const ids = Array.from({ length: 12 }, (_, index) => `SS-ORD-${101 + index}`)
    const faults = [example('ordering/creation [9]', { ending: 'harness error', because: 'step undefined' })]
    const of = evidence([...ids.map((id) => ({ ...broken, guarantees: [id], charged: [id] })), ...faults])
    const verdicts = judgeGuarantees([...ledger, ...ids.map((id) => row(id))], of.scenarios, [])
    const text = consoleSummary(of, verdicts, decideOutcome(of, verdicts), { columns: 120, colour: false })
    expect(text).to.contain('  - … and 2 more\n  - ordering/creation [9]: step undefined')
    expect(text).to.match(/^non-conformant: 0 of /m)
  })

  it('tells how much the scenarios took, and in how much time', () => {
    const of = evidence([example('ordering/creation [1]'), example('ordering/creation [2]')], { wallMs: 2_500 })
    expect(summary(of)).to.contain('2.5 s of wall time for scenarios of 4.0 s in sum (1.6 at a time)')
    expect(summary(evidence([example('ordering/creation [1]')]))).to.not.contain('wall time')
  })

  it('tells whose invariant broke', () => {
    const other = { ...broken, charged: ['SS-IDN-019'], failure: { ...failure, guarantee: 'SS-IDN-019' } }
    expect(summary(evidence([other]))).to.contain('(SS-IDN-019, in a scenario of SS-ORD-001)')
  })

  it('counts the rest where many failed', () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ ...broken, address: `ordering/creation [${index}]` }))
    expect(summary(evidence(many))).to.contain('… and 10 more failed examples')
  })

  for (const columns of [40, 80, 120]) {
    it(`keeps its table within ${columns} columns`, () => {
      const lines = summary(evidence([example('ordering/creation [1]')]), columns).split('\n')
      const table = lines.filter((line) => /[│┌├└]/.test(line))
      for (const line of table) expect(line.length).to.be.at.most(columns)
      expect(lines.some((line) => line.includes('ordering') && line.includes('kept'))).to.equal(true)
    })
  }

  it('says the same with and without colour', () => {
    const of = evidence([broken], { trace })
    const coloured = summary(of, 120, true)
    expect(coloured).not.to.equal(summary(of))
    expect(stripVTControlCharacters(coloured)).to.equal(summary(of))
  })

  const terminals: [string, { isTTY?: boolean }, NodeJS.ProcessEnv, boolean][] = [
    ['a terminal', { isTTY: true }, {}, true],
    ['NO_COLOR', { isTTY: true }, { NO_COLOR: '1' }, false],
    ['a pipe', {}, {}, false],
    ['a dumb terminal', { isTTY: true }, { TERM: 'dumb' }, false],
  ]
  for (const [what, stream, env, colour] of terminals) {
    it(`${colour ? 'uses' : 'uses no'} colour for ${what}`, () => {
      expect(thisTerminal({ columns: 90, ...stream } as NodeJS.WriteStream, env).colour).to.equal(colour)
    })
  }
})
