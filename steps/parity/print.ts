import Table from 'cli-table3'
import type { Deviation, Judgement } from './judge.ts'

/** The percentage of responses that must be equal. */
const LEAST_EQUAL = 99

const FIRST = 10

/** The families as a table with their total, and the first responses that differ and are not listed. */
export function printed(judgements: readonly Judgement[]): string {
  const table = new Table({
    head: ['family', 'requests', 'equal', 'listed', 'unlisted', '%'],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [], compact: true },
  })
  for (const one of judgements) table.push(row(one.family, one))
  table.push(row('total', total(judgements)))
  const deviations = judgements.flatMap(({ family, unlisted }) => unlisted.map((one) => described(family, one)))
  const rest = deviations.length - FIRST
  return [
    table.toString(),
    ...deviations.slice(0, FIRST),
    ...(rest > 0 ? [`… and ${rest} more; --family NAME shows those of one family`] : []),
  ].join('\n')
}

/** The reasons to fail; none if parity passes. */
export function failures(judgements: readonly Judgement[]): string[] {
  const { requests, equal, unlisted } = total(judgements)
  const stale = judgements.flatMap((one) => one.stale)
  const share = percentage(equal, requests)
  return [
    ...(unlisted.length > 0 ? [`${unlisted.length} responses differ and are not listed in differences.yaml`] : []),
    ...stale.map(
      ({ family, story, request }) =>
        `listed, but does not differ: ${family}, ${story}, ${request}: remove it from differences.yaml`,
    ),
    ...(share < LEAST_EQUAL ? [`${share.toFixed(2)} % are equal: at least ${LEAST_EQUAL} % must be`] : []),
  ]
}

function total(judgements: readonly Judgement[]): Omit<Judgement, 'family'> {
  const sum = (count: (one: Judgement) => number) => judgements.reduce((before, one) => before + count(one), 0)
  return {
    requests: sum(({ requests }) => requests),
    equal: sum(({ equal }) => equal),
    listed: sum(({ listed }) => listed),
    unlisted: judgements.flatMap(({ unlisted }) => unlisted),
    stale: judgements.flatMap(({ stale }) => stale),
  }
}

const row = (name: string, { requests, equal, listed, unlisted }: Omit<Judgement, 'family'>) => [
  name,
  requests,
  equal,
  listed,
  unlisted.length,
  percentage(equal, requests).toFixed(1),
]

const percentage = (part: number, whole: number) => (whole === 0 ? 100 : (100 * part) / whole)

const WIDTH = 600

function described(family: string, { story, request, where }: Deviation): string {
  const places = where.map(
    ({ path, expected, seen }) => `  ${path}\n    expected ${cut(expected)}\n    seen     ${cut(seen)}`,
  )
  const lines = where.length > 0 ? places : ['  never recorded as it is now: npm run parity -- --record']
  return [`\n${family}, ${story}: ${cut(request)}`, ...lines].join('\n')
}

const cut = (text: string | undefined) =>
  text === undefined ? 'nothing' : text.length > WIDTH ? `${text.slice(0, WIDTH)}…` : text
