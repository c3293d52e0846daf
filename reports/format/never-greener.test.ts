import { describe, it } from 'node:test'
import { PickleStepType } from '@cucumber/messages'
import { expect } from 'chai'
import { conformanceReport } from './conformance-report.ts'
import { consoleSummary } from './console-summary.ts'
import { decideOutcome } from './exit-code.ts'
import { junitXml } from './junit.ts'
import type { Attempt } from './messages.ts'
import type { Scenario } from './scenarios.ts'
import * as made from './testdata/attempts.ts'
import { evidence, row } from './testdata/hand-made.ts'
import { judgeGuarantees } from './verdicts.ts'

const { all, attempt, broken, elsewhere, failed, fault, judged, kept, passed, result, skipped } = made

/** All that a run of these examples says. */
function reported(scenarios: Scenario[], run: Parameters<typeof evidence>[1] = {}) {
  const of = evidence(scenarios, run)
  const verdicts = judgeGuarantees([row('SS-ORD-001')], scenarios, [])
  const outcome = decideOutcome(of, verdicts)
  const summary = consoleSummary(of, verdicts, outcome, { columns: 120, colour: false })
  return { report: conformanceReport(of, verdicts, outcome), junit: junitXml(of), summary }
}

const outcomes = [PickleStepType.ACTION, PickleStepType.ACTION]
const afterwards = (...attempts: Attempt[]) => judged(attempts)

/** Each has a judgement that says kept, or none; nothing of it passes. */
const notPassed: [string, Scenario][] = [
  ['was skipped', afterwards(attempt([kept], [skipped, skipped, skipped]))],
  ['was skipped in one step', afterwards(attempt([kept], [passed, skipped, passed]))],
  ['has an undefined step', afterwards(attempt([kept], [result('UNDEFINED'), skipped, passed]))],
  ['has an ambiguous step', afterwards(attempt([kept], [result('AMBIGUOUS'), skipped, passed]))],
  ['has a pending step', afterwards(attempt([kept], [result('PENDING'), skipped, passed]))],
  ['has a step of unknown result', afterwards(attempt([kept], [result('UNKNOWN'), passed, passed]))],
  ['failed in a hook', afterwards(attempt([kept], [passed, passed, failed]))],
  ['passed when it was tried again', afterwards(attempt([fault], all), attempt([kept], all))],
  ['passed, and did not when it was tried again', afterwards(attempt([kept], all), attempt([fault], all))],
  ['has no judgement', afterwards(attempt([], all))],
  ['has two judgements', afterwards(attempt([kept, kept], all))],
  ['never ran', afterwards()],
  ['never ran to its end', afterwards(attempt([kept], all, { finished: false }))],
  ['ran without one of its steps', afterwards(attempt([kept], [passed, passed]))],
  ['asserts nothing', judged([attempt([kept], all)], { types: outcomes })],
  ['is not applicable, and ran', afterwards(attempt([elsewhere], all))],
]

describe('a report is never greener than its evidence', () => {
  for (const [what, scenario] of notPassed)
    it(`where an example ${what}`, () => {
      const { report, junit, summary } = reported([scenario])
      expect(report.outcome).to.include({ result: 'harness error', exitCode: 3, kept: 0 })
      expect(report.guarantees[0]?.verdict).to.equal('harness error')
      expect(report.scenarios).to.include({ conformant: 0, harnessError: 1 })
      expect(report.failed.map(({ ending }) => ending)).to.deep.equal(['harness error'])
      expect(junit).to.match(/<testcase [^>]+><error type="harness error"/)
      expect(summary).to.contain('\n1 scenario, 0 passed, 1 harness error\n')
    })

  it('where another example of the guarantee passed', () => {
    for (const [, scenario] of notPassed) {
      const { report } = reported([afterwards(attempt([kept], all)), scenario])
      expect(report.outcome).to.include({ exitCode: 3, kept: 0 })
      expect(report.guarantees[0]?.verdict).to.equal('harness error')
    }
  })

  it('where an example does not apply: it is skipped, and a run of such alone checks nothing', () => {
    const { report, junit, summary } = reported([afterwards(attempt([elsewhere], [skipped, skipped, skipped]))])
    expect(report.outcome).to.include({ result: 'harness error', exitCode: 3, kept: 0 })
    expect(report.guarantees[0]?.verdict).to.equal('not applicable')
    expect(junit).to.contain('><skipped message="no such feature"/></testcase>')
    expect(summary).to.contain('\n1 scenario, 0 passed, 1 not applicable\n')
  })

  it('where nothing ran at all', () => {
    for (const selection of ['', 'ORD']) {
      const { report } = reported([], { run: { selection } })
      expect(report.outcome).to.include({ result: 'harness error', exitCode: 3, kept: 0 })
    }
  })

  it('where a harness error stands beside a violation: the violation stays, and both are told', () => {
    for (const [, scenario] of notPassed) {
      const { report, summary } = reported([scenario, afterwards(attempt([broken], all))])
      expect(report.outcome).to.include({ result: 'non-conformant', exitCode: 1, kept: 0 })
      expect(report.guarantees[0]?.verdict).to.equal('non-conformant')
      expect(summary).to.contain('1 broken, 1 harness error')
    }
    const { report } = reported([afterwards(attempt([broken], [passed, passed, failed]))])
    expect(report.outcome).to.include({ result: 'non-conformant', exitCode: 1 })
    expect(report.failed[0]).to.include({ ending: 'non-conformant', harnessError: 'Error: no watch' })
  })

  it('and is green where every example passed', () => {
    const { report, junit, summary } = reported([afterwards(attempt([kept], all))])
    expect(report.outcome).to.include({ result: 'conformant', exitCode: 0, kept: 1 })
    expect(junit).to.match(/<testcase [^>]+\/>\n/)
    expect(summary).to.contain('\n1 scenario, 1 passed\n')
  })
})
