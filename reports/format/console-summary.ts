import { stripVTControlCharacters, styleText } from 'node:util'
import Table from 'cli-table3'
import { hasFailed } from './conformance-report.ts'
import type { Evidence } from './evidence.ts'
import { isExcused } from './excuses.ts'
import type { Outcome } from './exit-code.ts'
import { exampleName, excusedLines, failureKey, failureLines } from './failure-text.ts'
import type { Statistics } from './report-schema.ts'
import { placeOf } from './run-info.ts'
import type { Scenario } from './scenarios.ts'
import { countBy, countEndings, countVerdicts, groupVerdict, timeOf } from './statistics.ts'
import type { Verdicts } from './verdicts.ts'

/** The width of the terminal, and whether it shows colour. */
export interface Terminal {
  columns: number
  colour: boolean
}

type Colour = 'green' | 'red' | 'yellow' | 'magenta' | 'dim' | 'bold'
type Paint = (colour: Colour, text: string) => string

const MOST_FAILURES = 20
const MOST_REASONS = 10

const colours = {
  conformant: 'green',
  kept: 'green',
  'non-conformant': 'red',
  'documented deviation': 'yellow',
  'not applicable': 'dim',
  'not judged': 'yellow',
  'not run': 'yellow',
  planned: 'dim',
  informative: 'dim',
  incomplete: 'yellow',
  'harness error': 'magenta',
} as const satisfies Record<string, Colour>

/** The terminal that this process writes to; NO_COLOR and pipes get plain text. */
export function thisTerminal(stream: NodeJS.WriteStream = process.stdout, env = process.env): Terminal {
  const colour = stream.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb'
  return { columns: stream.isTTY ? stream.columns || 80 : 120, colour }
}

/** Summarizes a run for the terminal: a verdict per family, each failure, the verdict of the whole run. */
export function consoleSummary(
  evidence: Evidence,
  verdicts: Verdicts,
  outcome: Outcome,
  terminal: Terminal = thisTerminal(),
): string {
  const paint: Paint = (colour, text) => (terminal.colour ? styleText(colour, text, { validateStream: false }) : text)
  const failures = [...Map.groupBy(evidence.scenarios.filter(hasFailed), failureKey).values()]
  const untold = failures.slice(MOST_FAILURES).flat().length
  const parts = [
    ...failures.slice(0, MOST_FAILURES).map((alike) => failureText(evidence, alike, paint)),
    untold > 0 ? `… and ${untold} more failed examples; all are in conformance-report.yaml` : '',
    ...evidence.scenarios.filter(isExcused).map((scenario) => excusedText(scenario, paint)),
    familyTable(verdicts, terminal, paint),
    closing(evidence, verdicts, outcome, paint),
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

// Long and short names of the columns after family and verdict.
const heads = [
  ['kept', 'kept'],
  ['broken', 'brok'],
  ['deviating', 'dev'],
  ['not applicable', 'n/a'],
  ['harness', 'harn'],
  ['not judged', 'unj'],
  ['not run', 'norun'],
  ['planned', 'plan'],
] as const

function familyTable({ judged }: Verdicts, { columns }: Terminal, paint: Paint): string {
  const families = countBy(judged, ({ guarantee }) => guarantee.family)
  const rows = [...families, { name: 'all', statistics: countVerdicts(judged) }].map((each) => familyRow(each, paint))
  const used = heads.map((_, index) => rows.some((row) => row[index + 2] !== '·'))
  const pick = (cells: string[]) => cells.filter((_, index) => index < 2 || used[index - 2])
  const shown = rows.map(pick)
  const head = ([0, 1] as const).map((form) => pick(['family', 'verdict', ...heads.map((names) => names[form])]))
  const fitting = head.find((names) => widthOf([names, ...shown]) <= columns)
  if (!fitting) return rows.map(([name, verdict]) => `${name}: ${verdict}`).join('\n')
  const table = new Table({
    head: fitting.map((name) => paint('bold', name)),
    colAligns: fitting.map((_, index) => (index < 2 ? 'left' : 'right')),
    // Its own colours are on or off by the environment of the process that imports it, whatever the terminal is.
    style: { head: [], border: [], compact: true },
  })
  table.push(...shown)
  return table.toString().replace(/[─│┌┬┐├┼┤└┴┘]+/g, (border) => paint('dim', border))
}

function familyRow({ name, statistics: of }: { name: string; statistics: Statistics }, paint: Paint): string[] {
  const { conformant, nonConformant, documentedDeviation, notApplicable, harnessError, notJudged, notRun, planned } = of
  const counts = [
    conformant,
    nonConformant,
    documentedDeviation,
    notApplicable,
    harnessError,
    notJudged,
    notRun,
    planned,
  ]
  const verdict = groupVerdict(of)
  return [name, paint(colours[verdict], verdict), ...counts.map((count) => (count === 0 ? '·' : String(count)))]
}

function widthOf(rows: string[][]): number {
  const columns = Map.groupBy(
    rows.flatMap((row) => [...row.entries()]),
    ([index]) => index,
  )
  const widths = [...columns.values()].map((cells) => Math.max(...cells.map(([, cell]) => plainLength(cell))))
  return widths.reduce((sum, width) => sum + width + 3, 1)
}

function plainLength(text: string): number {
  return stripVTControlCharacters(text).length
}

/** Examples with the same failure, represented by the first of them. */
function failureText(evidence: Evidence, [scenario, ...alike]: Scenario[], paint: Paint): string {
  if (!scenario) return ''
  const { address, ending } = scenario
  const head = exampleName(scenario).replace(address, paint('bold', address))
  const lines = failureLines(scenario, evidence.traceOf(scenario), alike)
  return [`${paint(colours[ending], ending)}  ${head}`, ...lines.map((line) => `  ${line}`)].join('\n')
}

function excusedText(scenario: Scenario, paint: Paint): string {
  const lines = excusedLines(scenario).map((line) => `  ${line}`)
  return [`${paint(colours[scenario.ending], scenario.ending)}  ${exampleName(scenario)}`, ...lines].join('\n')
}

function closing(evidence: Evidence, { stale }: Verdicts, outcome: Outcome, paint: Paint): string {
  const { run, scenarios } = evidence
  const { total, conformant, nonConformant, documentedDeviation, informative, notApplicable, harnessError } =
    countEndings(scenarios)
  const counts = [
    `${total} ${total === 1 ? 'scenario' : 'scenarios'}`,
    `${conformant} passed`,
    nonConformant ? `${nonConformant} broken` : '',
    documentedDeviation ? `${documentedDeviation} with a documented deviation` : '',
    informative ? `${informative} informative and not passed` : '',
    notApplicable ? `${notApplicable} not applicable` : '',
    harnessError ? `${harnessError} ${harnessError === 1 ? 'harness error' : 'harness errors'}` : '',
    stale.length ? `${stale.length} ${stale.length === 1 ? 'stale deviation' : 'stale deviations'}` : '',
  ]
  const place = placeOf(run)
  return [
    ...Object.values(outcome.reasons).flatMap(reasonLines),
    `${paint(colours[outcome.name], headlineText(outcome))}${place ? `  (${place})` : ''}`,
    counts.filter(Boolean).join(', '),
    ...timeLine(evidence),
  ].join('\n')
}

/** Each kind of reason is cut by itself: many violations hide no harness error. */
function reasonLines(reasons: string[]): string[] {
  const more = reasons.length - MOST_REASONS
  return [
    ...reasons.slice(0, MOST_REASONS).map((reason) => `  - ${firstLine(reason)}`),
    ...(more > 0 ? [`  - … and ${more} more`] : []),
  ]
}

function headlineText({ name, headline }: Outcome): string {
  return name === 'kept' ? headline.text : `${name}: ${headline.text}`
}

/** The time saved by running scenarios in parallel; nothing where that is not known. */
function timeLine(evidence: Evidence): string[] {
  const { wall, scenarios } = timeOf(evidence)
  if (wall === 0) return []
  const ratio = (scenarios / wall).toFixed(1)
  return [`${wall.toFixed(1)} s of wall time for scenarios of ${scenarios.toFixed(1)} s in sum (${ratio} at a time)`]
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? ''
}
