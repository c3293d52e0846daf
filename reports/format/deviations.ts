import { validRange } from 'semver'
import { z } from 'zod'
import type { Guarantee } from './ledger.ts'
import type { Deviation } from './run-info.ts'
import { lineFinder, parseTable, textOf } from './yaml-table.ts'

/** What deviations may name: the rows of the ledger, and the addresses of all examples. */
export interface Specification {
  guarantees: Pick<Guarantee, 'id' | 'state'>[]
  examples: string[]
}

/** @throws LedgerError naming file, line and field of what cannot be used */
export function loadDeviations(file: string, specification: Specification): Deviation[] {
  return parseDeviations(textOf(file), file, specification)
}

/** Checks the text of a file of declared deviations; `file` is for the places of the declarations. */
export function parseDeviations(text: string, file: string, specification: Specification): Deviation[] {
  const declared = parseTable(text, file, { row: rowFor(specification) })
  const lineOf = lineFinder(text)
  return declared.map((deviation, index) => ({ ...deviation, place: `${file}:${lineOf([index])}` }))
}

const shown = z
  .strictObject({ broken: z.string().min(1), seen: z.unknown().optional(), because: z.string().min(1).optional() })
  .refine((entry) => 'seen' in entry || entry.because !== undefined, {
    message: 'expected seen or because as the report has them: without either any other violation would fit too',
  })

/** A declared deviation as a file has it. */
export function rowFor({ guarantees, examples }: Specification) {
  const isKnown = (id: string) => guarantees.some((each) => each.id === id)
  const isChecked = (id: string) => guarantees.some((each) => each.id === id && each.state === 'checked')
  const guarantee = z
    .string()
    .refine(isKnown, { message: 'expected an id of features/*/guarantees.yaml, found none of them', abort: true })
    .refine(isChecked, { message: 'expected a guarantee that scenarios check, found one that is planned or excluded' })
  const example = z
    .string()
    .refine((address) => examples.includes(address), 'expected an example such as "ordering/creation [3]", found none')
  return z.strictObject({
    guarantee,
    examples: z.array(example).min(1).optional(),
    versions: z
      .string()
      .refine((range) => validRange(range) !== null, 'expected a range of versions such as ">=1.33 <1.38"')
      .optional(),
    gates: z
      .string()
      .regex(/^\w+=(true|false)(,\w+=(true|false))*$/, 'expected feature gates such as "A=true,B=false"')
      .optional(),
    sometimes: z.literal(true).optional(),
    instead: z.string().min(1),
    url: z.httpUrl('expected the URL of the report'),
    shows: z.array(shown).min(1),
  })
}
