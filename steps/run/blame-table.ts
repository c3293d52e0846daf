import type { Mutant } from '../target/index.ts'
import type { Judged } from './mutant-run.ts'

/** Whom the examples charge for what a mutant does. */
export interface Blamed {
  readonly mutant: string
  readonly guarantee: string
  /** True if an example charges the guarantee that the mutant breaks. */
  readonly caught: boolean
  /** Other guarantees that examples call broken. */
  readonly others: readonly string[]
  /** Guarantees that no example calls broken and some could not judge. */
  readonly notJudged: readonly string[]
  readonly failed: readonly string[]
  readonly harnessErrors: readonly string[]
}

const violationsOf = ({ judgement }: Judged) => (judgement.outcome === 'broken' ? judgement.violations : [])

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)].sort()

export const isCaught = ({ guarantee }: Pick<Mutant, 'guarantee'>, judged: readonly Judged[]): boolean =>
  judged.flatMap(violationsOf).some((violation) => violation.guarantee === guarantee)

export function blamed({ name, guarantee }: Pick<Mutant, 'name' | 'guarantee'>, judged: readonly Judged[]): Blamed {
  const broken = distinct(judged.flatMap(violationsOf).map((violation) => violation.guarantee))
  const open = judged.flatMap(({ judgement }) => (judgement.outcome === 'broken' ? judgement.notJudged : []))
  return {
    mutant: name,
    guarantee,
    caught: broken.includes(guarantee),
    others: broken.filter((id) => id !== guarantee),
    notJudged: distinct(open.map((one) => one.guarantee)).filter((id) => !broken.includes(id)),
    failed: judged.filter(({ judgement }) => judgement.outcome === 'broken').map(({ example }) => example),
    harnessErrors: judged
      .filter(({ judgement }) => judgement.outcome === 'harness error')
      .map(({ example }) => example),
  }
}

/** A table in Markdown: one line for each mutant. */
export function blameTable(all: readonly Blamed[]): string {
  const lines = all.map(({ mutant, guarantee, caught, others, notJudged, failed, harnessErrors }) =>
    [
      mutant,
      guarantee,
      caught ? 'yes' : 'NO',
      `${others.length}${others.length > 0 ? `: ${others.join(' ')}` : ''}`,
      notJudged.length,
      failed.length,
      harnessErrors.length,
    ].join(' | '),
  )
  const head = [
    '| mutant | guarantee | caught | others called broken | not judged | failed examples | harness errors |',
    '|---|---|---|---|---|---|---|',
  ]
  return [...head, ...lines.map((line) => `| ${line} |`)].join('\n')
}

/** The number of other guarantees that are called broken. */
export function blameSummary(all: readonly Blamed[]): string {
  const counts = all.map(({ others }) => others.length).sort((a, b) => a - b)
  const middle = Math.floor(counts.length / 2)
  const median =
    counts.length % 2 === 1 ? (counts[middle] ?? 0) : ((counts[middle - 1] ?? 0) + (counts[middle] ?? 0)) / 2
  const mean = counts.reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length)
  const caught = all.filter((one) => one.caught).length
  return `${caught} of ${all.length} mutants caught; others called broken: median ${median}, mean ${mean.toFixed(1)}, maximum ${counts.at(-1) ?? 0}`
}
