import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { Status, type TestResult } from 'allure-js-commons'
import { expect } from 'chai'
import { complete } from './allure-result.ts'
import type { Guarantee } from './ledger.ts'
import type { Scenario } from './scenarios.ts'
import {
  action,
  deviating,
  deviation,
  example,
  informativeExample,
  row,
  sealed,
  traceOf,
} from './testdata/hand-made.ts'
import type { Trace } from './trace.ts'

const step = (status: Status) => ({ status, statusDetails: { message: 'raw' } })

/** The result of an example, as Allure's own reporter leaves it and as ours completes it. */
function completed(scenario: Scenario, guarantees: Guarantee[] = [row('SS-ORD-001')], trace?: Trace) {
  const folder = mkdtempSync(join(tmpdir(), 'allure-result-'))
  try {
    mkdirSync(join(folder, 'traces'))
    if (trace) writeFileSync(join(folder, 'traces/a.jsonl'), sealed(trace))
    const labels = [
      { name: 'feature', value: 'theirs' },
      { name: 'host', value: 'theirs' },
    ]
    const steps = [Status.PASSED, Status.BROKEN, Status.FAILED, Status.SKIPPED].map(step)
    const raw = { status: Status.PASSED, statusDetails: {}, labels, links: [], steps, attachments: [] }
    const result = raw as unknown as TestResult
    complete(result, scenario, guarantees, { folder, results: join(folder, 'allure-results') })
    const read = ({ source }: { source: string }) => readFileSync(join(folder, 'allure-results', source), 'utf8')
    const files = readdirSync(folder).includes('allure-results') ? readdirSync(join(folder, 'allure-results')) : []
    return { result, attached: result.attachments.map((each) => [each.name, read(each)]), files }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const broken = example('ordering/creation [2]', { ending: 'non-conformant', because: 'too early' })
const fault = example('ordering/creation [3]', { ending: 'harness error', because: 'no watch' })
const elsewhere = example('ordering/creation [4]', { ending: 'not applicable', because: 'no such feature' })
const statusesOf = ({ steps }: TestResult) => steps.map(({ status, statusDetails }) => [status, statusDetails.message])

describe('a result of Allure', () => {
  it('has the verdict of the suite, and says no more where an example passed', () => {
    const { result, files } = completed(
      example('ordering/creation [1]', { trace: 'traces/a.jsonl' }),
      undefined,
      traceOf(),
    )
    expect([result.status, result.statusDetails, files]).to.deep.equal([Status.PASSED, {}, []])
    expect(result.description).to.equal('Pods MUST be created in order\n\nSS-ORD-001: sentence of SS-ORD-001')
  })

  it('of a violation blames the step that failed, and tells nothing twice', () => {
    const { result } = completed(broken)
    expect(result.status).to.equal(Status.FAILED)
    expect(result.statusDetails.message).to.equal('non-conformant: Pods MUST be created in order (SS-ORD-001)')
    expect(result.statusDetails.trace).to.match(/^ordering\/creation \[2\] {2}an example .*\nbroken {5}Pods MUST /)
    expect(statusesOf(result)).to.deep.equal([
      [Status.PASSED, 'raw'],
      [Status.FAILED, undefined],
      [Status.FAILED, undefined],
      [Status.SKIPPED, 'raw'],
    ])
  })

  it('of a harness error is broken, and leaves the steps as they are', () => {
    const { result } = completed(fault)
    expect([result.status, result.statusDetails.message]).to.deep.equal([Status.BROKEN, 'harness error: no watch'])
    expect(statusesOf(result).map(([status]) => status)).to.deep.equal([
      Status.PASSED,
      Status.BROKEN,
      Status.FAILED,
      Status.SKIPPED,
    ])
  })

  it('of an example that does not apply is skipped, with the reason alone', () => {
    const { result } = completed({ ...elsewhere, trace: 'traces/a.jsonl' }, undefined, traceOf(action(1)))
    expect(result.status).to.equal(Status.SKIPPED)
    expect(result.statusDetails).to.deep.equal({ message: 'not applicable: no such feature' })
    expect(result.attachments).to.deep.equal([])
  })

  it('of an informative example that failed is skipped, and shows all the same what it saw', () => {
    const { result } = completed(informativeExample('ordering/creation [2]'))
    expect(result.status).to.equal(Status.SKIPPED)
    expect(result.statusDetails.message).to.equal('informative: Pods MUST be created in order (SS-ORD-001)')
    expect(statusesOf(result)[1]).to.deep.equal([Status.FAILED, undefined])
    expect(result.statusDetails.trace).to.match(/step {7}only Pod "web-0" exists/)
    const deviates = completed(deviating('ordering/creation [2]', deviation('SS-ORD-001')))
    expect(deviates.result.status).to.equal(Status.FAILED)
  })

  it('is filed by family, feature, Rule, and the guarantees it checks and violates', () => {
    const { result } = completed({ ...broken, charged: ['SS-IDN-019'] })
    expect(result.labels.map(({ name, value }) => `${name} ${value}`)).to.deep.equal([
      'host theirs',
      'epic ordering',
      'example ordering/creation [2]',
      'feature Ordered creation',
      'story SS-ORD-001',
      'violated SS-IDN-019',
      'severity critical',
      'parentSuite ordering',
      'suite Ordered creation',
      'subSuite Pods MUST be created in order',
    ])
  })

  const levels: [Guarantee['level'][], string][] = [
    [['conformance'], 'blocker'],
    [['documented'], 'critical'],
    [['implementation'], 'normal'],
    [['folklore'], 'minor'],
    [['folklore', 'conformance'], 'blocker'],
    [['folklore', 'implementation'], 'normal'],
    [[], 'normal'],
  ]
  for (const [of, severity] of levels)
    it(`is ${severity} for a promise that is ${of.join(' and ') || 'unknown'}`, () => {
      const rows = of.map((level) => row('SS-ORD-001', { level }))
      expect(completed(broken, rows).result.labels.find(({ name }) => name === 'severity')?.value).to.equal(severity)
    })

  it('of no guarantee of the ledger is of an unknown family', () => {
    expect(completed(broken, []).result.labels).to.deep.include({ name: 'epic', value: 'unknown' })
  })

  it('links each source once, and none that is no page', () => {
    const rows = [row('SS-ORD-001', { source: ['KEP-1', 'hearsay'] }), row('SS-ORD-002', { source: ['KEP-1'] })]
    expect(completed(broken, rows).result.links).to.deep.equal([
      { name: 'KEP-1', url: 'https://github.com/kubernetes/enhancements/issues/1', type: 'link' },
    ])
  })

  const ended = { at: 9, kind: 'ended' } as const
  const traced = { ...broken, trace: 'traces/a.jsonl' }
  it('of a failure has its timeline, what to type and its trace', () => {
    const { attached } = completed(traced, undefined, traceOf(action(1), ended))
    expect(attached.map(([name]) => name)).to.deep.equal(['Timeline', 'By hand', 'Trace'])
    expect(attached[1]?.[1]).to.match(/\nkubectl create namespace ns-1\nkubectl -n ns-1 create .*\n$/)
    expect(attached[2]?.[1]).to.match(/^ +0\.001 s {2}did .*\n$/)
  })

  it('of a failure in which nothing was done has nothing to type', () => {
    const { attached } = completed(traced, undefined, traceOf(ended))
    expect(attached.map(([name]) => name)).to.deep.equal(['Timeline', 'Trace'])
  })

  it('of a failure whose trace is missing or damaged has no pictures', () => {
    for (const trace of [undefined, traceOf(action(1))]) {
      const { attached, files } = completed(traced, undefined, trace)
      expect([attached, files]).to.deep.equal([[], []])
    }
  })
})
