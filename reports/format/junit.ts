import type { Evidence } from './evidence.ts'
import { isExcused } from './excuses.ts'
import { exampleName, failureHead, failureLines } from './failure-text.ts'
import type { Scenario } from './scenarios.ts'
import { countEndings } from './statistics.ts'
import { plainTitle } from './violations.ts'

/** The run as JUnit XML: a suite per feature, a case per example, with our verdicts and no stack of the suite. */
export function junitXml(evidence: Evidence): string {
  const features = Map.groupBy(evidence.scenarios, ({ uri }) => uri)
  const suites = [...features].map(([uri, scenarios]) => suiteXml(uri, scenarios, evidence))
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="statefulset-conformance"${totals(evidence.scenarios)}>`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n')
}

function suiteXml(uri: string, scenarios: Scenario[], evidence: Evidence): string {
  const name = scenarios[0]?.feature || uri
  const cases = scenarios.map((scenario) => caseXml(scenario, evidence))
  return [`<testsuite${attributes({ name, file: uri })}${totals(scenarios)}>`, ...cases, '</testsuite>'].join('\n')
}

function caseXml(scenario: Scenario, evidence: Evidence): string {
  const { address, title, rule, uri, line, ending, tookMs } = scenario
  const place = {
    name: `${address} ${[rule, plainTitle(title)].filter(Boolean).join(': ')}`,
    classname: address.split(' ')[0] ?? uri,
  }
  const head = `<testcase${attributes({ ...place, file: uri, line, time: tookMs / 1000 })}`
  if (ending === 'conformant') return `${head}/>`
  const message = isExcused(scenario) ? `${ending}: ${failureHead(scenario)}` : failureHead(scenario)
  if (isSkipped(scenario)) return `${head}><skipped${attributes({ message })}/></testcase>`
  const element = ending === 'non-conformant' ? 'failure' : 'error'
  const text = [exampleName(scenario), ...failureLines(scenario, evidence.traceOf(scenario))].join('\n')
  return `${head}><${element}${attributes({ type: ending, message })}>${escaped(text)}</${element}></testcase>`
}

/** JUnit knows no third result beside success and failure but skipped. */
const isSkipped = (scenario: Scenario): boolean => scenario.ending === 'not applicable' || isExcused(scenario)

function totals(scenarios: Scenario[]): string {
  const { total: tests, nonConformant: failures, harnessError: errors } = countEndings(scenarios)
  const skipped = scenarios.filter(isSkipped).length
  const time = scenarios.reduce((sum, { tookMs }) => sum + tookMs, 0) / 1000
  return attributes({ tests, failures, errors, skipped, time })
}

const attributes = (values: Record<string, string | number>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value)).replaceAll('"', '&quot;').replaceAll('\n', '&#10;')}"`)
    .join('')

// XML 1.0 has no way to write most control characters; what containers print may hold them.
const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that XML refuses
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
