import { stringify } from 'yaml'
import type { Evidence } from './evidence.ts'
import { allReasons, type Outcome } from './exit-code.ts'
import { type ConformanceReport, REPORT_SCHEMA, reportApiVersion, reportSchema } from './report-schema.ts'
import { reproduceLines } from './reproduce.ts'
import type { Deviation, RunInfo } from './run-info.ts'
import type { Scenario } from './scenarios.ts'
import { countBy, countEndings, timeOf } from './statistics.ts'
import type { Judged, Verdicts } from './verdicts.ts'
import { asText, type Breach, breachesOf, locationOf } from './violations.ts'

/** Makes the report of a run and checks it against its schema: a report that does not fit is never written. */
export function conformanceReport(evidence: Evidence, verdicts: Verdicts, outcome: Outcome): ConformanceReport {
  const { run, scenarios } = evidence
  return reportSchema.parse({
    apiVersion: reportApiVersion,
    kind: 'ConformanceReport',
    date: (run.finished || run.started).slice(0, 10),
    outcome: outcomeEntry(outcome),
    implementation: { ...run.implementation, statusManagers: evidence.statusManagers },
    resource: run.kind,
    target: run.target,
    controller: run.controller,
    versions: presentVersions(run),
    scenarios: countEndings(scenarios),
    time: timeOf(evidence),
    profiles: countBy(verdicts.judged, ({ guarantee }) => guarantee.profile),
    families: countBy(verdicts.judged, ({ guarantee }) => guarantee.family),
    failed: scenarios.filter(hasFailed).map((scenario) => failedExample(evidence, scenario)),
    deviations: run.deviations.map((deviation) => deviationEntry(deviation, scenarios, verdicts)),
    informative: scenarios.filter(({ ending }) => ending === 'informative').flatMap(informativeEntry),
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
  return `# yaml-language-server: $schema=${REPORT_SCHEMA}\n${stringify(report, { lineWidth: 0, compat: 'yaml-1.1' })}`
}

/** True if an example belongs among the failed ones. */
export function hasFailed({ ending }: Scenario): boolean {
  return ending === 'non-conformant' || ending === 'harness error'
}

function failedExample(evidence: Evidence, scenario: Scenario): ConformanceReport['failed'][number] {
  const { address, title, guarantees, charged, notJudged, ending, rule, step, because, harnessError, trace } = scenario
  const [first, ...others] = breachesOf(scenario)
  return {
    ...{ example: address, location: locationOf(scenario), title },
    guarantees: ending === 'non-conformant' ? charged : guarantees,
    ending: ending === 'non-conformant' ? ending : 'harness error',
    ...(first ? { ...breachEntry(first), step: first.step || step } : { sentence: rule, because, step }),
    ...(others.length > 0
      ? { others: others.map((breach) => ({ guarantees: breach.guarantees, ...breachEntry(breach) })) }
      : {}),
    ...(notJudged.length > 0 ? { notJudged } : {}),
    ...(harnessError === undefined ? {} : { harnessError }),
    ...(trace ? { trace } : {}),
    reproduce: reproduceLines(evidence.traceOf(scenario)),
  }
}

function outcomeEntry({ name, exitCode, headline, reasons }: Outcome): ConformanceReport['outcome'] {
  const { text, scope, kept, of } = headline
  return { headline: text, result: name, exitCode, scope, kept, of, reasons: allReasons(reasons) }
}

function breachEntry({ sentence, because, expected, seen }: Breach) {
  return {
    ...{ sentence, because },
    ...(expected === undefined ? {} : { expected: asText(expected) }),
    ...(seen === undefined ? {} : { seen: asText(seen) }),
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

function deviationEntry(deviation: Deviation, scenarios: Scenario[], { stale }: Verdicts) {
  const { guarantee, versions, gates, sometimes, instead, url, place } = deviation
  const showing = scenarios.filter(({ failures }) => failures.some((failure) => failure.deviation === deviation))
  const otherwise = showing.length > 0 ? ('deviates' as const) : ('not seen' as const)
  return {
    ...{ guarantee, instead, url, place },
    ...(versions === undefined ? {} : { versions }),
    ...(gates === undefined ? {} : { gates }),
    ...(sometimes ? { sometimes } : {}),
    state: stale.some((each) => each.deviation === deviation) ? ('stale' as const) : otherwise,
    ...(showing.length > 0 ? { examples: showing.map(({ address }) => address) } : {}),
  }
}

/** An informative example that failed, with the first that it saw. */
function informativeEntry(scenario: Scenario) {
  const { address, title, guarantees, trace } = scenario
  return breachesOf(scenario)
    .slice(0, 1)
    .map((first) => ({
      ...{ example: address, location: locationOf(scenario), title, guarantees },
      ...{ ...breachEntry(first), step: first.step },
      ...(trace ? { trace } : {}),
    }))
}

function presentVersions({ versions }: RunInfo): Record<string, string> {
  return Object.fromEntries(Object.entries(versions).flatMap(([name, version]) => (version ? [[name, version]] : [])))
}
