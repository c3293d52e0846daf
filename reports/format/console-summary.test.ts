import { describe, it } from 'node:test'
import { stripVTControlCharacters } from 'node:util'
import { expect } from 'chai'
import { consoleSummary, thisTerminal } from './console-summary.ts'
import type { Evidence } from './evidence.ts'
import { decideOutcome } from './exit-code.ts'
import {
  action,
  deviating,
  deviation,
  evidence,
  example,
  informativeExample,
  row,
  sighting,
  traceOf,
  violation,
} from './testdata/hand-made.ts'
import { judgeGuarantees } from './verdicts.ts'

const ledger = [
  row('SS-ORD-001'),
  row('SS-IDN-019', { family: 'identity' }),
  row('SS-UPD-001', { family: 'updates', state: 'planned' }),
]
const failures = [violation('SS-ORD-001', { at: 4, expected: 'only web-0', seen: ['web-0', 'web-1'] })]
const broken = example('ordering/creation [2]', { ending: 'non-conformant', because: 'too early', failures })
const trace = traceOf(
  action(2),
  ...[10, 20, 30].map((at) => sighting(at, 'web-0')),
  sighting(1500, 'web-1'),
  ...[1600, 1700, 1800].map((at) => sighting(at, 'web-0', { ready: true })),
)

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

  it('shows a broken example once: sentence, place, what was seen around that moment, what to type', () => {
    const text = summary(evidence([broken], { trace }))
    const block = text.slice(0, text.indexOf('\n\n'))
    expect(block.split('\n')).to.deep.equal([
      'non-conformant  ordering/creation [2]  an example  (features/ordering/creation.feature:7)',
      '  broken     Pods MUST be created in order (SS-ORD-001)',
      '  step       only Pod "web-0" exists',
      '  because    too early',
      '  expected   only web-0',
      '  seen       - web-0',
      '             - web-1',
      '  trace           0.020 s  modified pods/web-0 (Running, not ready)',
      '                  0.030 s  modified pods/web-0 (Running, not ready)',
      '             →    1.500 s  modified pods/web-1 (Running, not ready)',
      '                  1.600 s  modified pods/web-0 (Running, ready)',
      '                  1.700 s  modified pods/web-0 (Running, ready)',
      '  by hand    # one by one, each when the one before has had its effect',
      '             kubectl create namespace ns-1',
      `             kubectl -n ns-1 create -f - <<< '{"kind":"StatefulSet","metadata":{"name":"web"}}'`,
    ])
  })

  it('tells a step once that speaks for two guarantees, and a second cause by itself', () => {
    const ids = ['SS-ORD-001', 'SS-ORD-003']
    const moved = violation('SS-IDN-019', { source: 'invariant', sentence: 'One Pod per name', because: 'two', at: 5 })
    const both = [...ids.map((id) => violation(id, { at: 4 })), moved]
    const text = summary(evidence([{ ...broken, guarantees: ids, failures: both }], { trace }))
    expect(text.match(/^ {2}broken .*$/gm)).to.deep.equal([
      '  broken     Pods MUST be created in order (SS-ORD-001, SS-ORD-003)',
      '  broken     One Pod per name (SS-IDN-019, in an example of SS-ORD-001, SS-ORD-003)',
    ])
    expect(text.match(/→/g)).to.have.lengthOf(2)
    expect(text.match(/^ {2}by hand /gm)).to.have.lengthOf(1)
  })

  it('tells what could not be judged, and what went wrong beside a violation', () => {
    const notJudged = [{ guarantee: 'SS-ORD-003', because: 'SS-ORD-001' }]
    const text = summary(evidence([{ ...broken, notJudged, harnessError: 'the node did not return' }]))
    expect(text).to.contain('\n  not judged SS-ORD-003, because of SS-ORD-001\n')
    expect(text).to.contain('\n  also       harness error: the node did not return\n')
  })

  it('counts what was not judged apart', () => {
    const notJudged = [{ guarantee: 'SS-IDN-019', because: 'SS-ORD-001' }]
    const text = summary(evidence([{ ...broken, guarantees: ['SS-IDN-019'], notJudged }]))
    expect(text)
      .to.match(/not judged +│/)
      .and.match(/identity +│ not judged/)
  })

  it('shows of a harness error the step, the reason and what was seen last', () => {
    const fault = example('ordering/creation [4]', {
      ending: 'harness error',
      because: 'Error: no watch',
      step: 'a step',
    })
    const text = summary(evidence([fault], { trace: traceOf(action(1), { at: 2, kind: 'ended' } as never) }))
    expect(text).to.match(
      /^ {2}rule {7}Pods MUST .*\n {2}step {7}a step\n {2}because {4}Error: no watch\n {2}trace {6}→ +0\.001 s {2}did/m,
    )
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
    const of = evidence([
      ...ids.map((id) => example('ordering/creation [2]', { ending: 'non-conformant', guarantees: [id] })),
      ...faults,
    ])
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

  it('counts the rest where many failed', () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ ...broken, rule: `rule ${index}` }))
    expect(summary(evidence(many))).to.contain('… and 10 more failed examples')
  })

  it('tells examples together in which the same broke', () => {
    const many = Array.from({ length: 16 }, (_, index) => ({ ...broken, address: `ordering/creation [${index + 1}]` }))
    const other = { ...broken, address: 'ordering/creation [17]', rule: 'another' }
    const text = summary(evidence([...many, other]))
    expect(text.match(/^non-conformant {2}/gm)).to.have.lengthOf(2)
    expect(text).to.match(/^ {2}alike {6}ordering\/creation \[2\], .*ordering\/creation \[13\] and 3 more$/m)
  })

  it('tells harness errors together that have one reason', () => {
    const fault = example('ordering/creation [4]', { ending: 'harness error', because: 'the run has ended early' })
    const text = summary(evidence([fault, { ...fault, address: 'ordering/creation [5]', rule: 'another' }]))
    expect(text.match(/^harness error {2}ordering/gm)).to.have.lengthOf(1)
    expect(text).to.contain('  alike      ordering/creation [5]\n')
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

  const columnsOf: [string, { isTTY?: boolean; columns?: number }, number][] = [
    ['of a terminal', { isTTY: true, columns: 90 }, 90],
    ['of a terminal that does not know its width', { isTTY: true, columns: 0 }, 80],
    ['of a pipe', { columns: 90 }, 120],
  ]
  for (const [what, stream, columns] of columnsOf)
    it(`is ${columns} columns wide in the case ${what}`, () => {
      expect(thisTerminal(stream as NodeJS.WriteStream, {}).columns).to.equal(columns)
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

describe('what is excused in the console summary', () => {
  const declared = deviation('SS-ORD-001')
  const of = [deviating('ordering/creation [1]', declared), informativeExample('ordering/creation [2]')]
  const text = summary(evidence(of, { run: { deviations: [declared] } }))

  it('comes after the failures, each under its name, and without commands', () => {
    const failed = summary(evidence([...of, broken], { run: { deviations: [declared] } }))
    const heads = failed.match(/^(non-conformant|documented deviation|informative) {2}.*$/gm)
    expect(heads).to.deep.equal([
      'non-conformant  ordering/creation [2]  an example  (features/ordering/creation.feature:7)',
      'documented deviation  ordering/creation [1]  an example  (features/ordering/creation.feature:7)',
      'informative  ordering/creation [2]  an example  (features/ordering/creation.feature:7)',
    ])
    expect(text)
      .to.match(/^ {2}instead {4}they come at once$/m)
      .and.not.match(/by hand/)
  })

  it('is counted, and is no failure', () => {
    expect(text).to.match(/2 scenarios, 0 passed, 1 with a documented deviation, 1 informative and not passed\n/)
    expect(text).to.match(/0 of 3 core guarantees kept, 1 with a documented deviation/)
    expect(text).to.not.match(/SS-ORD-001 is broken/)
    expect(summary(evidence([example('ordering/creation [1]')]))).to.not.match(/deviation|informative/)
  })

  it('has the colours of its verdict', () => {
    const coloured = summary(evidence(of), 120, true)
    expect(coloured).to.contain('\u001b[33mdocumented deviation').and.contain('\u001b[2minformative')
  })
})
