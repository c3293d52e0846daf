import { stringify } from 'yaml'
import type { Evidence } from './evidence.ts'
import { allReasons, type Outcome } from './exit-code.ts'
import { type ConformanceReport, reportApiVersion, reportSchema } from './report-schema.ts'
import { reproduceLines } from './reproduce.ts'
import type { Deviation, RunInfo } from './run-info.ts'
import type { Scenario } from './scenarios.ts'
import { countBy, countEndings, timeOf } from './statistics.ts'
import type { Judged, Verdicts } from './verdicts.ts'

/** Makes the report of a run and checks it against its schema: a report that does not fit is never written. */
export function conformanceReport(evidence: Evidence, verdicts: Verdicts, outcome: Outcome): ConformanceReport {
  const { run, scenarios } = evidence
  const { group, version, kind } = run.kind
  return reportSchema.parse({
    apiVersion: reportApiVersion,
    kind: 'ConformanceReport',
    date: (run.finished || run.started).slice(0, 10),
    outcome: outcomeEntry(outcome),
    implementation: { target: run.target, controller: run.controller, group, version, kind },
    versions: presentVersions(run),
    scenarios: countEndings(scenarios),
    time: timeOf(evidence),
    profiles: countBy(verdicts.judged, ({ guarantee }) => guarantee.profile),
    families: countBy(verdicts.judged, ({ guarantee }) => guarantee.family),
    failed: scenarios.filter(hasFailed).map((scenario) => failedExample(evidence, scenario)),
    deviations: run.deviations.map((deviation) => ({ ...deviation, state: deviationState(deviation, verdicts) })),
    guarantees: verdicts.judged.map(guaranteeEntry),
    provenance: {
      started: run.started,
      finished: run.finished,
      command: run.command,
      selection: run.selection,
      target: run.provenance,
    },
    reproduce: run.command ? [run.command] : [],
  })
}

/**
 * The report as YAML, long sentences unfolded so that a search finds them. Many readers speak YAML 1.1: what would be a
 * date or a truth value to them is quoted.
 */
export function reportYaml(report: ConformanceReport): string {
  return stringify(report, { lineWidth: 0, compat: 'yaml-1.1' })
}

/** Whether an example belongs among the failed ones. */
export function hasFailed({ ending }: Scenario): boolean {
  return ending === 'non-conformant' || ending === 'harness error'
}

/** Expected and seen values as people read them: text as it is, anything else as YAML. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : stringify(value, { lineWidth: 0 }).trimEnd()
}

function outcomeEntry({ name, exitCode, headline, reasons }: Outcome): ConformanceReport['outcome'] {
  const { text, scope, kept, of } = headline
  return { headline: text, result: name, exitCode, scope, kept, of, reasons: allReasons(reasons) }
}

function failedExample(evidence: Evidence, scenario: Scenario): ConformanceReport['failed'][number] {
  const { address, title, charged, ending, rule, step, because, failure, trace } = scenario
  return {
    example: address,
    title,
    guarantees: charged,
    ending: ending === 'non-conformant' ? ending : 'harness error',
    sentence: failure?.sentence ?? rule,
    step,
    ...(failure ? { expected: asText(failure.expected), seen: asText(failure.seen) } : {}),
    because: failure?.because ?? because,
    ...(trace ? { trace } : {}),
    reproduce: reproduceLines(failure, evidence.traceOf(scenario)),
  }
}

function guaranteeEntry({ guarantee, verdict, because, scenarios, deviation }: Judged) {
  const { id, title, misconception, level, profile } = guarantee
  const skipped = scenarios.filter(({ ending }) => ending === 'not applicable')
  const run = scenarios.filter((scenario) => !skipped.includes(scenario))
  return {
    ...{ id, title, ...(misconception && { misconception }), level, profile, verdict },
    ...(because && verdict !== 'conformant' ? { because } : {}),
    ...(deviation ? { url: deviation.url } : {}),
    ...(run.length > 0 ? { examples: run.map(({ address }) => address) } : {}),
    ...(skipped.length > 0
      ? { skipped: skipped.map(({ address, because: why }) => ({ example: address, because: why })) }
      : {}),
  }
}

function deviationState(deviation: Deviation, { judged, stale }: Verdicts): 'deviates' | 'stale' | 'not seen' {
  if (stale.includes(deviation)) return 'stale'
  return judged.some((each) => each.deviation === deviation) ? 'deviates' : 'not seen'
}

function presentVersions({ versions }: RunInfo): Record<string, string> {
  return Object.fromEntries(Object.entries(versions).flatMap(([name, version]) => (version ? [[name, version]] : [])))
}
