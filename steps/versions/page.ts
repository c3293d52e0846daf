import type { Guarantee } from '../../reports/format/ledger.ts'
import type { Deviation } from '../../reports/format/run-info.ts'
import type { Example } from './examples.ts'
import type { Gate } from './gates.ts'
import type { Measured } from './measured.ts'

/** Everything that the page is made from. */
export interface Sources {
  readonly measured: readonly Measured[]
  readonly gates: readonly Gate[]
  readonly guarantees: readonly Guarantee[]
  readonly examples: readonly Example[]
  readonly deviations: readonly Deviation[]
}

type Specification = Pick<Sources, 'guarantees' | 'examples'>

export const PAGE = 'features/versions.md'

/** The oldest version that is supported: what began before it is no difference between versions. */
const OLDEST = 33

/** The page about the versions of Kubernetes. */
export function pageOf(sources: Sources): string {
  const blocks = [
    '# Versions of Kubernetes',
    '<!-- Written by `npm run versions`. Do not edit it. -->',
    "What upstream's controller keeps on a real control plane of each version, and what differs between the versions.",
    '## Runs',
    runs(sources.measured),
    'The columns count examples. A false alarm is an example that fails though no deviation is declared. Deviations are examples that fail as [declared](#bugs-of-upstream). Informative are examples that show a difference and change no verdict.',
    '## Feature gates',
    gateDefaults(sources.gates),
    '## What begins with a version',
    ...beginnings(sources),
    '## What depends on a feature gate',
    ...sources.gates.filter(isChoice).flatMap((gate) => dependants(gate, sources)),
    '## Bugs of upstream',
    list(sources.deviations.map(bug)),
  ]
  return `${blocks.join('\n\n')}\n`
}

function runs(measured: readonly Measured[]): string {
  const head = ['Kubernetes', 'feature gates', 'examples', 'passed', 'not applicable', 'deviations', 'informative']
  const rows = measured.map((run) => [
    ...[run.kubernetes, run.gates || 'default', selected(run)],
    ...[run.passed, run.notApplicable, run.deviations, run.informative, run.falseAlarms, run.harnessErrors],
    ...[run.seconds, run.date, run.note ?? ''],
  ])
  return table([...head, 'false alarms', 'harness errors', 'seconds', 'date', 'note'], rows)
}

const selected = ({ selection }: Measured): string =>
  selection.replaceAll(/features\/|\.feature/g, '').replaceAll(' ', ', ') || 'all'

function gateDefaults(gates: readonly Gate[]): string {
  const versions = [...new Set(gates.flatMap(({ defaults }) => Object.keys(defaults)))].sort()
  const rows = gates.map(({ gate, defaults, note = '' }) => [gate, ...versions.map((v) => defaults[v] ?? '–'), note])
  return table(['feature gate', ...versions, 'note'], rows)
}

/** True if somebody can turn the gate on or off in any of the versions. */
const isChoice = ({ defaults }: Gate): boolean => Object.values(defaults).some((each) => each !== 'GA')

/** A heading and a list for each version that changes something. */
function beginnings({ guarantees, examples }: Specification): string[] {
  const all = [...guarantees.map(({ since }) => since), ...examples.flatMap(({ tags }) => sinceOf(tags) ?? [])]
  const minors = [...new Set(all)].filter((minor) => Number(minor.slice(2)) > OLDEST).sort()
  return minors.flatMap((minor) => {
    const rows = guarantees.filter(({ since }) => since === minor)
    const others = examples.filter(({ tags }) => sinceOf(tags) === minor).filter(beside(rows))
    return [`### ${minor}`, list([...rows.map(sentence), ...others.map(title)])]
  })
}

const sinceOf = (tags: readonly string[]): string | undefined =>
  tags.find((tag) => tag.startsWith('@since-'))?.slice('@since-'.length)

/** What a feature gate that is on makes true, and what holds only where it is off. */
function dependants({ gate }: Gate, { guarantees, examples }: Specification): string[] {
  const rows = guarantees.filter((row) => row.gate === gate)
  const having = (tag: string) => examples.filter(({ tags }) => tags.includes(tag)).filter(beside(rows))
  const off = having(`@feature-${gate}Off`)
  return [
    `### ${gate}`,
    list([...rows.map(sentence), ...having(`@feature-${gate}`).map(title)]),
    ...(off.length > 0 ? ['Only where it is off:', list(off.map(title))] : []),
  ]
}

/** Examples of a row that is listed need no line of their own. */
const beside =
  (rows: readonly Guarantee[]) =>
  ({ guarantees }: Example): boolean =>
    !guarantees.some((id) => rows.some((row) => row.id === id))

const sentence = ({ id, sentence: text }: Guarantee): string => `${id}: ${text}`

const title = ({ address, title: text, guarantees }: Example): string =>
  `${guarantees.join(', ')}, example ${address}: ${text}`

function bug({ guarantee, examples, versions, gates, sometimes, instead, url }: Deviation): string {
  const where = [
    ...(examples ? [examples.join(', ')] : []),
    versions === undefined ? 'all versions' : `versions ${versions}`,
    ...(gates ? [`with ${gates}`] : []),
    ...(sometimes ? ['a race'] : []),
  ]
  return `${guarantee} (${where.join('; ')}): ${instead} [Report](${url})`
}

const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n')

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
