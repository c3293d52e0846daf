import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StepResult, TestResult } from 'allure-js-commons'
import { LabelName, LinkType, Status } from 'allure-js-commons'
import { traceOf } from './evidence.ts'
import { isBroken } from './excuses.ts'
import { exampleName, failureHead, findingLines } from './failure-text.ts'
import type { Guarantee } from './ledger.ts'
import { reproduceLines } from './reproduce.ts'
import type { Ending, Scenario } from './scenarios.ts'
import { sourceLink } from './source-link.ts'
import { timelineSvg } from './timeline.ts'
import { traceLines } from './trace-lines.ts'

const statuses: Record<Ending, Status> = {
  conformant: Status.PASSED,
  'non-conformant': Status.FAILED,
  'documented deviation': Status.FAILED,
  informative: Status.SKIPPED,
  'not applicable': Status.SKIPPED,
  'harness error': Status.BROKEN,
}

// The more binding the promise, the graver its breach. The order is that of gravity.
const severities: [Guarantee['level'], string][] = [
  ['conformance', 'blocker'],
  ['documented', 'critical'],
  ['implementation', 'normal'],
  ['folklore', 'minor'],
]

/** The label of each guarantee that an example violates; its stories are those that it checks. */
const VIOLATED = 'violated'

/** The label with the address of an example. */
export const EXAMPLE = 'example'

/** The folders of one run. */
export interface Places {
  /** The folder with run.json and traces/. */
  folder: string
  /** The folder for the results of Allure. */
  results: string
}

/** Gives an Allure result our verdict, the words of the ledger, and the picture of a failure. */
export function complete(result: TestResult, scenario: Scenario, guarantees: Guarantee[], places: Places): void {
  result.status = statuses[scenario.ending]
  result.labels = [...result.labels.filter(({ name }) => name !== LabelName.FEATURE), ...labels(scenario, guarantees)]
  result.links.push(...links(guarantees))
  result.description = [scenario.rule, ...guarantees.map(({ id, sentence }) => `${id}: ${sentence}`)].join('\n\n')
  if (scenario.ending === 'conformant') return
  const trace = traceOf(places.folder, scenario)
  const message = `${scenario.ending}: ${failureHead(scenario)}`
  if (scenario.ending === 'not applicable') {
    result.statusDetails = { message }
    return
  }
  // Allure groups failures by their message: one Rule, one group.
  result.statusDetails = { message, trace: [exampleName(scenario), ...findingLines(scenario, trace)].join('\n') }
  if (isBroken(scenario)) for (const step of result.steps) blame(step)
  const attach = (name: string, type: string, extension: string, content: string) => {
    const source = `${randomUUID()}-attachment.${extension}`
    // Allure makes its folder with the first result; attachments of that one come before.
    mkdirSync(places.results, { recursive: true })
    writeFileSync(join(places.results, source), content)
    result.attachments.push({ name, type, source })
  }
  if (trace) attach('Timeline', 'image/svg+xml', 'svg', timelineSvg(trace, scenario.failures))
  const byHand = reproduceLines(trace)
  if (byHand.length > 0) attach('By hand', 'text/plain', 'txt', `${byHand.join('\n')}\n`)
  if (trace) attach('Trace', 'text/plain', 'txt', `${traceLines(trace).join('\n')}\n`)
}

// allure-cucumberjs calls a step broken whose error is no assertion error of a library that it knows. What the error
// says stands with the result; it need not be told twice.
function blame(step: StepResult): void {
  if (step.status === Status.BROKEN) step.status = Status.FAILED
  if (step.status === Status.FAILED) step.statusDetails = {}
}

function labels({ address, guarantees: ids, charged, feature, rule }: Scenario, guarantees: Guarantee[]) {
  const family = guarantees[0]?.family ?? 'unknown'
  const severity = severities.find(([level]) => guarantees.some((guarantee) => guarantee.level === level))?.[1]
  return [
    { name: LabelName.EPIC, value: family },
    { name: EXAMPLE, value: address },
    { name: LabelName.FEATURE, value: feature },
    ...ids.map((id) => ({ name: LabelName.STORY, value: id })),
    ...charged.map((id) => ({ name: VIOLATED, value: id })),
    { name: LabelName.SEVERITY, value: severity ?? 'normal' },
    { name: LabelName.PARENT_SUITE, value: family },
    { name: LabelName.SUITE, value: feature },
    { name: LabelName.SUB_SUITE, value: rule },
  ]
}

function links(guarantees: Guarantee[]) {
  const sources = new Set(guarantees.flatMap(({ source }) => source))
  return [...sources].flatMap((name) => {
    const url = sourceLink(name)
    return url ? [{ name, url, type: LinkType.DEFAULT }] : []
  })
}
