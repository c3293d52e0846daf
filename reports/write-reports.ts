import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { completeAllureResults } from './format/allure-run.ts'
import { conformanceReport, reportYaml } from './format/conformance-report.ts'
import { consoleSummary, type Terminal } from './format/console-summary.ts'
import { readEvidence } from './format/evidence.ts'
import { decideOutcome, type Outcome } from './format/exit-code.ts'
import { loadLedger } from './format/ledger.ts'
import { type ConformanceReport, reportJsonSchema } from './format/report-schema.ts'
import type { RunInfoInput } from './format/run-info.ts'
import { judgeGuarantees } from './format/verdicts.ts'

/** Where the evidence of a run lies, and what to hold it against. */
export interface ReportRequest {
  /** The folder with messages.ndjson and traces/; the reports are written there. */
  folder: string
  /** The folder of the specification: features/. */
  ledger: string
  /** What run.json says; given here, it is written there too. Left out, run.json is read. */
  run?: RunInfoInput
  terminal?: Terminal
}

/** What came of it. */
export interface Reports {
  exitCode: Outcome['exitCode']
  summary: string
  report: ConformanceReport
}

/**
 * Turns the evidence of one run into its verdict and its reports.
 *
 * This is the only door of reports/. The rest of the repository leaves files (cucumber's messages, traces, run.json)
 * and this reads them: no step, no driver and no controller is imported here, so a verdict can be made again from the
 * files alone, on another machine, years later. What is missing or damaged never counts as passed: it is a harness
 * error, named in the summary. Only a ledger that cannot be read throws, for without it there is nothing to judge.
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
  writeFileSync(join(folder, 'conformance-report.schema.json'), `${JSON.stringify(reportJsonSchema(), null, 2)}\n`)
  completeAllureResults(join(folder, 'allure-results'), evidence.run, verdicts.judged)
  return { exitCode: outcome.exitCode, summary: consoleSummary(evidence, verdicts, outcome, terminal), report }
}
