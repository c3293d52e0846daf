import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { completeAllureResults } from './format/allure-run.ts'
import { type Blame, blameOf } from './format/blame.ts'
import { claimsPage, loadClaims } from './format/claims.ts'
import { conformanceReport, reportYaml } from './format/conformance-report.ts'
import { consoleSummary, type Terminal } from './format/console-summary.ts'
import { readEvidence } from './format/evidence.ts'
import { decideOutcome, type Outcome } from './format/exit-code.ts'
import { junitXml } from './format/junit.ts'
import { loadLedger } from './format/ledger.ts'
import { type ConformanceReport, REPORT_SCHEMA, reportJsonSchema } from './format/report-schema.ts'
import { placeOf, type RunInfoInput } from './format/run-info.ts'
import { judgeGuarantees } from './format/verdicts.ts'

/** The evidence of a run and the ledger to judge it by. */
export interface ReportRequest {
  /** The folder with messages.ndjson and traces/; the reports are written there. */
  folder: string
  /** The folder of the specification: features/. */
  ledger: string
  /** The content of run.json, to be written there too. If left out, run.json is read. */
  run?: RunInfoInput
  terminal?: Terminal
}

/** The results of writing the reports. */
export interface Reports {
  exitCode: Outcome['exitCode']
  summary: string
  /** The guarantees that the violations of the run name or leave unjudged. */
  blame: Blame[]
  report: ConformanceReport
}

/**
 * Turns the evidence of one run into its verdict and its reports.
 *
 * It reads files only (cucumber's messages, traces, run.json) and imports no step, target or controller, so the same
 * files give the same verdict on any machine, at any time. A missing or damaged file never counts as passed: it is a
 * harness error, named in the summary. Only a ledger that cannot be read throws, since without it there is nothing to judge.
 */
export function writeReports({ folder, ledger, run, terminal }: ReportRequest): Reports {
  const guarantees = loadLedger(ledger)
  mkdirSync(folder, { recursive: true })
  if (run) writeFileSync(join(folder, 'run.json'), `${JSON.stringify(run, null, 2)}\n`)
  const evidence = readEvidence(folder, run)
  const verdicts = judgeGuarantees(guarantees, evidence.scenarios, evidence.run.deviations)
  const outcome = decideOutcome(evidence, verdicts)
  const report = conformanceReport(evidence, verdicts, outcome)
  writeFileSync(join(folder, 'conformance-report.yaml'), reportYaml(report))
  writeFileSync(join(folder, REPORT_SCHEMA), `${JSON.stringify(reportJsonSchema(), null, 2)}\n`)
  writeFileSync(join(folder, 'junit.xml'), junitXml(evidence))
  writeFileSync(join(folder, 'claims.md'), claimsPage(loadClaims(ledger), evidence.scenarios, placeOf(evidence.run)))
  completeAllureResults(join(folder, 'allure-results'), evidence.run, evidence.scenarios)
  const summary = consoleSummary(evidence, verdicts, outcome, terminal)
  return { exitCode: outcome.exitCode, summary, blame: blameOf(evidence.scenarios), report }
}
