import { z } from 'zod'
import type { Specification } from './deviations.ts'
import { brokenEnding } from './excuses.ts'
import type { KnownFailure } from './run-info.ts'
import type { Scenario } from './scenarios.ts'
import type { Judged } from './verdicts.ts'
import { lineFinder, parseTable, textOf } from './yaml-table.ts'

/** @throws LedgerError naming file, line and field of what cannot be used */
export function loadBaseline(file: string, specification: Specification): KnownFailure[] {
  return parseBaseline(textOf(file), file, specification)
}

/** Checks the text of a baseline: a list of guarantees or examples that are known to fail, each with a link. */
export function parseBaseline(text: string, file: string, { guarantees, examples }: Specification): KnownFailure[] {
  const ids = guarantees.map(({ id }) => id)
  const url = z.httpUrl('expected the URL of the report')
  const guarantee = z.string().refine((id) => ids.includes(id), 'expected the id of a guarantee, found none of them')
  const example = z
    .string()
    .refine((address) => examples.includes(address), 'expected an example such as "ordering/creation [3]", found none')
  const row = z
    .strictObject({ guarantee: guarantee.optional(), example: example.optional(), url })
    .refine((entry) => (entry.guarantee === undefined) !== (entry.example === undefined), {
      message: 'expected either guarantee or example',
    })
  const lineOf = lineFinder(text)
  return parseTable(text, file, { row }).map(({ url: link, ...named }, index) => ({
    ...(named.guarantee !== undefined && { guarantee: named.guarantee }),
    ...(named.example !== undefined && { example: named.example }),
    ...{ url: link, place: `${file}:${lineOf([index])}` },
  }))
}

/** The entries by which all that has broken a guarantee is known; none if something of it is new. */
export function knownOf({ guarantee: { id }, scenarios }: Judged, baseline: readonly KnownFailure[]): KnownFailure[] {
  const whole = baseline.filter(({ guarantee }) => guarantee === id)
  if (whole.length > 0) return whole
  const breaking = scenarios.filter(({ failures }) =>
    failures.some((failure) => failure.guarantee === id && brokenEnding([failure]) === 'non-conformant'),
  )
  const entries = breaking.flatMap((scenario) => knownExample(scenario, baseline) ?? [])
  return entries.length === breaking.length ? entries : []
}

/** The entry of an example. */
export const knownExample = ({ address }: Pick<Scenario, 'address'>, baseline: readonly KnownFailure[]) =>
  baseline.find(({ example }) => example === address)

/** The entries of what has passed. */
export function staleOf(baseline: readonly KnownFailure[], judged: readonly Judged[]): KnownFailure[] {
  return baseline.filter(({ guarantee, example }) =>
    judged.some(
      (row) =>
        (row.verdict === 'conformant' && row.guarantee.id === guarantee) ||
        row.scenarios.some(({ ending, address }) => ending === 'conformant' && address === example),
    ),
  )
}
