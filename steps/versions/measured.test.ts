import { describe, it } from 'node:test'
import { expect } from 'chai'
import { stringify } from 'yaml'
import { type Measured, measuredIn, withRuns } from './measured.ts'

const report = {
  date: '2026-11-29',
  ...{ target: 'control-plane', controller: 'upstream' },
  versions: { suite: '0.1.0', server: 'v1.35.4' },
  scenarios: {
    ...{ total: 10, conformant: 4, nonConformant: 0, documentedDeviation: 1 },
    ...{ informative: 2, notApplicable: 3, harnessError: 0 },
  },
  time: { wall: 99.6, scenarios: 150 },
  provenance: { selection: '', target: { 'feature gates': 'A=true' } },
}
const run: Measured = {
  ...{ kubernetes: '1.35.4', gates: 'A=true', selection: '', date: '2026-11-29' },
  ...{ passed: 4, notApplicable: 3, deviations: 1, informative: 2, falseAlarms: 0, harnessErrors: 0, seconds: 100 },
}

describe('what a run came to', () => {
  it('is taken from its report', () => {
    expect(measuredIn(stringify(report), 'r.yaml')).to.deep.equal(run)
    const plain = { ...report, provenance: { selection: 'updates', target: {} } }
    expect(measuredIn(stringify(plain), 'r.yaml')).to.deep.equal({ ...run, gates: '', selection: 'updates' })
  })

  it('is not taken from the report of another target or controller', () => {
    for (const other of [{ target: 'kind' }, { controller: 'reference' }]) {
      expect(() => measuredIn(stringify({ ...report, ...other }), 'r.yaml')).to.throw(
        /^r\.yaml: expected a report of upstream's controller/,
      )
    }
  })

  it('replaces an earlier run of the same minor version with the same gates', () => {
    const patched = { ...run, kubernetes: '1.35.5' }
    const plain = { ...run, gates: '' }
    const newer = { ...run, kubernetes: '1.100.0' }
    const older = { ...run, kubernetes: '1.33.13' }
    expect(withRuns([newer, run, older], [patched, plain])).to.deep.equal([older, plain, patched, newer])
  })

  it('of a selection stays beside others, until all examples are run', () => {
    const part = { ...run, selection: 'updates' }
    const other = { ...run, selection: 'parallel' }
    expect(withRuns([part], [other])).to.deep.equal([other, part])
    expect(withRuns([run], [part])).to.deep.equal([run, part])
    expect(withRuns([part, other, { ...part, gates: '' }], [run])).to.deep.equal([{ ...part, gates: '' }, run])
  })
})
