import { describe, it } from 'node:test'
import { expect } from 'chai'
import { parse } from 'yaml'
import { conformanceReport, hasFailed, reportYaml } from './conformance-report.ts'
import type { Evidence } from './evidence.ts'
import { decideOutcome } from './exit-code.ts'
import type { Guarantee } from './ledger.ts'
import type { Deviation } from './run-info.ts'
import type { Ending } from './scenarios.ts'
import {
  action,
  deviating,
  deviation,
  evidence,
  example,
  informativeExample,
  row,
  traceOf,
  violation,
} from './testdata/hand-made.ts'
import { judgeGuarantees } from './verdicts.ts'

const ids = ['SS-ORD-001', 'SS-ORD-002', 'SS-ORD-003', 'SS-ORD-004']

function reportOf(of: Evidence, ledger: Guarantee[] = ids.map((id) => row(id))) {
  const verdicts = judgeGuarantees(ledger, of.scenarios, of.run.deviations)
  return conformanceReport(of, verdicts, decideOutcome(of, verdicts))
}

const kept = example('ordering/creation [1]')
const fault = example('ordering/creation [3]', { ending: 'harness error', because: 'no watch', step: 'a step' })
const elsewhere = example('ordering/creation [4]', { ending: 'not applicable', because: 'no such feature' })
const broken = example('ordering/creation [2]', {
  ending: 'non-conformant',
  because: 'too early',
  step: 'the last step',
  failures: [violation('SS-ORD-001', { expected: 'only web-0', seen: ['web-0'] })],
})

describe('a failed example in the report', () => {
  const failed = (...scenarios: Evidence['scenarios']) => reportOf(evidence(scenarios)).failed

  it('is one that broke, or ended in a harness error', () => {
    const endings: Ending[] = ['conformant', 'non-conformant', 'not applicable', 'harness error']
    expect(endings.filter((ending) => hasFailed({ ...kept, ending }))).to.deep.equal([
      'non-conformant',
      'harness error',
    ])
    expect(failed(kept, broken, elsewhere, fault).map((each) => each.example)).to.deep.equal([
      'ordering/creation [2]',
      'ordering/creation [3]',
    ])
  })

  it('has what broke, and nothing that it does not know', () => {
    expect(failed(broken)).to.deep.equal([
      {
        ...{ example: 'ordering/creation [2]', location: 'features/ordering/creation.feature:7' },
        ...{ title: '[2] an example', guarantees: ['SS-ORD-001'], ending: 'non-conformant' },
        ...{ sentence: 'Pods MUST be created in order', because: 'too early', step: 'only Pod "web-0" exists' },
        ...{ expected: 'only web-0', seen: '- web-0', reproduce: [] },
      },
    ])
  })

  it('has of an invariant its guarantee, its sentence and the step where it was seen', () => {
    const failures = [violation('SS-IDN-019', { source: 'invariant', sentence: 'One Pod per name' })]
    const [entry] = failed({ ...broken, failures, charged: ['SS-IDN-019'] })
    expect(entry).to.include({ sentence: 'One Pod per name', step: 'the last step' })
    expect(entry?.guarantees).to.deep.equal(['SS-IDN-019'])
    expect(entry).to.not.have.any.keys('expected', 'seen')
  })

  it('has all that broke in it, what it leaves unjudged, what went wrong besides, and its trace', () => {
    const second = violation('SS-ORD-002', { source: 'invariant', sentence: 'In order', because: 'two', seen: 1 })
    const notJudged = [{ guarantee: 'SS-ORD-003', because: 'SS-ORD-001' }]
    const more = { notJudged, harnessError: 'history was lost', trace: 'traces/a.jsonl' }
    const [entry] = failed({ ...broken, failures: [...broken.failures, second], ...more })
    expect(entry).to.deep.include({
      ...more,
      others: [{ guarantees: ['SS-ORD-002'], sentence: 'In order', because: 'two', seen: '1' }],
    })
  })

  it('has of a harness error the Rule, the reason and the step', () => {
    expect(failed(fault)).to.deep.equal([
      {
        ...{ example: 'ordering/creation [3]', location: 'features/ordering/creation.feature:7' },
        ...{ title: '[3] an example', guarantees: ['SS-ORD-001'], ending: 'harness error' },
        ...{ sentence: 'Pods MUST be created in order', because: 'no watch', step: 'a step', reproduce: [] },
      },
    ])
  })

  it('has the commands that repeat it', () => {
    const { failed: entries } = reportOf(evidence([broken], { trace: traceOf(action(1)) }))
    expect(entries[0]?.reproduce).to.include('kubectl create namespace ns-1')
  })
})

describe('a guarantee in the report', () => {
  const entry = (scenarios: Evidence['scenarios'], more: Partial<Guarantee> = {}) =>
    reportOf(evidence(scenarios), [row('SS-ORD-001', more)]).guarantees[0]
  const words = { id: 'SS-ORD-001', title: 'title of SS-ORD-001', level: 'documented', profile: 'core' }

  it('has its verdict and the examples that ran', () => {
    const examples = ['ordering/creation [1]']
    expect(entry([{ ...kept, because: 'unused' }])).to.deep.equal({ ...words, verdict: 'conformant', examples })
    expect(entry([])).to.deep.equal({ ...words, verdict: 'not run' })
  })

  it('has examples that were skipped apart, with the reason', () => {
    const skipped = [{ example: 'ordering/creation [4]', because: 'no such feature' }]
    expect(entry([kept, elsewhere])).to.deep.equal({
      ...{ ...words, verdict: 'conformant', examples: ['ordering/creation [1]'], skipped },
    })
    expect(entry([elsewhere])).to.deep.equal({
      ...{ ...words, verdict: 'not applicable', because: 'no such feature', skipped },
    })
  })

  it('of folklore has the misconception', () => {
    const folklore = { level: 'folklore', misconception: 'Pods never restart' } as const
    expect(entry([], folklore)).to.deep.equal({ ...words, ...folklore, verdict: 'not run' })
  })

  it('has the reason of any other verdict', () => {
    expect(entry([broken])).to.deep.include({ verdict: 'non-conformant', because: 'too early' })
    expect(entry([], { state: 'excluded', excluded_because: 'two zones' })).to.deep.include({ because: 'two zones' })
  })
})

describe('the implementation in the report', () => {
  const implementation = { organization: 'O', project: 'p', version: '1', url: 'https://example.org', contact: ['me'] }
  const kind = { group: 'a.org', version: 'v2', kind: 'Other' }

  it('is what the run says, and who wrote the status', () => {
    const of = evidence([], { run: { implementation, kind, target: 'toy', controller: 'p' } })
    expect(reportOf({ ...of, statusManagers: ['a', 'b'] })).to.deep.include({
      ...{ implementation: { ...implementation, statusManagers: ['a', 'b'] }, resource: kind },
      ...{ target: 'toy', controller: 'p' },
    })
  })

  it('is nobody’s where the run does not say whose it is', () => {
    expect(reportOf(evidence([])).implementation).to.deep.equal({ statusManagers: [] })
  })
})

describe('deviations in the report', () => {
  it('are those that deviate, those that are stale, and those that were not seen', () => {
    const declared = ids.slice(0, 2).map((id) => deviation(id, { versions: '<2', gates: 'A=true' }))
    const race = deviation(ids[2] ?? '', { sometimes: true })
    const of = evidence([], { run: { deviations: [...declared, race, deviation('SS-ORD-002')] } })
    const [first, second, third, fourth] = of.run.deviations as [Deviation, Deviation, Deviation, Deviation]
    const two = example('ordering/creation [5]', { guarantees: ['SS-ORD-002'] })
    const report = reportOf({ ...of, scenarios: [deviating('ordering/creation [4]', first), two] })
    const entry = ({ shows: _, ...rest }: Deviation) => rest
    expect(report.deviations).to.deep.equal([
      { ...entry(first), state: 'deviates', examples: ['ordering/creation [4]'] },
      { ...entry(second), state: 'stale' },
      { ...entry(third), state: 'not seen' },
      { ...entry(fourth), state: 'stale' },
    ])
    expect(report.guarantees[0]).to.deep.include({
      ...{ verdict: 'documented deviation', because: first.instead, url: 'https://a.org/SS-ORD-001' },
    })
    expect(report.failed).to.deep.equal([])
    expect(report.scenarios).to.include({ total: 2, conformant: 1, documentedDeviation: 1, nonConformant: 0 })
  })

  it('are apart from informative examples, which are listed with what they saw', () => {
    const of = informativeExample('ordering/creation [4]')
    const failures = [...of.failures, { ...violation('SS-ORD-001', { because: 'late' }), informative: true }]
    const other = example('ordering/creation [5]', { ending: 'non-conformant' })
    const report = reportOf(evidence([{ ...of, failures, trace: 'traces/a.jsonl' }, other]))
    expect(report.informative).to.deep.equal([
      {
        ...{ example: 'ordering/creation [4]', location: 'features/ordering/creation.feature:7' },
        ...{ title: '[4] an example', guarantees: ['SS-ORD-001'], step: 'only Pod "web-0" exists' },
        ...{ sentence: 'Pods MUST be created in order', because: 'too early', trace: 'traces/a.jsonl' },
      },
    ])
    expect(report.failed.map((each) => each.example)).to.deep.equal(['ordering/creation [5]'])
    expect(report.scenarios).to.include({ total: 2, informative: 1, nonConformant: 1 })
  })
})

describe('the run in the report', () => {
  it('has the date of its end, or of its start where it has none', () => {
    const started = '2026-11-20T23:59:00Z'
    const date = (run: Parameters<typeof evidence>[1]) => reportOf(evidence([kept], run)).date
    expect(date({ run: { started, finished: '2026-11-21T00:03:00Z' } })).to.equal('2026-11-21')
    expect(date({ run: { started } })).to.equal('2026-11-20')
  })

  it('has the versions that are known, and the command where it is', () => {
    const { versions, reproduce } = reportOf(
      evidence([kept], { run: { versions: { server: 'v1.36.3', controller: null }, command: ['npm', 'test'] } }),
    )
    expect(versions).to.deep.equal({ server: 'v1.36.3' })
    expect(reproduce).to.deep.equal(['npm test'])
    expect(reportOf(evidence([kept])).reproduce).to.deep.equal([])
  })

  it('is read as it was written, long sentences on one line', () => {
    const report = reportOf(evidence([{ ...fault, because: `${'word '.repeat(40)}end` }]))
    const text = reportYaml(report)
    expect(parse(text)).to.deep.equal(JSON.parse(JSON.stringify(report)))
    expect(text).to.contain(`because: ${'word '.repeat(40)}end\n`)
  })
})
