import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { expect } from 'chai'
import { parse } from 'yaml'
import { loadLedger } from './format/ledger.ts'
import { reportSchema } from './format/report-schema.ts'
import { writeReports } from './write-reports.ts'

const ledger = join(import.meta.dirname, '../features')
const folders: string[] = []

function report(name: string) {
  const folder = mkdtempSync(join(tmpdir(), 'reports-'))
  folders.push(folder)
  if (name) cpSync(join(import.meta.dirname, 'format/testdata', name), folder, { recursive: true })
  const run = {
    started: '2026-11-21T05:00:00Z',
    finished: '2026-11-21T05:00:09Z',
    target: 'toy',
    controller: 'reference',
    command: ['npm', 'run', 'certify'],
    versions: { server: 'v1.36.3', controller: null },
  }
  const { exitCode, summary } = writeReports({ folder, ledger, run, terminal: { columns: 120, colour: false } })
  return { folder, exitCode, summary }
}

describe('the reports of a run', () => {
  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true })
  })

  it('fit their schema, as written', () => {
    const { folder, exitCode } = report('endings')
    const written = reportSchema.parse(parse(readFileSync(join(folder, 'conformance-report.yaml'), 'utf8')))
    expect(exitCode).to.equal(1)
    expect(written).to.deep.include({ kind: 'ConformanceReport', date: '2026-11-21', reproduce: ['npm run certify'] })
    const { headline, reasons, ...outcome } = written.outcome
    const core = written.profiles.find(({ name }) => name === 'core')?.statistics
    expect(outcome).to.deep.equal({
      ...{ result: 'non-conformant', exitCode: 1, scope: 'core profile', kept: core?.conformant, of: core?.total },
    })
    expect(headline).to.match(/^\d of \d+ core guarantees kept, \d broken, .*not run$/)
    expect(reasons[0]).to.match(/is broken/)
    expect(reasons.join('\n')).to.match(/TypeError/)
    expect(written.guarantees).to.have.lengthOf(loadLedger(ledger).length)
    expect(written.scenarios).to.deep.equal({
      ...{ total: 15, conformant: 3, nonConformant: 2, notApplicable: 1, harnessError: 9 },
      ...{ documentedDeviation: 0, informative: 0 },
    })
    expect(written.time).to.deep.equal({ wall: 0.326, scenarios: 0.048 })
    const broken = written.failed.find(({ example }) => example === 'ordering/endings [3]')
    expect(broken).to.deep.include({
      sentence: 'A Pod MUST NOT be created before every lower ordinal is Running and Ready',
      expected: 'only web-0',
      seen: '- web-0\n- web-1',
      location: 'features/ordering/endings.feature:21',
      step: 'it is broken',
      trace: 'traces/ordering-endings-3.jsonl',
      reproduce: [
        '# one by one, each when the one before has had its effect',
        'kubectl create namespace ns-1',
        `kubectl -n ns-1 create -f - <<< '{"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"web"}}'`,
      ],
    })
    const folklore = written.guarantees.filter(({ level }) => level === 'folklore')
    expect(folklore.every(({ title, misconception }) => misconception && misconception !== title)).to.equal(true)
    const families = written.families.reduce((sum, { statistics }) => sum + statistics.total, 0)
    expect(families).to.equal(loadLedger(ledger).length)
  })

  it('read the same to those who speak YAML 1.1', () => {
    const text = readFileSync(join(report('endings').folder, 'conformance-report.yaml'), 'utf8')
    expect(parse(text, { version: '1.1' })).to.deep.equal(parse(text))
  })

  it('come with their schema and with what the run says about itself', () => {
    const { folder } = report('green')
    const json = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'))
    const [named] = readFileSync(join(folder, 'conformance-report.yaml'), 'utf8').split('\n')
    expect(named).to.equal('# yaml-language-server: $schema=conformance-report.schema.json')
    const $id = 'urn:statefulset-conformance:v1alpha2:ConformanceReport'
    expect(json('conformance-report.schema.json')).to.include({ type: 'object', $id })
    expect(json('run.json')).to.include({ target: 'toy' })
    expect(writeReports({ folder, ledger }).report.target).to.equal('toy')
  })

  it('exist even when nothing was recorded, and say so', () => {
    const { exitCode, summary } = report('')
    expect(exitCode).to.equal(3)
    expect(summary)
      .to.match(/messages\.ndjson/)
      .and.match(/no scenario was run/)
  })
})
