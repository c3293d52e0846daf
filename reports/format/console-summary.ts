import { stripVTControlCharacters, styleText } from 'node:util'
import Table from 'cli-table3'
import { asText, hasFailed } from './conformance-report.ts'
import type { Evidence } from './evidence.ts'
import type { Outcome } from './exit-code.ts'
import type { Statistics } from './report-schema.ts'
import { reproduceLines } from './reproduce.ts'
import type { Scenario } from './scenarios.ts'
import { countBy, countEndings, countVerdicts, groupVerdict, timeOf } from './statistics.ts'
import { type TraceEntry, tellable, traceLine } from './trace.ts'
import type { Verdicts } from './verdicts.ts'

/** How wide the reader's terminal is and whether it shows colour. */
export interface Terminal {
  columns: number
  colour: boolean
}

type Colour = 'green' | 'red' | 'yellow' | 'magenta' | 'dim' | 'bold'
type Paint = (colour: Colour, text: string) => string

const LAST_LINES = 10
const MOST_FAILURES = 20
const MOST_REASONS = 10

const colours: Record<string, Colour> = {
  conformant: 'green',
  kept: 'green',
  'non-conformant': 'red',
  'documented deviation': 'yellow',
  'not applicable': 'dim',
  'not run': 'yellow',
  planned: 'dim',
  incomplete: 'yellow',
  'harness error': 'magenta',
}

/** The terminal that this process writes to; NO_COLOR and pipes get plain text. */
export function thisTerminal(stream: NodeJS.WriteStream = process.stdout, env = process.env): Terminal {
  const colour = stream.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb'
  return { columns: stream.isTTY ? stream.columns || 80 : 120, colour }
}

/** What a run found, for a person at a terminal: a verdict per family, each failure, the verdict of the whole. */
export function consoleSummary(
  evidence: Evidence,
  verdicts: Verdicts,
  outcome: Outcome,
  terminal: Terminal = thisTerminal(),
): string {
  const paint: Paint = (colour, text) => (terminal.colour ? styleText(colour, text, { validateStream: false }) : text)
  const failures = evidence.scenarios.filter(hasFailed)
  const parts = [
    ...failures.slice(0, MOST_FAILURES).map((scenario) => failureText(evidence, scenario, paint)),
    failures.length > MOST_FAILURES
      ? `… and ${failures.length - MOST_FAILURES} more failed examples; all are in conformance-report.yaml`
      : '',
    familyTable(verdicts, terminal, paint),
    closing(evidence, verdicts, outcome, paint),
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

// Long and short names of the columns after family and verdict.
const heads: [string, string][] = [
  ['kept', 'kept'],
  ['broken', 'brok'],
  ['deviating', 'dev'],
  ['not applicable', 'n/a'],
  ['harness', 'harn'],
  ['not run', 'norun'],
  ['planned', 'plan'],
]

function familyTable({ judged }: Verdicts, { columns, colour }: Terminal, paint: Paint): string {
  const families = countBy(judged, ({ guarantee }) => guarantee.family)
  const rows = [...families, { name: 'all', statistics: countVerdicts(judged) }].map((each) => familyRow(each, paint))
  const used = heads.map((_, index) => rows.some((row) => row[index + 2] !== '·'))
  const pick = (cells: string[]) => cells.filter((_, index) => index < 2 || used[index - 2])
  const shown = rows.map(pick)
  const head = [0, 1].map((form) => pick(['family', 'verdict', ...heads.map((names) => names[form] ?? '')]))
  const fitting = head.find((names) => widthOf([names, ...shown]) <= columns)
  if (!fitting) return rows.map(([name, verdict]) => `${name}: ${verdict}`).join('\n')
  const table = new Table({
    head: fitting,
    colAligns: fitting.map((_, index) => (index < 2 ? 'left' : 'right')),
    style: { head: colour ? ['bold'] : [], border: colour ? ['dim'] : [], compact: true },
  })
  table.push(...shown)
  return table.toString()
}

function familyRow({ name, statistics: of }: { name: string; statistics: Statistics }, paint: Paint): string[] {
  const { conformant, nonConformant, documentedDeviation, notApplicable, harnessError, notRun, planned } = of
  const counts = [conformant, nonConformant, documentedDeviation, notApplicable, harnessError, notRun, planned]
  const verdict = groupVerdict(of)
  return [
    name,
    paint(colours[verdict] ?? 'bold', verdict),
    ...counts.map((count) => (count === 0 ? '·' : String(count))),
  ]
}

function widthOf(rows: string[][]): number {
  const columns = rows[0]?.map((_, index) => Math.max(...rows.map((row) => plainLength(row[index] ?? '')))) ?? []
  return columns.reduce((sum, width) => sum + width + 3, 1)
}

function plainLength(text: string): number {
  return stripVTControlCharacters(text).length
}

function failureText(evidence: Evidence, scenario: Scenario, paint: Paint): string {
  const { address, title, ending, rule, step, because, failure } = scenario
  const trace = evidence.traceOf(scenario)
  const named = title.replace(/^\[[^\]]+\]\s*/, '')
  const lines = [
    `${paint(colours[ending] ?? 'red', ending)}  ${paint('bold', address)}  ${named}`,
    labelled(ending === 'non-conformant' ? 'broken' : 'rule', `${failure?.sentence ?? rule} (${blamed(scenario)})`),
    step ? labelled('step', step) : '',
    failure ? labelled('expected', asText(failure.expected)) : '',
    failure ? labelled('seen', asText(failure.seen)) : '',
    labelled('because', failure?.because || because),
    block('last seen', trace ? tellable(trace).slice(-LAST_LINES).map(lastLine) : []),
    block('by hand', reproduceLines(failure, trace)),
  ]
  return lines.filter(Boolean).join('\n')
}

/** An invariant may break in a scenario of another guarantee. */
function blamed({ guarantees, charged }: Scenario): string {
  const own = guarantees.join(', ')
  if (charged.every((id) => guarantees.includes(id))) return own
  return `${charged.join(', ')}, in a scenario of ${own}`
}

function lastLine(entry: TraceEntry): string {
  const line = traceLine(entry)
  return line.length > 160 ? `${line.slice(0, 159)}…` : line
}

function labelled(label: string, text: string): string {
  return text ? `  ${label.padEnd(9)} ${text.trimEnd().replaceAll('\n', `\n${' '.repeat(12)}`)}` : ''
}

function block(label: string, lines: string[]): string {
  return labelled(label, lines.join('\n'))
}

function closing(evidence: Evidence, { stale }: Verdicts, outcome: Outcome, paint: Paint): string {
  const { run, scenarios } = evidence
  const { total, conformant, nonConformant, notApplicable, harnessError } = countEndings(scenarios)
  const counts = [
    `${total} ${total === 1 ? 'scenario' : 'scenarios'}`,
    `${conformant} passed`,
    nonConformant ? `${nonConformant} broken` : '',
    notApplicable ? `${notApplicable} not applicable` : '',
    harnessError ? `${harnessError} ${harnessError === 1 ? 'harness error' : 'harness errors'}` : '',
    stale.length ? `${stale.length} ${stale.length === 1 ? 'stale deviation' : 'stale deviations'}` : '',
  ]
  const where = [run.target, run.versions['server'], run.controller ? `controller ${run.controller}` : '']
  const place = where.filter(Boolean).join(', ')
  return [
    ...Object.values(outcome.reasons).flatMap(reasonLines),
    `${paint(colours[outcome.name] ?? 'bold', headlineText(outcome))}${place ? `  (${place})` : ''}`,
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

/** What running scenarios side by side has spared; nothing where that is not known. */
function timeLine(evidence: Evidence): string[] {
  const { wall, scenarios } = timeOf(evidence)
  if (wall === 0) return []
  const ratio = (scenarios / wall).toFixed(1)
  return [`${wall.toFixed(1)} s of wall time for scenarios of ${scenarios.toFixed(1)} s in sum (${ratio} at a time)`]
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? ''
}
