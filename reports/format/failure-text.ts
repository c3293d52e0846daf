import { reproduceLines } from './reproduce.ts'
import type { Scenario } from './scenarios.ts'
import type { Trace } from './trace.ts'
import { linesAround } from './trace-lines.ts'
import { asText, type Breach, breachesOf, locationOf, plainTitle } from './violations.ts'

const LABEL = 10
const LONGEST = 160
const MOST_BREACHES = 5
const MOST_ALIKE = 12

/** Names the failed example and the guarantees that it broke, in one line that is the same for every example of one Rule. */
export function failureHead(scenario: Scenario): string {
  const [first] = breachesOf(scenario)
  return first ? `${first.sentence} (${chargedTo(first, scenario)})` : scenario.because
}

/** By what failures are alike: the same promises broke in them, or the same went wrong. */
export function failureKey(scenario: Scenario): string {
  const breaches = breachesOf(scenario).map(({ guarantees, sentence }) => [guarantees, sentence])
  return JSON.stringify([scenario.ending, breaches.length > 0 ? breaches : scenario.because])
}

/**
 * A failed example for people: each broken promise, the events around that moment, and the commands to reproduce it; shown once,
 * with the addresses of the examples that failed alike.
 */
export function failureLines(scenario: Scenario, trace: Trace | undefined, alike: Scenario[] = []): string[] {
  const more = alike.length > MOST_ALIKE ? ` and ${alike.length - MOST_ALIKE} more` : ''
  const addresses = alike.slice(0, MOST_ALIKE).map(({ address }) => address)
  return [
    ...findingLines(scenario, trace),
    ...labelled('alike', `${addresses.join(', ')}${more}`),
    ...labelled('by hand', reproduceLines(trace).join('\n')),
  ]
}

/** The same without what to type. */
export function findingLines(scenario: Scenario, trace: Trace | undefined): string[] {
  const { guarantees, rule, step, because, notJudged, harnessError } = scenario
  const breaches = breachesOf(scenario)
  if (breaches.length === 0)
    return [
      ...labelled('rule', `${rule} (${guarantees.join(', ')})`),
      ...labelled('step', step),
      ...labelled('because', because),
      ...labelled('trace', trace ? around(trace, faultIn(trace)) : ''),
    ]
  return [
    ...breaches.slice(0, MOST_BREACHES).flatMap((breach) => breachLines(breach, scenario, trace)),
    ...labelled('', breaches.length > MOST_BREACHES ? `… and ${breaches.length - MOST_BREACHES} more` : ''),
    ...labelled('not judged', notJudged.map((each) => `${each.guarantee}, because of ${each.because}`).join('\n')),
    ...labelled('also', harnessError === undefined ? '' : `harness error: ${harnessError}`),
  ]
}

/** A failed example that counts for nothing: what it shows, and the declaration or that it is informative. */
export function excusedLines(scenario: Scenario): string[] {
  const declared = [...new Set(scenario.failures.flatMap(({ deviation }) => deviation ?? []))]
  return [
    ...breachesOf(scenario).flatMap(({ sentence, guarantees, step, expected, seen, because }) => [
      ...labelled('rule', `${sentence} (${guarantees.join(', ')})`),
      ...labelled('step', step),
      ...labelled('because', because),
      ...labelled('expected', expected === undefined ? '' : asText(expected)),
      ...labelled('seen', seen === undefined ? '' : asText(seen)),
    ]),
    ...declared.flatMap(({ instead, url, place }) => [
      ...labelled('instead', instead),
      ...labelled('report', url),
      ...labelled('declared', place),
    ]),
  ]
}

/** The location and title of an example. */
export function exampleName({ address, title, uri, line }: Scenario): string {
  return `${address}  ${plainTitle(title)}  (${locationOf({ uri, line })})`
}

function breachLines(breach: Breach, scenario: Scenario, trace: Trace | undefined): string[] {
  const { sentence, step, expected, seen, because, at } = breach
  return [
    ...labelled('broken', `${sentence} (${chargedTo(breach, scenario)})`),
    ...labelled('step', step),
    ...labelled('because', because),
    ...labelled('expected', expected === undefined ? '' : asText(expected)),
    ...labelled('seen', seen === undefined ? '' : asText(seen)),
    ...labelled('trace', trace ? around(trace, at) : ''),
  ]
}

/** An invariant may break in an example of another guarantee. */
function chargedTo(breach: Breach, { guarantees }: Scenario): string {
  const charged = breach.guarantees.join(', ')
  if (breach.guarantees.every((id) => guarantees.includes(id))) return charged
  return `${charged}, in an example of ${guarantees.join(', ')}`
}

const faultIn = ({ entries }: Trace): number =>
  (entries.find(({ kind }) => kind === 'harness-error') ?? entries.findLast(({ kind }) => kind !== 'ended'))?.seq ?? 0

function around(trace: Trace, at: number): string {
  return linesAround(trace, at)
    .map((line) => (line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line))
    .join('\n')
}

function labelled(label: string, text: string): string[] {
  if (text === '') return []
  return `${label.padEnd(LABEL)} ${text.trimEnd().replaceAll('\n', `\n${' '.repeat(LABEL + 1)}`)}`.split('\n')
}
